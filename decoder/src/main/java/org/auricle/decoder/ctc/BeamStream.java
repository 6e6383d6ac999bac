package org.auricle.decoder.ctc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;

/** One utterance's {@link PrefixBeamSearch}: drives the beam and reads the n-best off it. */
final class BeamStream implements DecodeStream {
  private static final Hypothesis IMPOSSIBLE =
      new Hypothesis(new int[0], new int[0], new int[0], LogMath.ZERO, 0);

  private final int blank;
  private final int nBest;
  private final PosteriorLog posteriors;
  private final PrefixBeam beam;
  private boolean finished;

  BeamStream(int tokens, int blank, BeamOptions options, int nBest) {
    this.blank = blank;
    this.nBest = nBest;
    this.posteriors = new PosteriorLog(tokens);
    this.beam = new PrefixBeam(tokens, blank, options);
  }

  @Override
  public void accept(LogPosteriors chunk) {
    requireOpen();
    int from = posteriors.frames();
    posteriors.append(chunk);
    for (int t = from; t < posteriors.frames(); t++) {
      beam.step(posteriors.logProbs(), t);
    }
  }

  @Override
  public List<Hypothesis> partial() {
    return best(beam::hypothesis);
  }

  @Override
  public List<Hypothesis> finish() {
    requireOpen();
    finished = true;
    beam.rescore(posteriors);
    return best(this::timed);
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("the stream has finished");
    }
  }

  private List<Hypothesis> best(Function<Integer, Hypothesis> read) {
    int[] nodes = beam.best(nBest);
    if (nodes.length == 0) {
      return List.of(IMPOSSIBLE);
    }
    List<Hypothesis> hypotheses = new ArrayList<>(nodes.length);
    for (int node : nodes) {
      hypotheses.add(read.apply(node));
    }
    return hypotheses;
  }

  private Hypothesis timed(int node) {
    int[] tokens = beam.tokens(node);
    WordTimer.Alignment times = WordTimer.align(posteriors.view(), blank, tokens);
    return new Hypothesis(tokens, times.startFrames(), times.endFrames(), beam.score(node), 0);
  }
}

package org.auricle.decoder.ctc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.recognition.TokenWord;

/** One utterance's {@link PrefixBeamSearch}: drives the beam and reads the n-best off it. */
final class BeamStream implements DecodeStream {
  /** Readings scored exactly beyond those asked for. */
  private static final int SPARE_READINGS = 7;

  private final TokenTable table;
  private final int nBest;
  private final Optional<Lexicon> lexicon;
  private final boolean fused;
  private final PosteriorLog posteriors;
  private final PrefixBeam beam;
  private final Readings readings;
  private boolean finished;

  /**
   * A stream.
   *
   * @param fusion or null
   */
  BeamStream(
      TokenTable table, BeamOptions options, FusionTables fusion, TokenBias bias, int nBest) {
    this.table = table;
    this.nBest = nBest;
    this.fused = fusion != null;
    this.lexicon = fused ? fusion.lexicon() : Optional.empty();
    this.posteriors = new PosteriorLog(table.size());
    FusionScores scores = fused ? new FusionScores(fusion, bias) : null;
    this.beam = new PrefixBeam(table.size(), table.blank(), options, scores, fused && nBest > 1);
    this.readings = new Readings(beam, scores);
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
    List<Hypothesis> hypotheses = new ArrayList<>();
    for (Reading reading : readings.now(nBest)) {
      hypotheses.add(roughly(reading));
    }
    return orImpossible(hypotheses);
  }

  @Override
  public int stableTokens() {
    return readings.shared();
  }

  @Override
  public List<Hypothesis> finish() {
    requireOpen();
    finished = true;
    int most =
        fused
            ? (int) Math.min(Integer.MAX_VALUE, (long) nBest + SPARE_READINGS)
            : Integer.MAX_VALUE;
    List<Reading> ranked = readings.exact(readings.atEnd(most), posteriors.view(), table.blank());
    Set<Object> texts = new HashSet<>();
    List<Hypothesis> hypotheses = new ArrayList<>();
    for (Reading reading : ranked) {
      int[] tokens = reading.tokens(beam.tree());
      if (hypotheses.size() < nBest && (!fused || texts.add(text(reading, tokens)))) {
        hypotheses.add(timed(reading, tokens));
      }
    }
    return orImpossible(hypotheses);
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("the stream has finished");
    }
  }

  /** What readings that say the same have in common: words, or tokens where there are no words. */
  private Object text(Reading reading, int[] tokens) {
    if (lexicon.isPresent()) {
      return reading.words(beam.tree(), lexicon.get()).stream().map(TokenWord::text).toList();
    }
    return table.text(tokens);
  }

  private Optional<List<TokenWord>> words(Reading reading) {
    return lexicon.map(words -> reading.words(beam.tree(), words));
  }

  private Hypothesis timed(Reading reading, int[] tokens) {
    WordTimer.Alignment times = WordTimer.align(posteriors.view(), table.blank(), tokens);
    return new Hypothesis(
        tokens,
        times.startFrames(),
        times.endFrames(),
        reading.acoustic(),
        reading.language(),
        words(reading));
  }

  /**
   * A reading with the search's own times. Prefixes share nodes, so another path may have moved an
   * earlier token behind a later one: tokens are put in order from the last one back.
   */
  private Hypothesis roughly(Reading reading) {
    int n = reading.nodes().length;
    int[] starts = new int[n];
    int[] ends = new int[n];
    int limit = Integer.MAX_VALUE;
    for (int i = n - 1; i >= 0; i--) {
      int node = reading.nodes()[i];
      ends[i] = Math.min(beam.scores().end[node], limit);
      starts[i] = Math.min(beam.scores().start[node], ends[i] - 1);
      limit = starts[i];
    }
    int[] tokens = reading.tokens(beam.tree());
    return new Hypothesis(
        tokens, starts, ends, reading.acoustic(), reading.language(), words(reading));
  }

  private List<Hypothesis> orImpossible(List<Hypothesis> hypotheses) {
    if (!hypotheses.isEmpty()) {
      return hypotheses;
    }
    int[] none = new int[0];
    Optional<List<TokenWord>> words = lexicon.map(l -> List.of());
    return List.of(new Hypothesis(none, none, none, LogMath.ZERO, 0, words));
  }
}

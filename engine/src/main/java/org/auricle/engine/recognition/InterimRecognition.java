package org.auricle.engine.recognition;

import java.util.List;
import java.util.Optional;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeatureNormalizer;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FrameStacker;
import org.auricle.engine.feature.FrameStream;

/**
 * What a stream shows while the person still speaks: each chunk normalised with the statistics of
 * what has been heard with it and before, scored by the acoustic model's low-latency form, decoded
 * as it comes. Only as many readings are looked for as the caller wants to see. Not thread-safe.
 */
final class InterimRecognition {
  private static final double MILLIS = 1000; // a second

  private final Recognizer recognizer;
  private final int alternatives;
  private final FeatureNormalizer normalizer;
  private final FrameStream stacker;
  private final AcousticStream acoustic;
  private final DecodeStream decoder;
  private final int chunkFrames; // of the front end
  private int wanted; // frames until the network can do something
  private FeatureMatrix held; // fewer than that
  private String lastText = "";
  private int stableWords;

  InterimRecognition(
      Recognizer recognizer, DecodeRequest request, Optional<StreamLatency> latency) {
    this.recognizer = recognizer;
    this.alternatives = request.nBest();
    FeatureOptions options = recognizer.features().options();
    normalizer = new FeatureNormalizer(options.frameDim(), options.normalization());
    stacker = new FrameStacker(options.frameDim(), options.stack(), options.skip()).newStream();
    AcousticModel model = recognizer.acoustic();
    acoustic = latency.map(model::newStream).orElseGet(model::newStream);
    decoder = recognizer.newInterimDecoder(request);
    StreamLatency delay = latency.orElseGet(model::latency);
    double shift = options.frontEnd().frameShiftMs() / MILLIS;
    chunkFrames = Math.max(1, (int) Math.round(delay.chunkSeconds() / shift));
    int overlap = Math.max(0, options.stack() - options.skip());
    wanted = chunkFrames + overlap + (int) Math.round(delay.lookAheadSeconds() / shift);
    held = FeatureMatrix.empty(options.frameDim());
  }

  /**
   * The front-end frames as the network takes them: those of whole chunks, as soon as the network
   * can do something with them.
   */
  FeatureMatrix inputs(FeatureMatrix frames) {
    held = held.then(frames);
    FeatureMatrix inputs = FeatureMatrix.empty(recognizer.features().dim());
    while (held.frames() >= wanted) {
      inputs = inputs.then(take(wanted));
      wanted = chunkFrames;
    }
    return inputs;
  }

  /** The next frames of those held. */
  private FeatureMatrix take(int frames) {
    FeatureMatrix chunk = held.rows(0, frames);
    held = held.rows(frames, held.frames());
    normalizer.accumulate(chunk);
    return stacker.accept(normalizer.normalize(chunk));
  }

  /**
   * What the network's low-latency form says of a whole utterance.
   *
   * @param frames of the front end, all of them
   */
  LogPosteriors score(FeatureMatrix frames) {
    FeatureMatrix inputs = inputs(frames);
    if (held.frames() > 0) {
      inputs = inputs.then(take(held.frames()));
    }
    return acoustic.accept(inputs.then(stacker.finish())).then(acoustic.finish());
  }

  AcousticStream acoustic() {
    return acoustic;
  }

  /** Takes the next posteriors; a result if the best text changed. */
  Optional<InterimResult> accept(LogPosteriors posteriors, double durationSeconds) {
    if (posteriors.frames() == 0) {
      return Optional.empty();
    }
    decoder.accept(posteriors);
    List<Hypothesis> readings = decoder.partial();
    Transcript transcript = recognizer.interim(readings, durationSeconds, alternatives);
    if (transcript.text().equals(lastText) || transcript.words().size() < stableWords) {
      return Optional.empty(); // fewer: a grammar's search has come to a dead end
    }
    lastText = transcript.text();
    stableWords = Math.max(stableWords, stableWords(readings.get(0)));
    return Optional.of(new InterimResult(transcript, stableWords));
  }

  /** Words that a stable token follows: no token to come can go on with them. */
  private int stableWords(Hypothesis best) {
    int stableTokens = decoder.stableTokens();
    int count = 0;
    for (TokenWord word : recognizer.words(best)) {
      if (word.last() + 1 >= stableTokens) {
        break;
      }
      count++;
    }
    return count;
  }
}

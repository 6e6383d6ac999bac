package org.auricle.engine.recognition;

import java.util.Optional;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeatureNormalizer;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FrameStacker;
import org.auricle.engine.feature.FrameStream;

/**
 * What a stream shows while the person still speaks: each frame normalised with the statistics of
 * what has been heard, scored by the acoustic model's low-latency form, decoded as it comes. Not
 * thread-safe.
 */
final class InterimRecognition {
  private final Recognizer recognizer;
  private final int alternatives;
  private final FeatureNormalizer normalizer;
  private final FrameStream stacker;
  private final AcousticStream acoustic;
  private final DecodeStream decoder;
  private String lastText = "";

  InterimRecognition(Recognizer recognizer, DecodeRequest request) {
    this.recognizer = recognizer;
    this.alternatives = request.nBest();
    FeatureOptions options = recognizer.features().options();
    normalizer = new FeatureNormalizer(options.frameDim(), options.normalization());
    stacker = new FrameStacker(options.frameDim(), options.stack(), options.skip()).newStream();
    acoustic = recognizer.acoustic().newStream();
    decoder = recognizer.newDecoder(request);
  }

  /** Takes the next front-end frames; a transcript if the best text changed. */
  Optional<Transcript> accept(FeatureMatrix frames, double durationSeconds) {
    normalizer.accumulate(frames);
    FeatureMatrix inputs = stacker.accept(normalizer.normalize(frames));
    LogPosteriors posteriors = acoustic.accept(inputs);
    if (posteriors.frames() == 0) {
      return Optional.empty();
    }
    decoder.accept(posteriors);
    Transcript transcript = recognizer.interim(decoder.partial(), durationSeconds, alternatives);
    if (transcript.text().equals(lastText)) {
      return Optional.empty();
    }
    lastText = transcript.text();
    return Optional.of(transcript);
  }
}

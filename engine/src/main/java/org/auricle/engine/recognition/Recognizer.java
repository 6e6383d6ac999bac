package org.auricle.engine.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeaturePipeline;

/**
 * The whole road: audio in, transcript out. Thread-safe: any number of threads may recognise at
 * once over the same models; what belongs to one utterance lives in a {@link RecognitionStream}.
 */
public final class Recognizer implements AutoCloseable {
  /** Readings the decoder is asked for at least, since confidences are posteriors over them. */
  private static final int CONFIDENCE_READINGS = 10;

  private final FeaturePipeline features;
  private final AcousticModel acoustic;
  private final CtcDecoder decoder;
  private final TokenTable tokens;

  /**
   * Wires the stages.
   *
   * @param acoustic closed with the recognizer
   * @throws IllegalArgumentException if the stages' widths do not fit
   */
  public Recognizer(
      FeaturePipeline features, AcousticModel acoustic, CtcDecoder decoder, TokenTable tokens) {
    this.features = Objects.requireNonNull(features, "features");
    this.acoustic = Objects.requireNonNull(acoustic, "acoustic");
    this.decoder = Objects.requireNonNull(decoder, "decoder");
    this.tokens = Objects.requireNonNull(tokens, "tokens");
    if (acoustic.featureDim() != features.dim()) {
      throw new IllegalArgumentException(
          "features' dim: " + features.dim() + " (expected: " + acoustic.featureDim() + ")");
    }
    if (acoustic.vocabularySize() != tokens.size()) {
      throw new IllegalArgumentException(
          "tokens: " + tokens.size() + " (expected: " + acoustic.vocabularySize() + ")");
    }
  }

  /** The rate that audio is brought to, hertz. */
  public int sampleRateHz() {
    return features.sampleRateHz();
  }

  /** Recognises a whole utterance of any rate; the best reading only. */
  public Transcript recognize(AudioClip clip) {
    return recognize(clip, 1);
  }

  /**
   * Recognises a whole utterance of any rate.
   *
   * @param alternatives most readings in the transcript
   */
  public Transcript recognize(AudioClip clip, int alternatives) {
    FeatureMatrix matrix = features.extract(Resampler.resample(clip, sampleRateHz()));
    return recognize(matrix, clip.durationSeconds(), alternatives);
  }

  /**
   * Recognises whole utterances of any rates, scored together; the transcripts in the same order.
   *
   * @param alternatives most readings in each transcript
   */
  public List<Transcript> recognize(List<AudioClip> clips, int alternatives) {
    List<FeatureMatrix> batch = new ArrayList<>(clips.size());
    for (AudioClip clip : clips) {
      batch.add(features.extract(Resampler.resample(clip, sampleRateHz())));
    }
    List<LogPosteriors> posteriors = acoustic.score(batch);
    List<Transcript> transcripts = new ArrayList<>(clips.size());
    for (int i = 0; i < clips.size(); i++) {
      transcripts.add(decode(posteriors.get(i), clips.get(i).durationSeconds(), alternatives));
    }
    return transcripts;
  }

  Transcript recognize(FeatureMatrix matrix, double durationSeconds, int alternatives) {
    return decode(acoustic.score(matrix), durationSeconds, alternatives);
  }

  private Transcript decode(LogPosteriors posteriors, double durationSeconds, int alternatives) {
    List<Hypothesis> nBest = decoder.decode(posteriors, readings(alternatives));
    return transcript(nBest, durationSeconds, alternatives);
  }

  Transcript transcript(List<Hypothesis> nBest, double durationSeconds, int alternatives) {
    return TranscriptAssembler.assemble(
        nBest, tokens, acoustic.frameShiftSeconds(), durationSeconds, alternatives);
  }

  static int readings(int alternatives) {
    return Math.max(alternatives, CONFIDENCE_READINGS);
  }

  /** A new stream, for one utterance. */
  public RecognitionStream newStream(StreamOptions options) {
    return new RecognitionStream(this, options);
  }

  FeaturePipeline features() {
    return features;
  }

  AcousticModel acoustic() {
    return acoustic;
  }

  CtcDecoder decoder() {
    return decoder;
  }

  @Override
  public void close() {
    acoustic.close();
  }
}

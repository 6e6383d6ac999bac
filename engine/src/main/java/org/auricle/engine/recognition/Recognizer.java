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
  private final FeaturePipeline features;
  private final AcousticModel acoustic;
  private final CtcDecoder decoder;
  private final TokenTable tokens;
  private final ConfidenceOptions confidence;

  /** Wires the stages, with {@link ConfidenceOptions#DEFAULT}. */
  public Recognizer(
      FeaturePipeline features, AcousticModel acoustic, CtcDecoder decoder, TokenTable tokens) {
    this(features, acoustic, decoder, tokens, ConfidenceOptions.DEFAULT);
  }

  /**
   * Wires the stages.
   *
   * @param acoustic closed with the recognizer
   * @param confidence how scores become confidences
   * @throws IllegalArgumentException if the stages' widths do not fit
   */
  public Recognizer(
      FeaturePipeline features,
      AcousticModel acoustic,
      CtcDecoder decoder,
      TokenTable tokens,
      ConfidenceOptions confidence) {
    this.features = Objects.requireNonNull(features, "features");
    this.acoustic = Objects.requireNonNull(acoustic, "acoustic");
    this.decoder = Objects.requireNonNull(decoder, "decoder");
    this.tokens = Objects.requireNonNull(tokens, "tokens");
    this.confidence = Objects.requireNonNull(confidence, "confidence");
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
    return recognize(clip, DecodeRequest.nBest(alternatives));
  }

  /**
   * Recognises a whole utterance of any rate.
   *
   * @param request most readings in the transcript, boosts, grammar
   * @throws DecodeRequestException if the request cannot be met
   */
  public Transcript recognize(AudioClip clip, DecodeRequest request) {
    DecodeStream stream = newDecoder(request);
    FeatureMatrix matrix = features.extract(Resampler.resample(clip, sampleRateHz()));
    return recognize(matrix, stream, clip.durationSeconds(), request.nBest());
  }

  /**
   * Recognises whole utterances of any rates, scored together; the transcripts in the same order.
   *
   * @param alternatives most readings in each transcript
   */
  public List<Transcript> recognize(List<AudioClip> clips, int alternatives) {
    return recognize(clips, DecodeRequest.nBest(alternatives));
  }

  /**
   * Recognises whole utterances of any rates, scored together; the transcripts in the same order.
   *
   * @param request of each of them
   * @throws DecodeRequestException if the request cannot be met
   */
  public List<Transcript> recognize(List<AudioClip> clips, DecodeRequest request) {
    List<DecodeStream> streams = clips.stream().map(clip -> newDecoder(request)).toList();
    List<FeatureMatrix> batch = new ArrayList<>(clips.size());
    for (AudioClip clip : clips) {
      batch.add(features.extract(Resampler.resample(clip, sampleRateHz())));
    }
    List<LogPosteriors> posteriors = acoustic.score(batch);
    List<Transcript> transcripts = new ArrayList<>(clips.size());
    for (int i = 0; i < clips.size(); i++) {
      transcripts.add(
          finish(
              streams.get(i), posteriors.get(i), clips.get(i).durationSeconds(), request.nBest()));
    }
    return transcripts;
  }

  Transcript recognize(
      FeatureMatrix matrix, DecodeStream stream, double durationSeconds, int alternatives) {
    return finish(stream, acoustic.score(matrix), durationSeconds, alternatives);
  }

  private Transcript finish(
      DecodeStream stream, LogPosteriors posteriors, double durationSeconds, int alternatives) {
    stream.accept(posteriors);
    return assembler()
        .withEvidence(decoder, posteriors)
        .assemble(stream.finish(), durationSeconds, alternatives);
  }

  /** A transcript of what has been decoded so far. */
  Transcript interim(List<Hypothesis> nBest, double durationSeconds, int alternatives) {
    return assembler().assemble(nBest, durationSeconds, alternatives);
  }

  private TranscriptAssembler assembler() {
    return new TranscriptAssembler(tokens, acoustic.frameShiftSeconds(), confidence);
  }

  /** A decoder's stream that gives as many readings as confidences take. */
  DecodeStream newDecoder(DecodeRequest request) {
    return decoder.newStream(request.withNBest(Math.max(request.nBest(), confidence.readings())));
  }

  /**
   * A new stream, for one utterance.
   *
   * @throws DecodeRequestException if the options' request cannot be met
   */
  public RecognitionStream newStream(StreamOptions options) {
    return new RecognitionStream(this, options);
  }

  FeaturePipeline features() {
    return features;
  }

  AcousticModel acoustic() {
    return acoustic;
  }

  @Override
  public void close() {
    acoustic.close();
  }
}

package org.auricle.engine.recognition;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeaturePipeline;

/**
 * The whole road: audio in, transcript out. Thread-safe: any number of threads may recognise at
 * once over the same models; what belongs to one utterance lives in a {@link RecognitionStream}.
 */
public final class Recognizer implements AutoCloseable {
  /**
   * Nats by which a reading whose last sounds are missing may be likelier than a whole sentence:
   * these are often swallowed.
   */
  private static final double CUT_SHORT = 3;

  /**
   * Confidence below which a grammar has made a whole sentence of something else. Chosen, as what
   * is above, on half of 310 coffee orders, where 0.001 to 0.005 are the same
   * (docs/assistant-api.md).
   */
  private static final double FORCED = 0.003;

  private static final double MOST_QUIET = 10; // seconds

  private final FeaturePipeline features;
  private final AcousticModel acoustic;
  private final CtcDecoder decoder;
  private final TokenTable tokens;
  private final ConfidenceOptions confidence;
  private final Optional<VoiceActivityDetector> voiceActivity;
  private final boolean voiceGate;
  private final QuietMargin margin;

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
    this(features, acoustic, decoder, tokens, confidence, Optional.empty());
  }

  /**
   * Wires the stages, without a voice gate.
   *
   * @param acoustic closed with the recognizer
   * @param confidence how scores become confidences
   * @param voiceActivity tells speech from silence in live streams; closed with the recognizer
   * @throws IllegalArgumentException if the stages' widths do not fit
   */
  public Recognizer(
      FeaturePipeline features,
      AcousticModel acoustic,
      CtcDecoder decoder,
      TokenTable tokens,
      ConfidenceOptions confidence,
      Optional<VoiceActivityDetector> voiceActivity) {
    this(features, acoustic, decoder, tokens, confidence, voiceActivity, false, 0);
  }

  /**
   * Wires the stages.
   *
   * @param acoustic closed with the recognizer
   * @param confidence how scores become confidences
   * @param voiceActivity tells speech from silence; closed with the recognizer
   * @param voiceGate whether an utterance in which it hears no speech has no words but such as are
   *     sure ({@link SpeechGate})
   * @param quietSeconds of quiet at both ends that a recording of less than a second is heard with;
   *     0: none
   * @throws IllegalArgumentException if the stages' widths do not fit, or the quiet is negative or
   *     too long
   */
  public Recognizer(
      FeaturePipeline features,
      AcousticModel acoustic,
      CtcDecoder decoder,
      TokenTable tokens,
      ConfidenceOptions confidence,
      Optional<VoiceActivityDetector> voiceActivity,
      boolean voiceGate,
      double quietSeconds) {
    this.features = Objects.requireNonNull(features, "features");
    this.acoustic = Objects.requireNonNull(acoustic, "acoustic");
    this.decoder = Objects.requireNonNull(decoder, "decoder");
    this.tokens = Objects.requireNonNull(tokens, "tokens");
    this.confidence = Objects.requireNonNull(confidence, "confidence");
    this.voiceActivity = Objects.requireNonNull(voiceActivity, "voiceActivity");
    this.voiceGate = voiceGate;
    this.margin = QuietMargin.of(quietSeconds, acoustic.frameShiftSeconds());
    if (acoustic.featureDim() != features.dim()) {
      throw new IllegalArgumentException(
          "features' dim: " + features.dim() + " (expected: " + acoustic.featureDim() + ")");
    }
    if (acoustic.vocabularySize() != tokens.size()) {
      throw new IllegalArgumentException(
          "tokens: " + tokens.size() + " (expected: " + acoustic.vocabularySize() + ")");
    }
  }

  /**
   * Refuses a length of quiet around what is short that is none.
   *
   * @throws IllegalArgumentException if that is not in 0..10 seconds
   */
  public static void requireQuiet(double quietSeconds) {
    if (!(quietSeconds >= 0 && quietSeconds <= MOST_QUIET)) {
      throw new IllegalArgumentException(
          "quietSeconds: " + quietSeconds + " (expected: 0.." + MOST_QUIET + ")");
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
   * @param request most readings in the transcript, boosts, grammar, a second search
   * @throws DecodeRequestException if the request cannot be met
   */
  public Transcript recognize(AudioClip clip, DecodeRequest request) {
    return recognize(List.of(clip), request).get(0);
  }

  /** Audio of any rate as the network takes it. */
  public FeatureMatrix features(AudioClip clip) {
    return features.extract(Resampler.resample(clip, sampleRateHz()));
  }

  /**
   * A whole utterance of any rate as the network takes it: {@link #features} with quiet around it,
   * if it is short and the network wants that.
   */
  public FeatureMatrix utteranceFeatures(AudioClip clip) {
    return features(needsMargin(clip) ? margin.around(clip) : clip);
  }

  boolean needsMargin(AudioClip clip) {
    return margin.isFor(clip.samples().length, clip.sampleRate());
  }

  QuietMargin margin() {
    return margin;
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
    List<FeatureMatrix> batch = clips.stream().map(this::utteranceFeatures).toList();
    List<LogPosteriors> posteriors = batch.isEmpty() ? List.of() : acoustic.score(batch);
    List<Transcript> transcripts = new ArrayList<>(clips.size());
    for (int i = 0; i < clips.size(); i++) {
      AudioClip clip = clips.get(i);
      LogPosteriors all = posteriors.get(i);
      LogPosteriors own = needsMargin(clip) ? margin.within(all) : all;
      transcripts.add(finish(streams.get(i), clip, own, request));
    }
    return transcripts;
  }

  private Transcript finish(
      DecodeStream stream, AudioClip clip, LogPosteriors posteriors, DecodeRequest request) {
    Transcript transcript = finish(stream, posteriors, clip.durationSeconds(), request.nBest());
    return request.orSecond(
        SpeechGate.admit(transcript, () -> verdict(clip, request)),
        again -> finish(newDecoder(again), clip, posteriors, again));
  }

  /**
   * Recognises a whole utterance of any rate from what the network says of it chunk by chunk, as
   * live streams do for interim results, but looks for the best reading only when all is known:
   * what a latency costs in accuracy.
   *
   * @param latency empty: the model's own
   * @throws DecodeRequestException if the request cannot be met
   * @throws IllegalArgumentException if the model does not allow that latency
   */
  public Transcript recognizeByChunks(
      AudioClip clip, DecodeRequest request, Optional<StreamLatency> latency) {
    DecodeStream stream = newDecoder(request);
    AudioClip resampled = Resampler.resample(clip, sampleRateHz());
    FeatureMatrix frames = features.frontEnd().extract(resampled);
    LogPosteriors posteriors = new InterimRecognition(this, request, latency).score(frames);
    return finish(stream, clip, posteriors, request);
  }

  /** What the voice gate makes of a whole utterance. */
  SpeechGate.Verdict verdict(AudioClip clip, DecodeRequest request) {
    boolean grammar = request.grammar().isPresent();
    return voiceActivity
        .filter(detector -> voiceGate)
        .map(detector -> SpeechGate.verdict(detector, clip, grammar))
        .orElse(SpeechGate.Verdict.SPEECH);
  }

  /** The voice gate of an utterance that is yet to come, if there is one. */
  Optional<SpeechGate> newGate(int sampleRateHz, DecodeRequest request) {
    boolean grammar = request.grammar().isPresent();
    return voiceGate
        ? voiceActivity.map(detector -> new SpeechGate(detector, sampleRateHz, grammar))
        : Optional.empty();
  }

  Transcript finish(
      DecodeStream stream, LogPosteriors posteriors, double durationSeconds, int alternatives) {
    stream.accept(posteriors);
    return assemble(stream.finish(), posteriors, durationSeconds, alternatives);
  }

  private Transcript assemble(
      List<Hypothesis> nBest, LogPosteriors posteriors, double seconds, int alternatives) {
    return assembler().withEvidence(decoder, posteriors).assemble(nBest, seconds, alternatives);
  }

  /**
   * What {@link #recognize} would make of an utterance, if that is a whole sentence of the
   * request's grammar: neither is a reading that wants more words much likelier, nor one without
   * the grammar out of all proportion.
   */
  Optional<Transcript> sentence(
      DecodeRequest request, LogPosteriors posteriors, double durationSeconds) {
    DecodeStream stream = newDecoder(request);
    stream.accept(posteriors);
    double open = stream.partial().get(0).score();
    List<Hypothesis> sentences = stream.finish();
    if (open - sentences.get(0).score() > CUT_SHORT) {
      return Optional.empty();
    }
    return Optional.of(assemble(sentences, posteriors, durationSeconds, request.nBest()))
        .filter(whole -> !whole.text().isEmpty() && whole.confidence() >= FORCED);
  }

  /** A transcript of what has been decoded so far. */
  Transcript interim(List<Hypothesis> nBest, double durationSeconds, int alternatives) {
    return assembler().roughly(nBest, durationSeconds, alternatives);
  }

  /** The words of a reading. */
  List<TokenWord> words(Hypothesis reading) {
    return tokens.words(reading);
  }

  private TranscriptAssembler assembler() {
    return new TranscriptAssembler(tokens, acoustic.frameShiftSeconds(), confidence);
  }

  /** A decoder's stream that gives as many readings as confidences take. */
  DecodeStream newDecoder(DecodeRequest request) {
    return decoder.newStream(request.withNBest(Math.max(request.nBest(), confidence.readings())));
  }

  /**
   * Refuses what cannot be asked of an utterance.
   *
   * @throws DecodeRequestException if the request cannot be met
   */
  public void check(DecodeRequest request) {
    var unused = newDecoder(request);
    request.second().ifPresent(again -> check(again.request()));
  }

  /** A decoder's stream that looks for no more readings than are asked for. */
  DecodeStream newInterimDecoder(DecodeRequest request) {
    return decoder.newStream(request);
  }

  /**
   * A new stream, for one utterance.
   *
   * @throws DecodeRequestException if the options' request cannot be met
   */
  public RecognitionStream newStream(StreamOptions options) {
    return new RecognitionStream(this, options);
  }

  /**
   * A new utterance whose caller runs the network ({@link #acoustic}).
   *
   * @param interimLatency of interim results; empty: the model's own
   * @throws DecodeRequestException if the options' request cannot be met
   * @throws IllegalArgumentException if the model does not allow that latency
   */
  public UtteranceStages newUtterance(
      StreamOptions options, Optional<StreamLatency> interimLatency) {
    return new UtteranceStages(this, options, interimLatency);
  }

  /**
   * Finds phrases in what the network says, without looking for any other words; for {@code
   * engine.live.LiveOptions}, or for posteriors of {@link #acoustic}.
   *
   * @param phrases at least one
   * @throws DecodeRequestException if the model cannot spell or pronounce one
   */
  public PhraseSpotter spotter(List<KeyPhrase> phrases) {
    return decoder.spotter(phrases);
  }

  FeaturePipeline features() {
    return features;
  }

  /** What tells speech from silence, if anything does; closed with the recognizer. */
  public Optional<VoiceActivityDetector> voiceActivity() {
    return voiceActivity;
  }

  /** The network; closed with the recognizer. */
  public AcousticModel acoustic() {
    return acoustic;
  }

  @Override
  public void close() {
    voiceActivity.ifPresent(VoiceActivityDetector::close);
    acoustic.close();
  }
}

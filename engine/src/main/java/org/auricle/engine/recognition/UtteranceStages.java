package org.auricle.engine.recognition;

import java.util.Arrays;
import java.util.Optional;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.RecentAudio;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeatureStream;

/**
 * One utterance as its audio arrives, with the network left to the caller, who may run it for many
 * utterances at once. Not thread-safe.
 *
 * <pre>
 *   while audio comes:    inputs = hear(audio);  posteriors = acoustic().accept(inputs);
 *                         interim(posteriors)
 *   when it has ended:    all = finish();        posteriors = recognizer.acoustic().score(all);
 *                         conclude(posteriors, durationSeconds())
 * </pre>
 *
 * <p>{@link RecognitionStream} does just that.
 */
public final class UtteranceStages {
  private final Recognizer recognizer;
  private final StreamOptions options;
  private final Resampler.Stream resampler;
  private final FeatureStream frontEnd;
  private final FullSearch search;
  private final Optional<FullSearch> second;
  private final Optional<InterimRecognition> interim;
  private final FeatureMatrix nothing;
  private Optional<InterimResult> withheld = Optional.empty(); // until the gate opens

  private float[] frames = new float[0]; // [frameCount x frameDim], neither normalised nor stacked
  private int frameCount;
  private long samples;
  private boolean finished;
  private RecentAudio head = new RecentAudio(); // all, while that may need a margin
  private boolean margin; // whether what is scored has one

  UtteranceStages(
      Recognizer recognizer, StreamOptions options, Optional<StreamLatency> interimLatency) {
    this.recognizer = recognizer;
    this.options = options;
    int rate = options.sampleRateHz();
    resampler = Resampler.newStream(rate, recognizer.sampleRateHz());
    frontEnd = recognizer.features().frontEnd().newStream();
    DecodeRequest request = options.request(); // refused, if it is, before any audio
    search = new FullSearch(recognizer, rate, request);
    second = request.second().map(again -> new FullSearch(recognizer, rate, again.request()));
    interim =
        options.interimResults()
            ? Optional.of(new InterimRecognition(recognizer, request, interimLatency))
            : Optional.empty();
    nothing = FeatureMatrix.empty(recognizer.features().dim());
  }

  /**
   * Takes the next samples, in [-1, 1] at the rate announced.
   *
   * @return what {@link #acoustic()} is to be given next, possibly nothing; never anything unless
   *     interim results were asked for
   * @throws IllegalArgumentException if a sample is not finite
   */
  public FeatureMatrix hear(float[] audio, int offset, int length) {
    requireOpen();
    samples += length;
    if (needsMargin()) {
      head.append(audio, offset, length);
    } else if (head.size() > 0) {
      head = new RecentAudio();
    }
    float[] resampled = resampler.accept(audio, offset, length);
    FeatureMatrix fresh = frontEnd.accept(resampled, 0, resampled.length);
    append(fresh);
    search.hear(audio, offset, length);
    second.ifPresent(again -> again.hear(audio, offset, length));
    return interim.map(i -> i.inputs(fresh)).orElse(nothing);
  }

  /** The low-latency form of the network, of this utterance; if interim results were asked for. */
  public Optional<AcousticStream> acoustic() {
    return interim.map(InterimRecognition::acoustic);
  }

  /**
   * Takes what {@link #acoustic()} has said; an interim result if the best text changed. There is
   * none before the recognizer's voice gate has opened.
   */
  public Optional<InterimResult> interim(LogPosteriors posteriors) {
    Optional<InterimResult> result =
        interim.flatMap(i -> i.accept(posteriors, durationSeconds())).or(() -> withheld);
    withheld = search.isOpen() ? Optional.empty() : result;
    return search.isOpen() ? result : Optional.empty();
  }

  /** Ends the utterance; what {@link AcousticModel#score(FeatureMatrix)} is to be given. */
  public FeatureMatrix finish() {
    requireOpen();
    finished = true;
    search.finish();
    second.ifPresent(FullSearch::finish);
    if (needsMargin()) {
      return features(new AudioClip(head.copy(0, samples), options.sampleRateHz()));
    }
    float[] rest = resampler.finish();
    append(frontEnd.accept(rest, 0, rest.length));
    append(frontEnd.finish());
    FeatureMatrix all =
        new FeatureMatrix(frames, frameCount, recognizer.features().options().frameDim());
    return recognizer.features().normalizeAndStack(all);
  }

  /**
   * Ends the utterance before some of what has been heard.
   *
   * @param clip what belongs to it
   * @return what {@link AcousticModel#score(FeatureMatrix)} is to be given
   */
  public FeatureMatrix finish(AudioClip clip) {
    requireOpen();
    finished = true;
    search.finish(clip);
    second.ifPresent(again -> again.finish(clip));
    return features(clip);
  }

  private FeatureMatrix features(AudioClip clip) {
    margin = recognizer.needsMargin(clip);
    return recognizer.utteranceFeatures(clip);
  }

  private boolean needsMargin() {
    return recognizer.margin().isFor(samples, options.sampleRateHz());
  }

  /** Whether the utterance is restricted to a grammar. */
  public boolean hasGrammar() {
    return options.request().grammar().isPresent();
  }

  /**
   * The final transcript.
   *
   * @param scored the posteriors of the whole utterance
   * @param durationSeconds of the utterance
   */
  public Transcript conclude(LogPosteriors scored, double durationSeconds) {
    LogPosteriors posteriors = margin ? recognizer.margin().within(scored) : scored;
    Transcript heard = search.conclude(posteriors, durationSeconds);
    return options
        .request()
        .orSecond(heard, request -> second.orElseThrow().conclude(posteriors, durationSeconds));
  }

  /**
   * The final transcript, should the utterance end here and {@link #isOpen()}: if that is a whole
   * sentence of the grammar. The utterance may go on.
   *
   * @param posteriors of all that has been heard, some quiet may follow
   * @param durationSeconds of what has been heard
   */
  public Optional<Transcript> sentence(LogPosteriors posteriors, double durationSeconds) {
    return recognizer.sentence(options.request(), posteriors, durationSeconds);
  }

  /** Whether somebody speaks in what has been heard. */
  public boolean isOpen() {
    return search.isOpen();
  }

  /** Audio taken so far, seconds. */
  public double durationSeconds() {
    return (double) samples / options.sampleRateHz();
  }

  private void requireOpen() {
    if (finished) {
      throw new IllegalStateException("the stream has been finished");
    }
  }

  private void append(FeatureMatrix fresh) {
    int size = Math.multiplyExact(frameCount + fresh.frames(), fresh.dim());
    if (size > frames.length) {
      frames = Arrays.copyOf(frames, Math.max(size, frames.length + frames.length / 2));
    }
    System.arraycopy(
        fresh.data(), 0, frames, frameCount * fresh.dim(), fresh.frames() * fresh.dim());
    frameCount += fresh.frames();
  }
}

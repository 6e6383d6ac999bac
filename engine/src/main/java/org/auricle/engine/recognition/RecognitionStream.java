package org.auricle.engine.recognition;

import java.util.Arrays;
import java.util.Optional;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeatureStream;

/**
 * One utterance as its audio arrives. Not thread-safe.
 *
 * <p>The final transcript comes from one full pass over the utterance's features, so it equals
 * {@link Recognizer#recognize} of the same audio. Interim transcripts come from the acoustic
 * model's low-latency form and from normalisation with what has been heard so far. Memory grows
 * with the utterance: 16 kB a second with the default features.
 */
public final class RecognitionStream {
  private final Recognizer recognizer;
  private final StreamOptions options;
  private final Resampler.Stream resampler;
  private final FeatureStream frontEnd;
  private final DecodeStream decoder; // of the final pass
  private final Optional<InterimRecognition> interim;

  private float[] frames = new float[0]; // [frameCount x frameDim], neither normalised nor stacked
  private int frameCount;
  private long samples;
  private boolean finished;

  RecognitionStream(Recognizer recognizer, StreamOptions options) {
    this.recognizer = recognizer;
    this.options = options;
    resampler = Resampler.newStream(options.sampleRateHz(), recognizer.sampleRateHz());
    frontEnd = recognizer.features().frontEnd().newStream();
    decoder = recognizer.newDecoder(options.request()); // refuses a bad request before any audio
    interim =
        options.interimResults()
            ? Optional.of(new InterimRecognition(recognizer, options.request()))
            : Optional.empty();
  }

  /**
   * Takes the next samples, in [-1, 1] at the rate announced.
   *
   * @return an interim transcript if interim results were asked for and the text changed
   * @throws IllegalArgumentException if a sample is not finite
   */
  public Optional<Transcript> accept(float[] audio, int offset, int length) {
    requireOpen();
    samples += length;
    float[] resampled = resampler.accept(audio, offset, length);
    FeatureMatrix fresh = frontEnd.accept(resampled, 0, resampled.length);
    append(fresh);
    return interim.flatMap(i -> i.accept(fresh, durationSeconds()));
  }

  /** Ends the utterance; the stream takes nothing after this. */
  public Transcript finish() {
    requireOpen();
    finished = true;
    float[] rest = resampler.finish();
    append(frontEnd.accept(rest, 0, rest.length));
    append(frontEnd.finish());
    FeatureMatrix all =
        new FeatureMatrix(frames, frameCount, recognizer.features().options().frameDim());
    return recognizer.recognize(
        recognizer.features().normalizeAndStack(all),
        decoder,
        durationSeconds(),
        options.alternatives());
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

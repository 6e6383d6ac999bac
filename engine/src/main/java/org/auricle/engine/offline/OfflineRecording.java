package org.auricle.engine.offline;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioSink;
import org.auricle.engine.audio.RecentAudio;
import org.auricle.engine.recognition.Transcript;

/**
 * One recording, recognised while it is read: as a whole if it is short, segment by segment, in
 * memory that does not grow with it, if it is long ({@link OfflineOptions#wholeSeconds}).
 * <!-- with: Recognizer recognizer, VoiceActivityDetector detector -->
 *
 * <pre>{@code
 * try (RecognitionPool pool = new RecognitionPool(recognizer, 2, 8)) {
 *   OfflineModel model = OfflineModel.of(pool, detector);
 *   OfflineRecording recording =
 *       new OfflineRecording(model, OfflineOptions.DEFAULT, segment -> {});
 *   AudioReader.read(Path.of("meeting.wav"), AudioReader.Options.DEFAULT, recording);
 *   Transcript transcript = recording.finishAndWait();
 * }
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class OfflineRecording implements AudioSink {
  private final OfflineModel model;
  private final OfflineOptions options;
  private final Consumer<RecognizedSegment> segments;
  private RecentAudio head = new RecentAudio(); // what has come, until it is too long
  private SegmentStream stream; // of a long one
  private int sampleRate;
  private long samples;

  /**
   * A recording of which nothing is known yet.
   *
   * @param model that recognises, asked for when that begins
   * @param segments takes the segments of a long recording, in order, one soon after it was
   *     recognised; called by whoever calls this
   */
  public OfflineRecording(
      OfflineModel model, OfflineOptions options, Consumer<RecognizedSegment> segments) {
    this.model = Objects.requireNonNull(model, "model");
    this.options = Objects.requireNonNull(options, "options");
    this.segments = Objects.requireNonNull(segments, "segments");
  }

  /** Takes the next samples; waits while the model has enough to do. */
  @Override
  public void accept(float[] audio, int length, int rate) {
    sampleRate = rate;
    samples += length;
    if (stream != null) {
      stream.accept(audio, length);
      return;
    }
    head.append(audio, 0, length);
    if (samples > options.wholeSeconds() * rate) {
      takeApart();
    }
  }

  private void takeApart() {
    stream = new SegmentStream(model, options, sampleRate, segments);
    RecentAudio all = head;
    head = null;
    stream.accept(all.copy(0, all.end()), all.size());
  }

  /** Whether it has turned out to be long. */
  public boolean isLong() {
    return stream != null;
  }

  /** Seconds that have been taken. */
  public double seconds() {
    return sampleRate == 0 ? 0 : (double) samples / sampleRate;
  }

  /**
   * Ends the recording. Waits for the segments of a long one; a short one is on its way.
   *
   * @return the transcript, or what recognising threw; a long one's segments throw it at once
   * @throws IllegalStateException if there were no samples
   */
  public CompletableFuture<Transcript> finish() {
    if (samples == 0) {
      throw new IllegalStateException("samples: 0 (expected: >= 1)");
    }
    if (stream != null) {
      return CompletableFuture.completedFuture(stream.finish());
    }
    AudioClip clip = new AudioClip(head.copy(0, head.end()), sampleRate);
    head = null;
    return model.forWhole().submit(clip, options.request());
  }

  /**
   * Ends the recording.
   *
   * @return the transcript, which this waits for
   * @throws IllegalStateException if there were no samples
   */
  public Transcript finishAndWait() {
    return Waiting.on(finish());
  }
}

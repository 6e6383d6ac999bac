package org.auricle.engine.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.auricle.engine.audio.ChannelSinks;
import org.auricle.engine.recognition.Transcript;

/**
 * One recording whose channels are recognised each by itself, while it is read: the two ends of a
 * telephone call, say. Not thread-safe.
 */
public final class OfflineChannels implements ChannelSinks {
  private final OfflineModel model;
  private final OfflineOptions options;
  private final Consumer<RecognizedSegment> segments;
  private final List<OfflineRecording> channels = new ArrayList<>();

  /**
   * A recording of which nothing is known yet.
   *
   * @param segments takes the segments of a long recording that has one channel, as {@link
   *     OfflineRecording} says; of several, nobody hears before the end
   */
  public OfflineChannels(
      OfflineModel model, OfflineOptions options, Consumer<RecognizedSegment> segments) {
    this.model = Objects.requireNonNull(model, "model");
    this.options = Objects.requireNonNull(options, "options");
    this.segments = Objects.requireNonNull(segments, "segments");
  }

  @Override
  public List<OfflineRecording> open(int count) {
    for (int i = 0; i < count; i++) {
      channels.add(new OfflineRecording(model, options, count == 1 ? segments : segment -> {}));
    }
    return List.copyOf(channels);
  }

  /** Whether it has turned out to be long. */
  public boolean isLong() {
    return channels.stream().anyMatch(OfflineRecording::isLong);
  }

  /** Seconds that have been taken. */
  public double seconds() {
    return channels.stream().mapToDouble(OfflineRecording::seconds).max().orElse(0);
  }

  /**
   * Ends the recording. Waits for the segments of a long one; a short one is on its way.
   *
   * @return a transcript for each channel, or what recognising threw
   * @throws IllegalStateException if there were no samples
   */
  public CompletableFuture<List<Transcript>> finish() {
    CompletableFuture<List<Transcript>> all = CompletableFuture.completedFuture(List.of());
    for (OfflineRecording channel : channels) {
      all = all.thenCombine(channel.finish(), OfflineChannels::with);
    }
    return all;
  }

  /**
   * Ends the recording.
   *
   * @return a transcript for each channel, which this waits for
   * @throws IllegalStateException if there were no samples
   */
  public List<Transcript> finishAndWait() {
    return Waiting.on(finish());
  }

  private static List<Transcript> with(List<Transcript> before, Transcript next) {
    List<Transcript> together = new ArrayList<>(before);
    together.add(next);
    return together;
  }
}

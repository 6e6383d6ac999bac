package org.auricle.engine.audio;

import java.util.Arrays;

/**
 * Collects decoded audio as one mono clip and holds the rules that every container shares: rate,
 * channels, length, numbers that are numbers. Not thread-safe.
 *
 * <p>Memory follows the audio that has really arrived, never what a header promises.
 */
final class ClipBuilder {
  private static final int FIRST_CAPACITY = 1 << 14; // samples
  private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8; // the longest array a JVM makes

  private final AudioInput in;
  private final AudioReader.Options options;
  private final int sampleRate;
  private final int channels;
  private final int maxFrames;
  private float[] mono = new float[FIRST_CAPACITY];
  private int frames;

  /** Checks what the header at {@code offset} says. */
  ClipBuilder(
      AudioInput in, AudioReader.Options options, long sampleRate, long channels, long offset)
      throws AudioFormatException {
    var problem = AudioLimits.checkRate(sampleRate).or(() -> AudioLimits.checkChannels(channels));
    if (problem.isPresent()) {
      throw in.fail(offset, problem.get());
    }
    this.in = in;
    this.options = options;
    this.sampleRate = (int) sampleRate;
    this.channels = (int) channels;
    this.maxFrames = (int) Math.min(MAX_CAPACITY, options.maxSeconds() * sampleRate);
    if (!options.channels().accepts(this.channels)) {
      throw in.fail(
          offset, "channels: " + channels + " (expected: enough for " + options.channels() + ")");
    }
  }

  int channels() {
    return channels;
  }

  /** Makes room for audio that is known to be there, so that it need not be copied. */
  void expect(long expectedFrames) throws AudioFormatException {
    checkLength(expectedFrames);
    reserve((int) expectedFrames);
  }

  /**
   * Complains if a header promises more than {@code options.maxSeconds()}.
   *
   * @param totalFrames as the header has it
   */
  void checkLength(long totalFrames) throws AudioFormatException {
    if (totalFrames > maxFrames) {
      throw in.fail(
              in.position(),
              "length: %.0f s or more (expected: at most %.0f s)"
                  .formatted((double) totalFrames / sampleRate, (double) maxFrames / sampleRate))
          .asTooLong();
    }
  }

  /**
   * Appends samples that are finite by construction.
   *
   * @param interleaved [count x channels]
   */
  void add(float[] interleaved, int count) throws AudioFormatException {
    checkLength((long) frames + count);
    if (frames + count > mono.length) {
      reserve((int) Math.min(maxFrames, Math.max(2L * mono.length, (long) frames + count)));
    }
    options.channels().mix(interleaved, channels, count, mono, frames);
    frames += count;
  }

  /** Appends floating-point samples, which may be anything, read from {@code offset} on. */
  void addChecked(float[] interleaved, int count, long offset, int bytesPerSample)
      throws AudioFormatException {
    int bad = AudioLimits.firstImplausible(interleaved, count * channels);
    if (bad >= 0) {
      throw in.fail(
          offset + (long) bad * bytesPerSample, AudioLimits.implausible(interleaved[bad]));
    }
    add(interleaved, count);
  }

  /** The clip. */
  AudioClip build() throws AudioFormatException {
    if (frames == 0) {
      throw in.fail(in.position(), "contains no audio");
    }
    return new AudioClip(frames == mono.length ? mono : Arrays.copyOf(mono, frames), sampleRate);
  }

  private void reserve(int capacity) throws AudioFormatException {
    if (capacity <= mono.length) {
      return;
    }
    try {
      mono = Arrays.copyOf(mono, capacity);
    } catch (OutOfMemoryError e) {
      // One array that does not fit harms nobody else: the heap is as it was before.
      throw in.fail(
          in.position(), "audio does not fit into memory: " + capacity + " samples or more", e);
    }
  }
}

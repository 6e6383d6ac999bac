package org.auricle.engine.audio;

import java.util.List;

/**
 * Hands decoded audio on, channel by channel or as one, and holds the rules that every container
 * shares: rate, channels, length, numbers that are numbers. Not thread-safe.
 */
final class MonoWriter {
  private final AudioInput in;
  private final int sampleRate;
  private final int channels;
  private final long maxFrames;
  private final List<AudioTarget.Output> outputs;
  private float[] mono = {};
  private long frames;

  MonoWriter(AudioInput in, AudioTarget target, long sampleRate, long channels, long offset)
      throws AudioFormatException {
    var problem = AudioLimits.checkRate(sampleRate).or(() -> AudioLimits.checkChannels(channels));
    if (problem.isPresent()) {
      throw in.fail(offset, problem.get());
    }
    this.in = in;
    this.sampleRate = (int) sampleRate;
    this.channels = (int) channels;
    AudioReader.Options options = target.options();
    this.maxFrames = (long) Math.min(target.maxSamples(), options.maxSeconds() * sampleRate);
    outputs = target.outputs().of(this.channels);
    for (AudioTarget.Output output : outputs) {
      if (!output.mixer().accepts(this.channels)) {
        throw in.fail(
            offset, "channels: " + channels + " (expected: enough for " + output.mixer() + ")");
      }
    }
  }

  int channels() {
    return channels;
  }

  /** Tells of audio that is known to be there. */
  void expect(long expectedFrames) throws AudioFormatException {
    checkLength(expectedFrames);
    for (AudioTarget.Output output : outputs) {
      output.sink().expect(expectedFrames);
    }
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
   * Hands on samples that are finite by construction.
   *
   * @param interleaved [count x channels]
   */
  void add(float[] interleaved, int count) throws AudioFormatException {
    checkLength(frames + count);
    if (mono.length < count) {
      mono = new float[count];
    }
    for (AudioTarget.Output output : outputs) {
      output.mixer().mix(interleaved, channels, count, mono, 0);
      output.sink().accept(mono, count, sampleRate);
    }
    frames += count;
    long left = in.remainingAtMost();
    if (left != Long.MAX_VALUE) {
      double fraction = (double) in.position() / Math.max(1, in.position() + left);
      outputs.forEach(output -> output.sink().progress(fraction));
    }
  }

  /** Hands on floating-point samples, which may be anything, read from {@code offset} on. */
  void addChecked(float[] interleaved, int count, long offset, int bytesPerSample)
      throws AudioFormatException {
    int bad = AudioLimits.firstImplausible(interleaved, count * channels);
    if (bad >= 0) {
      throw in.fail(
          offset + (long) bad * bytesPerSample, AudioLimits.implausible(interleaved[bad]));
    }
    add(interleaved, count);
  }

  /** There is no more. */
  void finish() throws AudioFormatException {
    if (frames == 0) {
      throw in.fail(in.position(), "contains no audio");
    }
  }
}

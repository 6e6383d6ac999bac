package org.auricle.engine.audio;

/** Makes one channel out of several: their mean, or one of them. Immutable. */
public final class ChannelMixer {
  private static final int ALL = -1;
  private static final ChannelMixer MIX_DOWN = new ChannelMixer(ALL);

  private final int channel;

  private ChannelMixer(int channel) {
    this.channel = channel;
  }

  /** The mean of all channels, which cannot overflow [-1, 1]. */
  public static ChannelMixer mixDown() {
    return MIX_DOWN;
  }

  /** One channel, counted from 0: in a recorded telephone call, one of the speakers. */
  public static ChannelMixer channel(int channel) {
    if (channel < 0) {
      throw new IllegalArgumentException("channel: " + channel + " (expected: >= 0)");
    }
    return new ChannelMixer(channel);
  }

  /** Whether audio with so many channels has what this mixer takes. */
  public boolean accepts(int channels) {
    return channel < channels;
  }

  /**
   * Mixes {@code frames} frames.
   *
   * @param interleaved [frames x channels], frame by frame
   * @param mono receives [frames] from {@code monoOffset}
   * @throws IllegalArgumentException if the chosen channel does not exist
   */
  public void mix(float[] interleaved, int channels, int frames, float[] mono, int monoOffset) {
    if (!accepts(channels)) {
      throw new IllegalArgumentException(
          "channel: " + channel + " (expected: 0.." + (channels - 1) + ")");
    }
    if (channels == 1) {
      System.arraycopy(interleaved, 0, mono, monoOffset, frames);
    } else if (channel == ALL) {
      for (int f = 0; f < frames; f++) {
        double sum = 0;
        for (int c = 0; c < channels; c++) {
          sum += interleaved[f * channels + c];
        }
        mono[monoOffset + f] = (float) (sum / channels);
      }
    } else {
      for (int f = 0; f < frames; f++) {
        mono[monoOffset + f] = interleaved[f * channels + channel];
      }
    }
  }

  @Override
  public String toString() {
    return channel == ALL ? "the mean of all channels" : "channel " + channel + ", from 0";
  }
}

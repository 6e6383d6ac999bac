package org.auricle.engine.audio;

/**
 * A short stretch of decoded audio.
 *
 * @param interleaved [frames x channels], nominally in [-1, 1]; the receiver's to keep
 * @param frames samples of each channel
 */
public record AudioBlock(int sampleRate, int channels, int frames, float[] interleaved) {

  /**
   * The samples of one channel.
   *
   * @param channel from 0
   * @return [frames]
   */
  public float[] channel(int channel) {
    return mix(ChannelMixer.channel(channel));
  }

  /**
   * The samples as one channel.
   *
   * @return [frames]
   */
  public float[] mix(ChannelMixer mixer) {
    float[] mono = new float[frames];
    mixer.mix(interleaved, channels, frames, mono, 0);
    return mono;
  }
}

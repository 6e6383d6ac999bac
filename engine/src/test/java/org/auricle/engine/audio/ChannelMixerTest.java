package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChannelMixerTest {
  private static final float[] THREE_CHANNELS = {0.3f, 0.6f, 0.9f, 1f, 1f, 1f};

  @Test
  void theMeanStaysWithinFullScale() {
    assertThat(mix(ChannelMixer.mixDown(), THREE_CHANNELS, 3)).containsExactly(0.6f, 1f);
  }

  @Test
  void oneChannelIsPicked() {
    assertThat(mix(ChannelMixer.channel(2), THREE_CHANNELS, 3)).containsExactly(0.9f, 1f);
  }

  @Test
  void monoIsUntouched() {
    assertThat(mix(ChannelMixer.mixDown(), THREE_CHANNELS, 1)).containsExactly(THREE_CHANNELS);
  }

  @Test
  void channelsMustExist() {
    assertThatThrownBy(() -> ChannelMixer.channel(-1)).hasMessage("channel: -1 (expected: >= 0)");
    assertThatThrownBy(() -> mix(ChannelMixer.channel(3), THREE_CHANNELS, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("channel: 3 (expected: 0..2)");
  }

  private static float[] mix(ChannelMixer mixer, float[] interleaved, int channels) {
    float[] mono = new float[interleaved.length / channels];
    mixer.mix(interleaved, channels, mono.length, mono, 0);
    return mono;
  }
}

package org.auricle.decoder.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyMixerTest {
  @Test
  void isOneToOne() {
    for (int bits = 2; bits <= 16; bits++) {
      KeyMixer mixer = new KeyMixer(bits);
      BitSet seen = new BitSet();
      for (long key = 0; key < 1 << bits; key++) {
        seen.set((int) mixer.mix(key));
        assertThat(mixer.unmix(mixer.mix(key))).isEqualTo(key);
      }
      assertThat(seen.cardinality()).isEqualTo(1 << bits);
    }
  }

  @Test
  void undoesItselfAtAnyWidth() {
    SplittableRandom random = new SplittableRandom(3);
    for (int bits = 17; bits <= 62; bits++) {
      KeyMixer mixer = new KeyMixer(bits);
      for (int i = 0; i < 100; i++) {
        long key = random.nextLong(1L << bits);
        assertThat(mixer.mix(key)).isBetween(0L, (1L << bits) - 1);
        assertThat(mixer.unmix(mixer.mix(key))).isEqualTo(key);
      }
    }
  }
}

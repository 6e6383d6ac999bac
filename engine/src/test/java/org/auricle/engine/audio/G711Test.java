package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

/** The oracle is the JDK's own codec, and a few values from the tables of the Recommendation. */
class G711Test {
  @Test
  void muLawEqualsTheJdk() throws Exception {
    float[] expected = jdk(AudioFormat.Encoding.ULAW);
    for (int code = 0; code < 256; code++) {
      assertThat(G711.decodeMuLaw((byte) code)).as("code %s", code).isEqualTo(expected[code]);
    }
    assertThat(G711.decodeMuLaw((byte) 0x80)).isEqualTo(32124 / 32768f);
    assertThat(G711.decodeMuLaw((byte) 0xFF)).isZero();
  }

  @Test
  void aLawEqualsTheJdk() throws Exception {
    float[] expected = jdk(AudioFormat.Encoding.ALAW);
    for (int code = 0; code < 256; code++) {
      assertThat(G711.decodeALaw((byte) code)).as("code %s", code).isEqualTo(expected[code]);
    }
    assertThat(G711.decodeALaw((byte) 0xAA)).isEqualTo(32256 / 32768f);
    assertThat(G711.decodeALaw((byte) 0xD5)).isEqualTo(8 / 32768f);
  }

  private static float[] jdk(AudioFormat.Encoding encoding) throws Exception {
    byte[] codes = new byte[256];
    for (int code = 0; code < 256; code++) {
      codes[code] = (byte) code;
    }
    AudioFormat coded = new AudioFormat(encoding, 8000, 8, 1, 1, 8000, false);
    AudioFormat linear = new AudioFormat(8000, 16, 1, true, false);
    try (AudioInputStream source =
            new AudioInputStream(new ByteArrayInputStream(codes), coded, codes.length);
        AudioInputStream decoded = AudioSystem.getAudioInputStream(linear, source)) {
      ByteBuffer bytes = ByteBuffer.wrap(decoded.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      float[] samples = new float[256];
      for (int code = 0; code < 256; code++) {
        samples[code] = bytes.getShort(2 * code) / 32768f;
      }
      return samples;
    }
  }
}

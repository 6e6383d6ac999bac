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

  @Test
  void whatWasDecodedIsCodedBack() {
    for (int code = 0; code < 256; code++) {
      float mu = G711.decodeMuLaw((byte) code);
      assertThat(G711.decodeMuLaw(G711.encodeMuLaw(mu))).isEqualTo(mu);
      assertThat(G711.encodeMuLaw(mu) & 0xff).isEqualTo(code == 0x7f ? 0xff : code); // -0 and 0
      assertThat(G711.encodeALaw(G711.decodeALaw((byte) code)) & 0xff).isEqualTo(code);
    }
  }

  /** All samples that the codes tell apart: 14 bits for mu-law, 13 for A-law. */
  @Test
  void codingEqualsTheJdk() throws Exception {
    byte[] mu = jdkCodes(AudioFormat.Encoding.ULAW, 4);
    byte[] a = jdkCodes(AudioFormat.Encoding.ALAW, 8);
    for (int i = 0; i < mu.length; i++) {
      int sample = Short.MIN_VALUE + 4 * i;
      if (Math.abs(sample) < 32_636) { // beyond, the JDK's sum of sample and bias overflows
        assertThat(G711.encodeMuLaw(sample / 32768f)).as("mu-law of %s", sample).isEqualTo(mu[i]);
      }
    }
    for (int i = 0; i < a.length; i++) {
      int sample = Short.MIN_VALUE + 8 * i;
      assertThat(G711.encodeALaw(sample / 32768f)).as("A-law of %s", sample).isEqualTo(a[i]);
    }
  }

  @Test
  void whatIsTooLoudIsClipped() {
    assertThat(G711.decodeMuLaw(G711.encodeMuLaw(7f))).isEqualTo(32124 / 32768f);
    assertThat(G711.decodeMuLaw(G711.encodeMuLaw(-1f))).isEqualTo(-32124 / 32768f);
    assertThat(G711.decodeALaw(G711.encodeALaw(1f))).isEqualTo(32256 / 32768f);
    assertThat(G711.decodeALaw(G711.encodeALaw(-7f))).isEqualTo(-32256 / 32768f);
  }

  /** The JDK's codes of every so many-th 16-bit sample, from the least on. */
  private static byte[] jdkCodes(AudioFormat.Encoding encoding, int step) throws Exception {
    ByteBuffer samples = ByteBuffer.allocate(2 * 65_536 / step).order(ByteOrder.LITTLE_ENDIAN);
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample += step) {
      samples.putShort((short) sample);
    }
    AudioFormat coded = new AudioFormat(encoding, 8000, 8, 1, 1, 8000, false);
    AudioFormat linear = new AudioFormat(8000, 16, 1, true, false);
    try (AudioInputStream source =
            new AudioInputStream(
                new ByteArrayInputStream(samples.array()), linear, samples.capacity() / 2);
        AudioInputStream codes = AudioSystem.getAudioInputStream(coded, source)) {
      return codes.readAllBytes();
    }
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

package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleEncodingTest {
  /** Each pair of samples was laid out by hand. */
  @ParameterizedTest
  @CsvSource({
    "PCM_U8, C0 00, 0.5, -1",
    "PCM_S16LE, 00 C0 01 00, -0.5, 0.000030517578125",
    "PCM_S16BE, C0 00 00 01, -0.5, 0.000030517578125",
    "PCM_S24LE, 00 00 60 00 01 00, 0.75, 0.000030517578125",
    "PCM_S32LE, 00 00 00 A0 00 00 01 00, -0.75, 0.000030517578125",
    "FLOAT32LE, 00 00 40 3F 00 00 00 C0, 0.75, -2",
    "FLOAT64LE, 00 00 00 00 00 00 E8 3F 00 00 00 00 00 00 00 C0, 0.75, -2",
    "MU_LAW, 80 FF, 0.98034667, 0",
    "A_LAW, AA 2A, 0.984375, -0.984375"
  })
  void decodes(SampleEncoding encoding, String hex, float first, float second) {
    String[] digits = hex.split(" ");
    byte[] bytes = new byte[1 + digits.length];
    for (int i = 0; i < digits.length; i++) {
      bytes[1 + i] = (byte) Integer.parseInt(digits[i], 16);
    }
    float[] samples = {9, 9, 9, 9};

    encoding.decode(bytes, 1, samples, 1, 2);

    assertThat(encoding.bytesPerSample() * 2).isEqualTo(digits.length);
    assertThat(samples).containsExactly(9, first, second, 9);
  }
}

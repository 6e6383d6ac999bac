package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SphereReaderTest {
  @Test
  void bothByteOrdersOfLinearSamples() throws Exception {
    byte[] body = {0, 0, 0x40, 0, (byte) 0x80, 0, 0, 1};

    assertThat(read(SphereBytes.of(body, SphereBytes.pcm16("10", 1, 4))))
        .containsExactly(0f, 0.5f, -1f, 1 / 32768f);
    assertThat(read(SphereBytes.of(body, SphereBytes.pcm16("01", 1, 4))))
        .containsExactly(0f, 64 / 32768f, 128 / 32768f, 256 / 32768f);
  }

  @Test
  void channelsAreInterleaved() throws Exception {
    byte[] body = {0x40, 0, 0, 0, 0, 0, (byte) 0x80, 0};

    assertThat(read(SphereBytes.of(body, SphereBytes.pcm16("10", 2, 2))))
        .containsExactly(0.25f, -0.5f);
  }

  @Test
  void telephonyCodes() throws Exception {
    byte[] codes = {0, 64, -1};
    String[] fields = {"sample_rate -i 8000", "sample_count -i 3", "sample_coding -s4 ulaw"};

    AudioClip clip = AudioReader.read(SphereBytes.of(codes, fields), "test");
    assertThat(clip.sampleRate()).isEqualTo(8000);
    assertThat(clip.samples())
        .containsExactly(
            G711.decodeMuLaw((byte) 0), G711.decodeMuLaw((byte) 64), G711.decodeMuLaw((byte) -1));

    fields[2] = "sample_coding -s4 alaw";
    assertThat(read(SphereBytes.of(codes, fields))[1]).isEqualTo(G711.decodeALaw((byte) 64));
  }

  @Test
  void withoutACountEverythingCountsAndWithOneTheRestDoesNot() throws Exception {
    byte[] codes = new byte[10];

    assertThat(read(SphereBytes.of(codes, "sample_rate -i 8000", "sample_coding -s4 ulaw")))
        .hasSize(10);
    assertThat(
            read(
                SphereBytes.of(
                    codes, "sample_rate -i 8000", "sample_count -i 7", "sample_coding -s4 ulaw")))
        .hasSize(7);
  }

  private static float[] read(byte[] sphere) throws AudioFormatException {
    return AudioReader.read(sphere, "test").samples();
  }
}

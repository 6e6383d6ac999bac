package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class WavWriterTest {
  private static final AudioClip CLIP =
      new AudioClip(new float[] {0, 0.5f, -0.25f, 1.5f, -1.5f, 1 / 32_768f}, 11_025);

  @Test
  void theJdkReadsWhatIsWritten() throws Exception {
    byte[] wav = WavWriter.pcm16(CLIP);
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
      assertThat(in.getFormat())
          .matches(new AudioFormat(11_025, 16, 1, true, false)::matches, "16-bit mono, 11025 Hz");
      assertThat(in.getFrameLength()).isEqualTo(6);
      assertThat(in.readAllBytes())
          .containsExactly(0, 0, 0, 0x40, 0, 0xe0, 0xff, 0x7f, 0, 0x80, 1, 0);
    }
  }

  @Test
  void andSoDoWe() throws Exception {
    AudioClip read = AudioReader.read(new ByteArrayInputStream(WavWriter.pcm16(CLIP)), "written");
    assertThat(read.sampleRate()).isEqualTo(11_025);
    assertThat(read.samples()).startsWith(0, 0.5f, -0.25f).endsWith(-1, 1 / 32_768f);
  }
}

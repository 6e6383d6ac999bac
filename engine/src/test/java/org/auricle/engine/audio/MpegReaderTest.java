package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.auricle.engine.audio.AudioReader.Options;
import org.junit.jupiter.api.Test;

/** The oracle is what was encoded: sines. */
class MpegReaderTest {
  private static final double LEFT = 440; // Hz
  private static final double RIGHT = 1000;

  @Test
  void whatEncodersAddIsDropped() throws IOException {
    AudioClip mono = AudioReader.read(fixture("mono-16k.mp3"), "mono");
    assertThat(mono.sampleRate()).isEqualTo(16_000);
    assertThat(mono.samples()).hasSize(8_000);
    assertThat(errorToSine(mono, LEFT, 0, 400)).isLessThan(0.04);

    for (int channel = 0; channel < 2; channel++) {
      Options one = Options.DEFAULT.withChannels(ChannelMixer.channel(channel));
      AudioClip clip = AudioReader.read(fixture("stereo-44k.mp3"), "stereo", one);
      assertThat(clip.sampleRate()).isEqualTo(44_100);
      assertThat(clip.samples()).hasSize(11_025);
      assertThat(errorToSine(clip, channel == 0 ? LEFT : RIGHT, 0, 1000)).isLessThan(0.04);
    }
  }

  @Test
  void framesWithoutInformationAreAllThere() throws IOException {
    AudioClip plain = AudioReader.read(fixture("plain-8k.mp3"), "plain");
    assertThat(plain.sampleRate()).isEqualTo(8_000);
    assertThat(plain.samples().length % 576).isZero();
    // 576 samples are LAME's, 529 the decoder's
    assertThat(errorToSine(plain, LEFT, 576 + 529, 200)).isLessThan(0.05);

    AudioClip layer2 = AudioReader.read(fixture("layer2-48k.mp2"), "layer 2");
    assertThat(layer2.sampleRate()).isEqualTo(48_000);
    assertThat(layer2.samples()).hasSize(5 * 1152);
    assertThat(errorToSine(layer2, LEFT, 481, 1000)).isLessThan(0.02); // of the filter bank
  }

  /** Largest difference to the sine that starts at {@code delay}, edges apart. */
  private static double errorToSine(AudioClip clip, double hertz, int delay, int edge) {
    double worst = 0;
    for (int i = delay + edge; i < Math.min(clip.samples().length, delay + 4_000) - edge; i++) {
      double expected = 0.5 * Math.sin(2 * Math.PI * hertz * (i - delay) / clip.sampleRate());
      worst = Math.max(worst, Math.abs(clip.samples()[i] - expected));
    }
    return worst;
  }

  @Test
  void tagsBeforeBetweenAndAfterAreNoDamage() throws IOException {
    byte[] good = fixture("plain-8k.mp3");
    float[] expected = AudioReader.read(good, "good").samples();
    byte[] id3 = {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 3, 1, 2, 3};
    byte[] end = new byte[128];
    System.arraycopy(new byte[] {'T', 'A', 'G'}, 0, end, 0, 3);
    assertThat(AudioReader.read(join(id3, new byte[99], good, end), "tags").samples())
        .isEqualTo(expected);
    assertThat(AudioReader.read(join(good, id3, new byte[3000]), "zeros").samples())
        .isEqualTo(expected);
    assertThat(AudioReader.read(join(good, id3, good), "twice").samples())
        .hasSize(2 * expected.length);
  }

  /** Joined by {@code cat}, as radios and podcasts do. */
  @Test
  void ofFilesJoinedNothingIsDropped() throws IOException {
    byte[] stated = fixture("mono-16k.mp3");
    float[] once = AudioReader.read(stated, "once").samples();
    byte[] id3 = {'I', 'D', '3', 4, 0, 0x10, 0, 0, 0, 1, 9, '3', 'D', 'I', 4, 0, 0x10, 0, 0, 0, 1};
    byte[] end = new byte[128];
    System.arraycopy(new byte[] {'T', 'A', 'G'}, 0, end, 0, 3);
    byte[] ape = new byte[32 + 40];
    System.arraycopy("APETAGEX".getBytes(StandardCharsets.US_ASCII), 0, ape, 0, 8);
    ape[12] = 40;
    for (byte[] between : List.of(new byte[0], end, id3, ape, join(new byte[5000], end, id3))) {
      byte[] joined = join(id3, id3, stated, between, stated, end);
      float[] both = AudioReader.read(joined, "joined").samples();
      assertThat(both).hasSize(2 * once.length);
      for (int i = 400; i < once.length - 400; i++) {
        assertThat(both[once.length + i]).isCloseTo(once[i], within(1e-4f));
      }
    }
    int frameBytes = 144;
    byte[] rest = Arrays.copyOfRange(stated, stated.length - 16 * frameBytes, stated.length);
    assertThat(AudioReader.read(join(stated, rest), "unstated").samples())
        .hasSize(once.length + 16 * 576);
    byte[] cut = Arrays.copyOf(stated, stated.length - 3 * frameBytes);
    assertThatThrownBy(() -> AudioReader.read(join(cut, stated), "x"))
        .hasMessageStartingWith("x at byte " + (cut.length + 20) + ": MPEG frames: ");
  }

  @Test
  void soundThatReadsLikeInformationIsSound() throws IOException {
    byte[] plain = fixture("plain-8k.mp3");
    int frame = plain.length / 9;
    System.arraycopy("Info".getBytes(StandardCharsets.US_ASCII), 0, plain, 4 * frame + 13, 4);
    assertThat(AudioReader.read(plain, "x").samples()).hasSize(9 * 576);
  }

  @Test
  void zerosWithinAreDamage() throws IOException {
    byte[] plain = fixture("plain-8k.mp3");
    byte[] hole = plain.clone();
    Arrays.fill(hole, 288, 576, (byte) 0);
    assertThatThrownBy(() -> AudioReader.read(hole, "x"))
        .hasMessage("x at byte 288: no MPEG frame where one should begin");
  }

  @Test
  void layer2OfLowRatesIsNamed() {
    byte[] low = {-1, -0xc, 0x44, -0x3c, 0, 0, 0, 0, 0, 0, 0, 0};
    assertThatThrownBy(() -> AudioReader.read(low, "x"))
        .hasMessageStartingWith("x at byte 0: MPEG layer II below 32 kHz (expected: WAV");
  }

  @Test
  void aCutIsAnErrorOrAShorterRecording() throws IOException {
    byte[] stated = fixture("mono-16k.mp3");
    for (int length = 0; length < stated.length; length++) {
      byte[] cut = Arrays.copyOf(stated, length);
      // the last frame alone may be missing: some encoders count the one that says how many
      if (length != stated.length - 144) {
        assertThatThrownBy(() -> AudioReader.read(cut, "cut"))
            .as("%d bytes", length)
            .isInstanceOf(AudioFormatException.class)
            .hasMessageStartingWith("cut at byte ");
      }
    }
    byte[] plain = fixture("plain-8k.mp3");
    int whole = 0;
    for (int length = 1; length <= plain.length; length++) {
      try {
        AudioClip clip = AudioReader.read(Arrays.copyOf(plain, length), "cut");
        assertThat(clip.samples()).hasSize(576 * ++whole);
      } catch (AudioFormatException e) {
        assertThat(e.getMessage()).startsWith("cut at byte ");
      }
    }
    assertThat(whole).isEqualTo(9);
  }

  @Test
  void otherDamageSaysWhere() throws IOException {
    byte[] plain = fixture("plain-8k.mp3");
    byte[] wrong = plain.clone();
    wrong[144] = 0x55; // the second frame's
    assertThatThrownBy(() -> AudioReader.read(wrong, "x"))
        .hasMessage("x at byte 144: no MPEG frame where one should begin");
    wrong[144] = (byte) 0xff;
    wrong[288] = 0x55;
    assertThatThrownBy(() -> AudioReader.read(wrong, "x"))
        .hasMessage("x at byte 288: no MPEG frame where one should begin");
    assertThatThrownBy(() -> AudioReader.read(join(plain, fixture("layer2-48k.mp2")), "x"))
        .hasMessage(
            "x at byte 1296: MPEG audio changes: 48000 Hz, channels: 1"
                + " (expected: 8000 Hz, channels: 1, as before)");
    byte[] tag = {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 0};
    assertThatThrownBy(() -> AudioReader.read(join(tag, new byte[100_000]), "x"))
        .hasMessage("x at byte 10: no MPEG frame (expected: MP3)");
  }

  @Test
  void threadsDoNotDisturbEachOther() throws Exception {
    byte[] bytes = fixture("stereo-44k.mp3");
    float[] expected = AudioReader.read(bytes, "x").samples();
    float[][] read = new float[4][];
    Thread[] threads = new Thread[read.length];
    for (int i = 0; i < threads.length; i++) {
      int mine = i;
      threads[i] =
          new Thread(
              () -> {
                try {
                  read[mine] = AudioReader.read(bytes, "x").samples();
                } catch (AudioFormatException e) {
                  read[mine] = null;
                }
              });
      threads[i].start();
    }
    for (int i = 0; i < threads.length; i++) {
      threads[i].join();
      assertThat(read[i]).isEqualTo(expected);
    }
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] fixture(String name) throws IOException {
    try (InputStream stream = MpegReaderTest.class.getResourceAsStream("mpeg/" + name)) {
      return stream.readAllBytes();
    }
  }
}

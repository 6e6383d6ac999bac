package org.auricle.tools.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Test;

class PictureTest {
  private static final int RATE = 16_000;

  @Test
  void imagesAreReadByOthers() throws IOException {
    float[] values = {0, 1, 0.5f, -3, 7, Float.NaN};
    HeatMap map = new HeatMap(values, 2, 3, 0, 1, Palette.SEQUENTIAL);
    BufferedImage image = image(map.uri());
    assertThat(image.getWidth()).isEqualTo(3);
    assertThat(image.getHeight()).isEqualTo(2);
    assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0xfbfaf5);
    assertThat(image.getRGB(1, 0) & 0xffffff).isEqualTo(0x1b0c3d);
    assertThat(image.getRGB(0, 1)).isEqualTo(image.getRGB(0, 0)); // below the range
    assertThat(image.getRGB(1, 1)).isEqualTo(image.getRGB(1, 0)); // above it
    assertThat(image.getRGB(2, 1)).isEqualTo(image.getRGB(0, 0)); // no number
    assertThat(image.getRGB(2, 0)).isNotIn(image.getRGB(0, 0), image.getRGB(1, 0));
    assertThatThrownBy(() -> new HeatMap(values, 3, 3, 0, 1, Palette.SEQUENTIAL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static BufferedImage image(String uri) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  @Test
  void aToneIsALineAtItsFrequency() throws IOException {
    Sound sound = new Sound(tone(1_000, 0.5));
    HeatMap map = sound.spectrogram();
    BufferedImage image = image(map.uri());
    int darkest = 0;
    for (int y = 1; y < map.rows(); y++) {
      darkest = brightness(image, y) < brightness(image, darkest) ? y : darkest;
    }
    double fromBelow = 1 - (darkest + 0.5) / map.rows();
    assertThat(fromBelow).isBetween(sound.height(900), sound.height(1_100));
    assertThat(map.columns()).isEqualTo(50); // 10 ms each
  }

  private static int brightness(BufferedImage image, int y) {
    int rgb = image.getRGB(image.getWidth() / 2, y);
    return (rgb & 0xff) + (rgb >> 8 & 0xff) + (rgb >> 16 & 0xff);
  }

  @Test
  void theAudioInAPageIsTheRecording() throws IOException {
    AudioClip clip = tone(440, 0.25);
    Matcher data =
        Pattern.compile("data:audio/wav;base64,([^\"]*)")
            .matcher(new TimeStrip(clip).waveform().html(true));
    assertThat(data.find()).isTrue();
    AudioClip heard = AudioReader.read(Base64.getDecoder().decode(data.group(1)), "page");
    assertThat(heard.sampleRate()).isEqualTo(RATE);
    assertThat(heard.samples()).hasSameSizeAs(clip.samples());
    for (int i = 0; i < heard.samples().length; i++) {
      assertThat(Math.abs(heard.samples()[i] - clip.samples()[i])).isLessThan(1 / 32_768f);
    }
    assertThat(new TimeStrip(clip).html(false)).doesNotContain("audio/wav");
  }

  @Test
  void theBestPathLosesBlanksAndKeepsTimes() {
    TokenTable table = new TokenTable(List.of("<blank>", "|", "a", "<b>"), 0);
    int[] best = {0, 2, 2, 0, 2, 1, 3, 3};
    float[] logProbs = new float[best.length * 4];
    for (int t = 0; t < best.length; t++) {
      for (int v = 0; v < 4; v++) {
        logProbs[t * 4 + v] = (float) Math.log(v == best[t] ? 0.97 : 0.01);
      }
    }
    PosteriorRows rows = new PosteriorRows(new LogPosteriors(logProbs, 8, 4, 0.5), table);
    assertThat(rows.bestPath())
        .extracting(TimeStrip.Mark::text, TimeStrip.Mark::startSeconds, TimeStrip.Mark::endSeconds)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", 0.5, 1.5),
            org.assertj.core.groups.Tuple.tuple("a", 2.0, 2.5),
            org.assertj.core.groups.Tuple.tuple("␣", 2.5, 3.0),
            org.assertj.core.groups.Tuple.tuple("<b>", 3.0, 4.0));
    TimeStrip strip = new TimeStrip(tone(200, 4));
    rows.draw(strip, 2);
    String html = strip.track("t", rows.bestPath()).html(false);
    assertThat(html).contains("&lt;b&gt;").doesNotContain("<b>");
    // two rows of four, and the blank
    assertThat(html).contains(">blank</span>").contains("height:45px");
  }

  private static AudioClip tone(double hertz, double seconds) {
    float[] samples = new float[(int) (seconds * RATE)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.4 * Math.sin(2 * Math.PI * hertz * i / RATE));
    }
    return new AudioClip(samples, RATE);
  }
}

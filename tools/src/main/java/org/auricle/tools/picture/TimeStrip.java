package org.auricle.tools.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.Word;

/**
 * Pictures of one recording below each other on the same time axis, with a player whose position
 * runs through all of them. Labels are text of the page, so they stay readable at any width; what
 * is wider than the screen scrolls.
 */
public final class TimeStrip {
  /** So long a recording is embedded at most: two megabytes a minute. */
  public static final double MOST_SECONDS = 60;

  private static final int ROW = 15; // pixels of a labelled row
  private static final int PIXELS_A_SECOND = 160; // at least, so that words can be read
  private static final double[] MARKED_HZ = {500, 1_000, 2_000, 4_000};
  private static final int WAVE_HEIGHT = 64;
  private static final int SPECTROGRAM_HEIGHT = 150;

  private final Sound sound;
  private final double seconds;
  private final StringBuilder panels = new StringBuilder();

  /** The kind of a mark that is short: two rows of them take turns. */
  public static final String TOKEN = "token";

  /**
   * A label somewhere in time.
   *
   * @param kind how it looks: "word", "wrong" or "token"
   */
  public record Mark(double startSeconds, double endSeconds, String text, String kind) {}

  /** Pictures of a recording. */
  public TimeStrip(AudioClip clip) {
    sound = new Sound(clip);
    seconds = Math.max(1e-3, sound.seconds());
  }

  /** A heading with a sentence on how to read what follows; the sentence is HTML. */
  public TimeStrip note(String title, String sentence) {
    panels.append(
        "<div class=\"note\"><h3>%s</h3><p>%s</p></div>\n"
            .formatted(HtmlPage.escape(title), sentence));
    return this;
  }

  /** A smaller heading. */
  public TimeStrip label(String text) {
    panels.append("<div class=\"note\"><b>%s</b></div>\n".formatted(HtmlPage.escape(text)));
    return this;
  }

  /** The samples. */
  public TimeStrip waveform() {
    return panel(WAVE_HEIGHT, "", sound.waveform());
  }

  /** Power by frequency. */
  public TimeStrip spectrogram() {
    StringBuilder labels = new StringBuilder();
    for (double hertz : MARKED_HZ) {
      if (hertz < sound.topHz()) {
        labels.append(
            format(
                "<span style=\"bottom:%.1f%%\">%s</span>",
                100 * sound.height(hertz), hertz < 1_000 ? "500 Hz" : (int) hertz / 1000 + " kHz"));
      }
    }
    return panel(SPECTROGRAM_HEIGHT, labels.toString(), image(sound.spectrogram(), seconds));
  }

  /**
   * A picture with a name for each row.
   *
   * @param columnSeconds from one column to the next
   */
  public TimeStrip rows(HeatMap map, double columnSeconds, List<String> names) {
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      labels.append(
          format(
              "<span style=\"bottom:%.2f%%\">%s</span>",
              100.0 * (names.size() - 1 - i) / names.size(), HtmlPage.escape(names.get(i))));
    }
    return panel(ROW * names.size(), labels.toString(), image(map, map.columns() * columnSeconds));
  }

  /** A picture whose rows have no names. */
  public TimeStrip picture(HeatMap map, double columnSeconds, int height, String name) {
    return panel(
        height,
        "<span style=\"top:0\">" + HtmlPage.escape(name) + "</span>",
        image(map, map.columns() * columnSeconds));
  }

  /** Labels where they begin and end. */
  public TimeStrip track(String name, List<Mark> marks) {
    StringBuilder html = new StringBuilder();
    boolean tokens = marks.stream().anyMatch(mark -> mark.kind().equals(TOKEN));
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      html.append(
          format(
              "<i class=\"mark %s\" style=\"left:%.2f%%;width:%.2f%%\" title=\"%s\">%s</i>",
              tokens && i % 2 == 1 ? mark.kind() + " low" : mark.kind(),
              percent(mark.startSeconds()),
              Math.max(0.2, percent(mark.endSeconds()) - percent(mark.startSeconds())),
              format("%.2f to %.2f s", mark.startSeconds(), mark.endSeconds()),
              HtmlPage.escape(mark.text())));
    }
    return panel(
        tokens ? 38 : 22,
        "<span style=\"top:3px\">" + HtmlPage.escape(name) + "</span>",
        html.toString());
  }

  /** Words with their times and confidences. */
  public TimeStrip words(List<Word> words) {
    List<Mark> marks = new ArrayList<>();
    for (Word word : words) {
      marks.add(new Mark(word.startSeconds(), word.endSeconds(), word.text(), "word"));
    }
    return track("words", marks);
  }

  /** Seconds. */
  public TimeStrip axis() {
    StringBuilder ticks = new StringBuilder();
    double step = seconds > 20 ? 2 : seconds > 1 ? 0.5 : 0.1;
    for (int i = 0; i * step <= seconds; i++) {
      ticks.append(format("<span style=\"left:%.2f%%\">%.1f</span>", percent(i * step), i * step));
    }
    return panel(16, "<span style=\"top:0\">s</span>", "<div class=\"ticks\">" + ticks + "</div>");
  }

  /** All of it, the player first; a recording that is too long has none. */
  public String html(boolean audible) {
    String player =
        audible && seconds <= MOST_SECONDS
            ? sound.player()
            : "<p class=\"soft\">Too long, or too many, for its audio to be in this page.</p>";
    return format(
        "<div class=\"sound\">%s\n<div class=\"strip\" data-seconds=\"%.4f\">"
            + "<div class=\"inner\" style=\"min-width:%dpx\">\n%s<div class=\"head\"></div>"
            + "</div></div></div>\n",
        player, seconds, (int) (seconds * PIXELS_A_SECOND), panels);
  }

  private TimeStrip panel(int height, String gutter, String plot) {
    panels.append(
        "<div class=\"panel\" style=\"height:%dpx\"><div class=\"gutter\">%s</div><div class=\"plot\">%s</div></div>\n"
            .formatted(height, gutter, plot));
    return this;
  }

  private String image(HeatMap map, double lasting) {
    return format(
        "<img alt=\"\" src=\"%s\" style=\"width:%.3f%%\">", map.uri(), 100 * lasting / seconds);
  }

  private double percent(double second) {
    return Math.max(0, Math.min(100, 100 * second / seconds));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}

package org.auricle.engine.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Subtitles read back, as strictly as their formats are defined. */
final class SubtitleParser {
  /** What was shown. */
  record Shown(long start, long end, String text) {}

  // W3C WebVTT, 4.1: two or more digits of hours, two of minutes and seconds, three of thousandths
  private static final Pattern VTT_TIMES =
      Pattern.compile(
          "(\\d{2,}):([0-5]\\d):([0-5]\\d)\\.(\\d{3}) -->"
              + " (\\d{2,}):([0-5]\\d):([0-5]\\d)\\.(\\d{3})");
  private static final Pattern SRT_TIMES =
      Pattern.compile(
          "(\\d{2,}):([0-5]\\d):([0-5]\\d),(\\d{3}) --> (\\d{2,}):([0-5]\\d):([0-5]\\d),(\\d{3})");

  private SubtitleParser() {}

  static List<Shown> vtt(String file) {
    List<Shown> shown = new ArrayList<>();
    String[] blocks = file.split("\n\n", -1);
    require(blocks[0].equals("WEBVTT"), "begins with the signature: " + blocks[0]);
    require(blocks[blocks.length - 1].isEmpty(), "ends with an empty line");
    long before = 0;
    for (int i = 1; i < blocks.length - 1; i++) {
      Shown cue = cue(blocks[i], VTT_TIMES);
      require(cue.start() >= before, "cues are in order of their starts: " + blocks[i]);
      before = cue.start();
      String text = cue.text().replaceAll("<v [^>&\n]+>", "");
      require(!text.matches("(?s).*[<>].*"), "no other markup: " + text);
      require(!text.matches("(?s).*&(?!amp;|lt;|gt;).*"), "only known references: " + text);
      String plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
      shown.add(new Shown(cue.start(), cue.end(), plain));
    }
    return shown;
  }

  static List<Shown> srt(String file) {
    List<Shown> shown = new ArrayList<>();
    String[] blocks = file.split("\n\n", -1);
    require(blocks[blocks.length - 1].isEmpty(), "ends with an empty line");
    for (int i = 0; i < blocks.length - 1; i++) {
      String[] numbered = blocks[i].split("\n", 2);
      require(numbered[0].equals(Integer.toString(i + 1)), "is counted from 1: " + numbered[0]);
      shown.add(cue(numbered[1], SRT_TIMES));
    }
    return shown;
  }

  private static Shown cue(String block, Pattern times) {
    String[] parts = block.split("\n", 2);
    Matcher matcher = times.matcher(parts[0]);
    require(matcher.matches(), "times: " + parts[0]);
    long start = millis(matcher, 1);
    long end = millis(matcher, 5);
    require(end > start, "ends after its start: " + parts[0]);
    require(parts.length == 2 && !parts[1].isBlank(), "has a text: " + block);
    require(!parts[1].contains("-->"), "has no arrow in its text: " + block);
    return new Shown(start, end, parts[1]);
  }

  private static long millis(Matcher matcher, int group) {
    long seconds = 3600 * Long.parseLong(matcher.group(group));
    seconds += 60 * Long.parseLong(matcher.group(group + 1));
    seconds += Long.parseLong(matcher.group(group + 2));
    return 1000 * seconds + Long.parseLong(matcher.group(group + 3));
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}

package org.auricle.engine.transcript;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;

/**
 * Praat's TextGrid in its long form: a tier of words for each channel. A tier's intervals cover the
 * recording without gaps or overlaps, so what lies between words is an interval without a text, and
 * a word that begins before its predecessor has ended is cut at its start.
 */
public final class TextGridWriter implements TranscriptWriter {

  /** A stretch of a tier; times in milliseconds. */
  private record Interval(long start, long end, String text) {}

  @Override
  public void write(TranscribedRecording recording, Appendable out) throws IOException {
    List<List<Interval>> tiers = new ArrayList<>();
    long end = Math.max(1, Clock.millis(recording.durationSeconds()));
    for (Transcript transcript : recording.channels()) {
      List<Interval> tier = intervals(TranscribedRecording.words(transcript));
      tiers.add(tier);
      end = Math.max(end, endOf(tier));
    }
    out.append("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n");
    range(0, end, "", out);
    out.append("tiers? <exists> \nsize = " + tiers.size() + " \nitem []: \n");
    for (int i = 0; i < tiers.size(); i++) {
      String name = recording.byChannel() ? "channel " + (i + 1) : "words";
      List<Interval> tier = tiers.get(i);
      if (endOf(tier) < end) {
        tier.add(new Interval(endOf(tier), end, ""));
      }
      out.append("    item [" + (i + 1) + "]:\n        class = \"IntervalTier\" \n");
      out.append("        name = \"" + name + "\" \n");
      range(0, end, "        ", out);
      out.append("        intervals: size = " + tier.size() + " \n");
      write(tier, out);
    }
  }

  private static void write(List<Interval> tier, Appendable out) throws IOException {
    for (int i = 0; i < tier.size(); i++) {
      Interval interval = tier.get(i);
      out.append("        intervals [" + (i + 1) + "]:\n");
      range(interval.start(), interval.end(), "            ", out);
      out.append("            text = \"" + interval.text().replace("\"", "\"\"") + "\" \n");
    }
  }

  private static void range(long start, long end, String indent, Appendable out)
      throws IOException {
    out.append(indent).append("xmin = ").append(Clock.seconds(start)).append(" \n");
    out.append(indent).append("xmax = ").append(Clock.seconds(end)).append(" \n");
  }

  private static List<Interval> intervals(List<Word> words) {
    List<Interval> tier = new ArrayList<>();
    for (Word word : words) {
      long before = endOf(tier);
      long start = Math.max(before, Clock.millis(word.startSeconds()));
      long end = Math.max(start + 1, Clock.millis(word.endSeconds())); // Praat refuses empty ones
      if (start > before) {
        tier.add(new Interval(before, start, ""));
      }
      tier.add(new Interval(start, end, word.text()));
    }
    return tier;
  }

  private static long endOf(List<Interval> tier) {
    return tier.isEmpty() ? 0 : tier.get(tier.size() - 1).end();
  }
}

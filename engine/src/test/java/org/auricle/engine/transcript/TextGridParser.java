package org.auricle.engine.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TextGrid as Praat reads one: of the whole text only numbers, quoted texts (quotes doubled) and
 * flags in angle brackets count, in their order.
 */
final class TextGridParser {
  /** A labelled stretch, seconds. */
  record Interval(double start, double end, String text) {}

  /** Intervals that lie side by side. */
  record Tier(String name, List<Interval> intervals) {}

  private static final Pattern TOKEN =
      Pattern.compile("\"((?:[^\"]|\"\")*)\"|(?<![^\\s])(-?\\d+(?:\\.\\d+)?)(?![^\\s])|(<\\w+>)");

  private final List<String> tokens = new ArrayList<>();
  private int next;

  private TextGridParser(String file) {
    Matcher matcher = TOKEN.matcher(file);
    while (matcher.find()) {
      String quoted = matcher.group(1);
      tokens.add(quoted == null ? matcher.group() : quoted.replace("\"\"", "\""));
    }
  }

  static List<Tier> parse(String file) {
    return new TextGridParser(file).tiers();
  }

  private List<Tier> tiers() {
    expect("ooTextFile");
    expect("TextGrid");
    double start = number();
    double end = number();
    expect("<exists>");
    List<Tier> tiers = new ArrayList<>();
    int count = (int) number();
    for (int i = 0; i < count; i++) {
      tiers.add(tier(start, end));
    }
    if (next != tokens.size()) {
      throw new AssertionError("nothing follows: " + tokens.get(next));
    }
    return tiers;
  }

  private Tier tier(double start, double end) {
    expect("IntervalTier");
    String name = tokens.get(next++);
    if (number() != start || number() != end) {
      throw new AssertionError("a tier covers the whole");
    }
    List<Interval> intervals = new ArrayList<>();
    double at = start;
    int count = (int) number();
    for (int i = 0; i < count; i++) {
      Interval interval = new Interval(number(), number(), tokens.get(next++));
      if (interval.start() != at || !(interval.end() > at)) {
        throw new AssertionError("intervals have lengths and no gaps: " + interval);
      }
      at = interval.end();
      intervals.add(interval);
    }
    if (at != end) {
      throw new AssertionError("intervals end at " + at + ", the tier at " + end);
    }
    return new Tier(name, intervals);
  }

  private double number() {
    return Double.parseDouble(tokens.get(next++));
  }

  private void expect(String token) {
    if (!tokens.get(next++).equals(token)) {
      throw new AssertionError(tokens.get(next - 1) + " (expected: " + token + ")");
    }
  }
}

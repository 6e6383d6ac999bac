package org.auricle.tools.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.auricle.engine.recognition.ErrorRate;
import org.auricle.tools.picture.RoundStep;

/**
 * Error rates of parts of an evaluation: of each value of a field; of ranges of it if its values
 * are numbers and there are many.
 *
 * @param groups ranges in their order, other values with the highest error rate first
 */
public record Breakdown(String field, List<Group> groups) {
  /** How long a recording is, seconds: known of each. */
  public static final String LENGTH = "length";

  /** How far speech stands out, decibels: estimated of each unless the manifest says it. */
  public static final String SNR = "snr";

  /** The group of what has no such field. */
  static final String NOT_GIVEN = "(not given)";

  private static final int MOST_VALUES = 8; // more numbers than this are put into ranges
  private static final double RANGES = 6; // about

  /**
   * One part.
   *
   * @param interval of the word error rate, if there are two blocks to draw from
   */
  public record Group(
      String name,
      int utterances,
      double seconds,
      ErrorRate words,
      ErrorRate characters,
      Optional<Interval> interval) {}

  /** Copies the list. */
  public Breakdown {
    groups = List.copyOf(groups);
  }

  /** Breaks results down by a field. */
  public static Breakdown by(
      String field, List<Evaluation.Utterance> utterances, Bootstrap bootstrap) {
    double[] numbers = numbers(field, utterances);
    Map<Double, List<Evaluation.Utterance>> ranges = new TreeMap<>();
    Map<String, List<Evaluation.Utterance>> values = new TreeMap<>();
    double width =
        numbers.length > MOST_VALUES
            ? RoundStep.atLeast((numbers[numbers.length - 1] - numbers[0]) / RANGES)
            : 0;
    for (Evaluation.Utterance utterance : utterances) {
      String value = utterance.source().fields().get(field);
      if (value != null && width > 0) {
        double start = Math.floor(Double.parseDouble(value) / width) * width;
        ranges.computeIfAbsent(start, key -> new ArrayList<>()).add(utterance);
      } else {
        values
            .computeIfAbsent(value == null ? NOT_GIVEN : value, key -> new ArrayList<>())
            .add(utterance);
      }
    }
    List<Group> groups = new ArrayList<>();
    ranges.forEach(
        (start, list) ->
            groups.add(group(number(start) + " to " + number(start + width), list, bootstrap)));
    List<Group> others = new ArrayList<>();
    values.forEach((name, list) -> others.add(group(name, list, bootstrap)));
    others.sort(Comparator.comparingDouble(group -> -group.words().percent()));
    groups.addAll(others);
    return new Breakdown(field, groups);
  }

  private static Group group(
      String name, List<Evaluation.Utterance> utterances, Bootstrap bootstrap) {
    ErrorRate words = ErrorRate.ZERO;
    ErrorRate characters = ErrorRate.ZERO;
    double seconds = 0;
    for (Evaluation.Utterance utterance : utterances) {
      words = words.plus(utterance.words());
      characters = characters.plus(utterance.characters());
      seconds += utterance.source().seconds();
    }
    return new Group(
        name,
        utterances.size(),
        seconds,
        words,
        characters,
        bootstrap.interval(utterances, Evaluation.Utterance::words));
  }

  /** The different values of a field, ascending; none if any is not a number. */
  private static double[] numbers(String field, List<Evaluation.Utterance> utterances) {
    try {
      return utterances.stream()
          .map(utterance -> utterance.source().fields().get(field))
          .filter(value -> value != null)
          .mapToDouble(Double::parseDouble)
          .sorted()
          .distinct()
          .toArray();
    } catch (NumberFormatException e) {
      return new double[0];
    }
  }

  private static String number(double value) {
    double rounded = Math.round(value * 1e6) / 1e6;
    return rounded == Math.rint(rounded) ? "" + (long) rounded : "" + rounded;
  }
}

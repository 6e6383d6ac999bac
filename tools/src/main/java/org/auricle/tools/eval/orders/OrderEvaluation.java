package org.auricle.tools.eval.orders;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.auricle.tools.eval.Bootstrap;
import org.auricle.tools.eval.Evaluation;
import org.auricle.tools.eval.Interval;

/** How well orders are understood, as they come in. Not thread-safe. */
public final class OrderEvaluation {
  private final List<OrderResult> results = new ArrayList<>();
  private final List<Evaluation.Failure> failures = new ArrayList<>();
  private int right;

  /**
   * How well a slot, or an intent, is understood.
   *
   * @param wanted recordings that have it
   * @param right those in which it is found as labelled
   * @param missing those in which it is not found
   * @param extra recordings in which it is found though they do not have it
   */
  public record Tally(int wanted, int right, int missing, int extra) {

    /** Those in which something else is found. */
    public int wrong() {
      return wanted - right - missing;
    }

    private Tally plus(Optional<String> label, Optional<String> found) {
      return new Tally(
          wanted + (label.isPresent() ? 1 : 0),
          right + (label.isPresent() && label.equals(found) ? 1 : 0),
          missing + (label.isPresent() && found.isEmpty() ? 1 : 0),
          extra + (label.isEmpty() && found.isPresent() ? 1 : 0));
    }
  }

  /** What a value of a slot was taken for, and how often; empty texts: there was none. */
  public record Confusion(String slot, String wanted, String found, int times) {}

  /** Takes a result. */
  public void add(OrderResult result) {
    results.add(result);
    right += result.isRight() ? 1 : 0;
  }

  /** Takes a recording that could not be read. */
  public void addFailure(Evaluation.Source source, String problem) {
    failures.add(new Evaluation.Failure(source, problem));
  }

  /** All results, in the order they came in. */
  public List<OrderResult> results() {
    return List.copyOf(results);
  }

  /** Recordings that could not be read, and are in no rate. */
  public List<Evaluation.Failure> failures() {
    return List.copyOf(failures);
  }

  /** Recordings. */
  public int count() {
    return results.size();
  }

  /** Those that are right. */
  public int right() {
    return right;
  }

  /** Right ones, percent; NaN without any recording. */
  public double percent() {
    return 100.0 * right / results.size();
  }

  /** Orders that were taken for none. */
  public int refused() {
    return (int) results.stream().filter(r -> !r.wanted().isNone() && r.found().isNone()).count();
  }

  /** Recordings that were taken for an order. */
  public int taken() {
    return (int) results.stream().filter(r -> !r.found().isNone()).count();
  }

  /** How long they last together. */
  public double seconds() {
    return results.stream().mapToDouble(r -> r.source().seconds()).sum();
  }

  /** Where the percentage of right ones would lie in 95 of 100 evaluations. */
  public Optional<Interval> interval(Bootstrap bootstrap) {
    List<Evaluation.Utterance> orders = results.stream().map(OrderResult::utterance).toList();
    return bootstrap
        .interval(orders, Evaluation.Utterance::words)
        .map(wrong -> new Interval(100 - wrong.high(), 100 - wrong.low()));
  }

  /** By intents, in alphabetical order. */
  public Map<String, Tally> intents() {
    Map<String, Tally> tallies = new TreeMap<>();
    for (OrderResult r : results) {
      Optional<String> wanted = Optional.of(r.wanted().intent()).filter(name -> !name.isEmpty());
      Optional<String> found = Optional.of(r.found().intent()).filter(name -> !name.isEmpty());
      TreeSet<String> names = new TreeSet<>();
      wanted.ifPresent(names::add);
      found.ifPresent(names::add);
      for (String name : names) {
        tallies.merge(
            name,
            new Tally(0, 0, 0, 0)
                .plus(wanted.filter(name::equals), found.filter(x -> isOf(name, x, wanted))),
            OrderEvaluation::sum);
      }
    }
    return tallies;
  }

  /** Whether what was found concerns an intent: it is it, or stands in its place. */
  private static boolean isOf(String name, String found, Optional<String> wanted) {
    return found.equals(name) || wanted.filter(name::equals).isPresent();
  }

  private static Tally sum(Tally a, Tally b) {
    return new Tally(
        a.wanted + b.wanted, a.right + b.right, a.missing + b.missing, a.extra + b.extra);
  }

  /** By slots, in alphabetical order. */
  public Map<String, Tally> slots() {
    Map<String, Tally> tallies = new TreeMap<>();
    for (OrderResult r : results) {
      TreeSet<String> names = new TreeSet<>(r.wanted().slots().keySet());
      names.addAll(r.found().slots().keySet());
      for (String name : names) {
        Tally one =
            new Tally(0, 0, 0, 0)
                .plus(
                    Optional.ofNullable(r.wanted().slots().get(name)),
                    Optional.ofNullable(r.found().slots().get(name)));
        tallies.merge(name, one, OrderEvaluation::sum);
      }
    }
    return tallies;
  }

  /** Values that were taken for others, the most frequent first. */
  public List<Confusion> confusions() {
    Map<Confusion, Integer> times = new LinkedHashMap<>();
    for (OrderResult r : results) {
      TreeSet<String> names = new TreeSet<>(r.wanted().slots().keySet());
      names.addAll(r.found().slots().keySet());
      for (String name : names) {
        String wanted = r.wanted().slots().getOrDefault(name, "");
        String found = r.found().slots().getOrDefault(name, "");
        if (!wanted.equals(found) && !r.found().isNone()) {
          times.merge(new Confusion(name, wanted, found, 0), 1, Integer::sum);
        }
      }
    }
    return times.entrySet().stream()
        .map(e -> new Confusion(e.getKey().slot, e.getKey().wanted, e.getKey().found, e.getValue()))
        .sorted(Comparator.comparingInt((Confusion c) -> -c.times))
        .toList();
  }

  /** Where it stands, in a few words. */
  public String summary() {
    return results.isEmpty()
        ? "nothing read"
        : String.format(Locale.ROOT, "%.1f %% right", percent());
  }
}

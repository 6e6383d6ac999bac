package org.auricle.tools.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.auricle.engine.recognition.Alignment;

/** What is taken for what, over many alignments. Not thread-safe. */
public final class Confusions {
  /** Stands for no token: what is inserted was said as this, what is deleted heard as it. */
  public static final String NOTHING = "";

  private final Map<String, Map<String, Integer>> heardFor = new TreeMap<>();

  /**
   * How often one was taken for the other.
   *
   * @param times this happened
   * @param said how often the first was said at all; of what is inserted, how often the second was
   *     heard at all
   */
  public record Confusion(String reference, String hypothesis, int times, int said) {}

  /** Takes an alignment. */
  public void add(Alignment alignment) {
    for (Alignment.Pair pair : alignment.pairs()) {
      heardFor
          .computeIfAbsent(pair.reference(), key -> new TreeMap<>())
          .merge(pair.hypothesis(), 1, Integer::sum);
    }
  }

  /** Taken for another, the most frequent first. */
  public List<Confusion> substitutions() {
    return list(true, true);
  }

  /** Heard without having been said, the most frequent first. */
  public List<Confusion> insertions() {
    return list(false, true);
  }

  /** Said without having been heard, the most frequent first. */
  public List<Confusion> deletions() {
    return list(true, false);
  }

  private List<Confusion> list(boolean isSaid, boolean isHeard) {
    List<Confusion> all = new ArrayList<>();
    heardFor.forEach(
        (said, heard) ->
            heard.forEach(
                (other, times) -> {
                  if (!said.equals(other)
                      && said.isEmpty() != isSaid
                      && other.isEmpty() != isHeard) {
                    int total = isSaid ? said(said) : heard(other);
                    all.add(new Confusion(said, other, times, total));
                  }
                }));
    all.sort(Comparator.comparingInt(confusion -> -confusion.times()));
    return all;
  }

  /** How often a token was said. */
  public int said(String token) {
    return heardFor.getOrDefault(token, Map.of()).values().stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  private int heard(String token) {
    return heardFor.values().stream().mapToInt(row -> row.getOrDefault(token, 0)).sum();
  }

  /** How often one was heard where the other was said. */
  public int count(String said, String heard) {
    return heardFor.getOrDefault(said, Map.of()).getOrDefault(heard, 0);
  }

  /** The tokens that take part in most errors, in alphabetical order. */
  public List<String> mostConfused(int most) {
    Map<String, Integer> errors = new TreeMap<>();
    heardFor.forEach(
        (said, row) ->
            row.forEach(
                (heard, times) -> {
                  if (!said.equals(heard)) {
                    errors.merge(said, times, Integer::sum);
                    errors.merge(heard, times, Integer::sum);
                  }
                }));
    errors.remove(NOTHING);
    return errors.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue()))
        .limit(most)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}

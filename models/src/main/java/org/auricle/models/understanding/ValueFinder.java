package org.auricle.models.understanding;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.auricle.models.domain.Slot;
import org.auricle.models.domain.SlotElement;

/**
 * Finds the value of a slot that words were meant to be: one that is said exactly so, else the
 * nearest one if it is near enough. Words are compared one by one, so that a word of another sense
 * is not made up for by those around it: "oat milk" is not "soy milk". Immutable and thread-safe.
 */
final class ValueFinder {
  private static final Set<String> SMALL_WORDS =
      Set.of("a", "an", "the", "of", "with", "and", "some", "please");
  private static final double SMALL_WORD = 0.25; // cost of one more or less

  private final Slot slot;
  private final double limit;
  private final Map<String, String> values = new LinkedHashMap<>(); // by the ways to say them

  /**
   * A value and how far from it the words are.
   *
   * @param distance 0 if it is said exactly so, less than 1
   */
  record Found(String value, double distance) {}

  /**
   * A finder.
   *
   * @param limit greatest distance of a word from what it stands for, 0..1
   */
  ValueFinder(Slot slot, double limit) {
    this.slot = slot;
    this.limit = limit;
    if (slot.kind().isEmpty()) {
      for (SlotElement element : slot.elements()) {
        for (String said : element.sayings()) {
          values.putIfAbsent(said, element.value().orElse(said));
        }
      }
    }
  }

  /** The value; empty if none is near, or two are equally near. */
  Optional<Found> find(List<String> words) {
    Optional<String> exact = slot.value(words);
    if (exact.isPresent()) {
      return exact.map(value -> new Found(value, 0));
    }
    double best = Double.POSITIVE_INFINITY;
    String nearest = "";
    boolean tie = false;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      double distance = distance(words, List.of(entry.getKey().split(" ", -1)));
      if (distance < best) {
        best = distance;
        nearest = entry.getValue();
        tie = false;
      } else if (distance == best && !entry.getValue().equals(nearest)) {
        tie = true;
      }
    }
    return best < 1 && !tie ? Optional.of(new Found(nearest, best)) : Optional.empty();
  }

  /**
   * The least sum of the distances of words that stand for each other, one for one, two for one, or
   * a small word for nothing; infinite if some word is too far from all.
   */
  private double distance(List<String> said, List<String> meant) {
    double[][] best = new double[said.size() + 1][meant.size() + 1];
    for (double[] row : best) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    best[0][0] = 0;
    for (int i = 0; i <= said.size(); i++) {
      for (int j = 0; j <= meant.size(); j++) {
        if (i > 0) {
          best[i][j] = Math.min(best[i][j], best[i - 1][j] + small(said.get(i - 1)));
        }
        if (j > 0) {
          best[i][j] = Math.min(best[i][j], best[i][j - 1] + small(meant.get(j - 1)));
        }
        for (int a = 1; a <= Math.min(2, i); a++) {
          for (int b = 1; b <= Math.min(3 - a, j); b++) {
            String left = String.join("", said.subList(i - a, i));
            String right = String.join("", meant.subList(j - b, j));
            double apart = SoundDistance.normalized(left, right);
            double cost = apart <= limit ? apart : Double.POSITIVE_INFINITY;
            best[i][j] = Math.min(best[i][j], best[i - a][j - b] + cost);
          }
        }
      }
    }
    return best[said.size()][meant.size()];
  }

  private static double small(String word) {
    return SMALL_WORDS.contains(word) ? SMALL_WORD : Double.POSITIVE_INFINITY;
  }
}

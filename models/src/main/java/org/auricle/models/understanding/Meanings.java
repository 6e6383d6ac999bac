package org.auricle.models.understanding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.auricle.models.domain.Interpretation;
import org.auricle.models.domain.SlotValue;

/**
 * What the readings of an utterance mean together. Each reading has a weight, their probability,
 * and a meaning; readings that differ in words but not in meaning add up, so that an error of
 * recognition in words that do not matter costs nothing. First the intent is chosen by its weight,
 * then among its meanings the heaviest. Not thread-safe.
 */
final class Meanings {
  private final List<Share> shares = new ArrayList<>();
  private double total;

  /**
   * A reading's.
   *
   * @param weight of the reading
   * @param meaning its confidence is that of the intent alone
   * @param heard how sure it is that a slot's words were said
   */
  private record Share(double weight, Interpretation meaning, ToDoubleFunction<SlotValue> heard) {

    double ofIntent() {
      return weight * meaning.confidence();
    }

    double whole() {
      double least = 1;
      for (SlotValue slot : meaning.slots()) {
        least = Math.min(least, slot.confidence());
      }
      return ofIntent() * least;
    }

    Map<String, String> values() {
      Map<String, String> values = new HashMap<>();
      meaning.slots().forEach(slot -> values.put(slot.slot(), value(slot)));
      return values;
    }
  }

  private static String value(SlotValue slot) {
    return slot.value().isEmpty() ? "?" + slot.text() : slot.value();
  }

  /**
   * Adds a reading.
   *
   * @param weight its probability among all readings
   * @param meanings what it may mean, with the probability of each intent as confidence
   * @param heard how sure it is that a slot's words were said; counts in the confidence only, since
   *     the weight knows of it already
   */
  void add(double weight, List<Interpretation> meanings, ToDoubleFunction<SlotValue> heard) {
    total += weight;
    meanings.forEach(meaning -> shares.add(new Share(weight, meaning, heard)));
  }

  /**
   * The likeliest meaning.
   *
   * @param least probability of its intent; below it is none
   */
  Interpretation best(double least) {
    Map<String, Double> intents = new LinkedHashMap<>();
    for (Share share : shares) {
      if (!share.meaning().isNone()) {
        intents.merge(share.meaning().intent(), share.ofIntent(), Double::sum);
      }
    }
    String intent = intents.isEmpty() ? "" : first(intents);
    double probability = total > 0 ? Math.min(1, intents.getOrDefault(intent, 0.0) / total) : 0;
    if (intent.isEmpty() || probability < least) {
      return new Interpretation("", List.of(), 1 - probability);
    }
    return of(intent, probability);
  }

  private Interpretation of(String intent, double probability) {
    List<Share> own =
        shares.stream().filter(share -> share.meaning().intent().equals(intent)).toList();
    Map<Map<String, String>, Double> wholes = new LinkedHashMap<>();
    own.forEach(share -> wholes.merge(share.values(), share.whole(), Double::sum));
    Map<String, String> values = first(wholes);
    Share best = null;
    double weight = 0;
    for (Share share : own) {
      weight += share.ofIntent();
      boolean same = share.values().equals(values);
      best = same && (best == null || share.whole() > best.whole()) ? share : best;
    }
    List<SlotValue> slots = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    double weakest = 1;
    for (SlotValue slot : best.meaning().slots()) {
      if (seen.add(slot.slot())) {
        double likelihood = agreeing(own, slot) / weight * best.heard().applyAsDouble(slot);
        SlotValue likely = slot.withConfidence(Math.min(1, likelihood));
        weakest = Math.min(weakest, likely.confidence());
        slots.add(likely);
      }
    }
    return new Interpretation(intent, slots, probability * weakest);
  }

  /** The weight of the readings that say the same of a slot, as far as they are sure of it. */
  private static double agreeing(List<Share> own, SlotValue slot) {
    double sum = 0;
    for (Share share : own) {
      for (SlotValue other : share.meaning().slots()) {
        if (other.slot().equals(slot.slot()) && value(other).equals(value(slot))) {
          sum += share.ofIntent() * other.confidence();
        }
      }
    }
    return sum;
  }

  /** The first of those with the greatest weight. */
  private static <T> T first(Map<T, Double> weights) {
    T best = weights.keySet().iterator().next();
    for (Map.Entry<T, Double> entry : weights.entrySet()) {
      best = entry.getValue() > weights.get(best) ? entry.getKey() : best;
    }
    return best;
  }
}

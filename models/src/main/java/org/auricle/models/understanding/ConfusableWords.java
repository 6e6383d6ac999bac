package org.auricle.models.understanding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The words of a list that sound like a word. Immutable and thread-safe. */
public final class ConfusableWords {
  private static final int MOST = 5; // for one word
  private static final double FARTHEST = 0.5; // by the length of the longer word

  private final List<String> words;
  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  /** Words to choose from. */
  public ConfusableWords(Collection<String> words) {
    this.words = words.stream().distinct().sorted().toList();
  }

  /** Up to five other words of the list, the nearest first; none if none is near. */
  public List<String> of(String word) {
    return known.computeIfAbsent(word, this::find);
  }

  private List<String> find(String word) {
    record Near(String word, double distance) {}
    List<Near> near = new ArrayList<>();
    for (String other : words) {
      double distance = SoundDistance.normalized(word, other);
      if (distance <= FARTHEST && !other.equals(word)) {
        near.add(new Near(other, distance));
      }
    }
    near.sort(Comparator.comparingDouble(Near::distance)); // stable: ties by the alphabet
    return near.stream().limit(MOST).map(Near::word).toList();
  }
}

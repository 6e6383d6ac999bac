package org.auricle.tools.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Phrases that somebody says. */
public final class PhraseDraw {
  private PhraseDraw() {}

  /**
   * Draws different phrases from texts, one from each text, from all texts by the same chance.
   *
   * @param count most phrases; fewer if the texts do not have them
   * @param words of a phrase
   */
  public static List<String> draw(List<String> texts, int count, int words, long seed) {
    Random random = new Random(seed);
    List<String> shuffled = new ArrayList<>(texts);
    Collections.shuffle(shuffled, random);
    Set<String> phrases = new LinkedHashSet<>();
    for (String text : shuffled) {
      String[] said = text.strip().split("\\s+");
      int places = said.length - words + 1;
      if (places > 0 && phrases.size() < count) {
        int first = random.nextInt(places);
        phrases.add(String.join(" ", List.of(said).subList(first, first + words)));
      }
    }
    return List.copyOf(phrases);
  }
}

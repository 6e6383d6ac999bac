package org.auricle.models.understanding.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What people say around what they want, and what they say when they want something else: a small
 * list in English that is part of the library. Immutable and thread-safe.
 */
final class Phrasebook {
  private static final String RESOURCE = "phrases-en.txt";
  private static final Phrasebook EMPTY = new Phrasebook(Map.of());

  private final List<List<String>> front;
  private final List<List<String>> behind;
  private final List<List<String>> fillers;
  private final List<List<String>> others;

  private Phrasebook(Map<String, List<List<String>>> sections) {
    front = sections.getOrDefault("[front]", List.of());
    behind = sections.getOrDefault("[behind]", List.of());
    fillers = sections.getOrDefault("[fillers]", List.of());
    others = sections.getOrDefault("[others]", List.of());
  }

  /** The list of a language; of one that there is none of, an empty one. */
  static Phrasebook of(String language) {
    return language.equals("en") || language.startsWith("en-") ? english() : EMPTY;
  }

  private static Phrasebook english() {
    Map<String, List<List<String>>> sections = new HashMap<>();
    try (InputStream in = Phrasebook.class.getResourceAsStream(RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<List<String>> section = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("[")) {
          section = new ArrayList<>();
          sections.put(line, section);
        } else if (!line.isBlank()) {
          section.add(List.of(line.strip().split(" ", -1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Phrasebook(sections);
  }

  /** Words before an order; none if there are none. */
  List<String> front(SplittableRandom random) {
    return draw(front, random);
  }

  /** Words behind an order; none if there are none. */
  List<String> behind(SplittableRandom random) {
    return draw(behind, random);
  }

  /** Words between words; none if there are none. */
  List<String> filler(SplittableRandom random) {
    return draw(fillers, random);
  }

  /** Sentences of all sorts of things. */
  List<List<String>> others() {
    return others;
  }

  /** All words, each once. */
  Set<String> words() {
    Set<String> words = new LinkedHashSet<>();
    for (List<List<String>> section : List.of(front, behind, fillers, others)) {
      section.forEach(words::addAll);
    }
    return words;
  }

  private static List<String> draw(List<List<String>> phrases, SplittableRandom random) {
    return phrases.isEmpty() ? List.of() : phrases.get(random.nextInt(phrases.size()));
  }
}

package org.auricle.acoustic.g2p;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Words and the ways to say each. Immutable. */
public final class PronunciationDictionary {
  private static final Pattern VARIANT = Pattern.compile("\\(\\d+\\)$");
  private static final String COMMENT = ";;;";

  private final Map<String, List<List<String>>> pronunciations;

  private PronunciationDictionary(Map<String, List<List<String>>> pronunciations) {
    this.pronunciations = pronunciations;
  }

  /**
   * Reads a dictionary in UTF-8: on every line a word, a tab or blanks, and its phones, separated
   * by blanks. A word on several lines is said in several ways; so is one that is numbered, as in
   * {@code the(2)}, for which CMUdict is known. Empty lines, and those that begin with {@code ;;;},
   * count for nothing.
   *
   * @throws PronunciationException naming the line that is malformed, or if there is no word
   * @throws IOException if the file cannot be read
   */
  public static PronunciationDictionary read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new PronunciationException(file + ": not UTF-8 (expected: text in UTF-8)");
    }
    Map<String, List<List<String>>> read = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith(COMMENT)) {
        String[] fields = line.split("\\s+");
        String word = LetterTable.normalize(VARIANT.matcher(fields[0]).replaceFirst(""));
        if (fields.length < 2 || word.isEmpty()) {
          throw new PronunciationException(
              "%s line %d: \"%s\" (expected: a word and its phones)".formatted(file, i + 1, line));
        }
        List<String> phones = List.copyOf(Arrays.asList(fields).subList(1, fields.length));
        List<List<String>> known = read.computeIfAbsent(word, w -> new ArrayList<>());
        if (!known.contains(phones)) {
          known.add(phones);
        }
      }
    }
    if (read.isEmpty()) {
      throw new PronunciationException(file + ": no words (expected: a pronunciation dictionary)");
    }
    return new PronunciationDictionary(read);
  }

  /** The ways to say a word; none if it is not there. */
  public List<List<String>> of(String word) {
    return pronunciations.getOrDefault(LetterTable.normalize(word), List.of());
  }

  /** By word, in the file's order, the pronunciations, in the file's order. */
  public Map<String, List<List<String>>> pronunciations() {
    return Collections.unmodifiableMap(pronunciations);
  }
}

package org.auricle.decoder.bias;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.auricle.decoder.ctc.Lexicon;
import org.auricle.engine.recognition.TokenTable;

/** The pronunciations in a lexicon. */
final class LexiconSounds implements Pronunciations {
  private final Map<String, List<int[]>> byWord;

  private LexiconSounds(Map<String, List<int[]>> byWord) {
    this.byWord = byWord;
  }

  /**
   * A lexicon's pronunciations; empty if its tokens spell most of its words as they are written.
   */
  static Optional<Pronunciations> of(Lexicon lexicon, TokenTable tokens) {
    Map<String, List<int[]>> byWord = new HashMap<>();
    int spelled = 0;
    for (Lexicon.Entry entry : lexicon.entries()) {
      spelled += spells(entry, tokens) ? 1 : 0;
      int length = entry.tokens().length;
      boolean separated = tokens.space() >= 0 && entry.tokens()[length - 1] == tokens.space();
      byWord
          .computeIfAbsent(entry.word(), word -> new ArrayList<>())
          .add(Arrays.copyOf(entry.tokens(), separated ? length - 1 : length));
    }
    boolean spells = 2 * spelled >= lexicon.size();
    return spells ? Optional.empty() : Optional.of(new LexiconSounds(byWord));
  }

  private static boolean spells(Lexicon.Entry entry, TokenTable tokens) {
    StringBuilder bytes = new StringBuilder(); // a char is a byte
    for (int token : entry.tokens()) {
      bytes.append(new String(tokens.utf8(token), StandardCharsets.ISO_8859_1));
    }
    byte[] latin = bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
    return new String(latin, StandardCharsets.UTF_8).strip().equalsIgnoreCase(entry.word());
  }

  @Override
  public List<int[]> of(String word) {
    return written(word).filter(byWord::containsKey).findFirst().map(byWord::get).orElse(List.of());
  }

  /** The ways in which a lexicon may write a word. */
  static Stream<String> written(String word) {
    return Stream.of(word, word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT));
  }
}

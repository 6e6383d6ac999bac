package org.auricle.decoder.bias;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.TokenTable;

/**
 * Tokens that spell: letters, word pieces, bytes. Symbols are the bytes of the text in UTF-8, so it
 * does not matter how a text is divided into tokens.
 */
final class LetterSpelling implements TokenSpelling {
  private static final int SEPARATOR = ' ';

  /** Most divisions of a word into tokens. */
  private static final int MAX_DIVISIONS = 16;

  private final int[][] symbols; // [tokens][bytes]
  private final Map<String, Integer> tokensByBytes = new HashMap<>(); // a char is a byte
  private final Set<Integer> characters = new HashSet<>(); // code points that some token has
  private final boolean startsMarked; // words begin with a token that begins with a blank
  private int longest; // bytes of a token

  LetterSpelling(TokenTable tokens) {
    symbols = new int[tokens.size()][];
    for (int id = 0; id < tokens.size(); id++) {
      byte[] bytes = tokens.utf8(id);
      symbols[id] = symbols(bytes);
      if (bytes.length > 0) {
        tokensByBytes.putIfAbsent(new String(bytes, StandardCharsets.ISO_8859_1), id);
        new String(bytes, StandardCharsets.UTF_8).codePoints().forEach(characters::add);
        longest = Math.max(longest, bytes.length);
      }
    }
    startsMarked =
        tokens.space() < 0 && Arrays.stream(symbols).anyMatch(s -> s.length > 1 && s[0] == ' ');
  }

  private static int[] symbols(byte[] bytes) {
    int[] symbols = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      symbols[i] = bytes[i] & 0xff;
    }
    return symbols;
  }

  @Override
  public int[][] symbols() {
    return symbols;
  }

  @Override
  public int separator() {
    return SEPARATOR;
  }

  @Override
  public List<PhraseAutomaton.Pattern> patterns(BoostedPhrase phrase) {
    String text = written(phrase.text());
    StringBuilder bordered = new StringBuilder(text);
    if (!TokenTable.isUnspaced(text.codePointAt(0))) {
      bordered.insert(0, ' ');
    }
    if (!TokenTable.isUnspaced(text.codePointBefore(text.length()))) {
      bordered.append(' ');
    }
    byte[] bytes = bordered.toString().getBytes(StandardCharsets.UTF_8);
    return List.of(TokenSpelling.pattern(symbols(bytes), SEPARATOR, phrase.weight()));
  }

  @Override
  public List<int[]> tokens(String word) {
    return divisions(withStart(written(word)));
  }

  /** A text in characters that the tokens have, its words separated by single blanks. */
  private String written(String text) {
    StringBuilder written = new StringBuilder();
    for (String word : TokenSpelling.words(text)) {
      String spelled =
          Normalizer.normalize(word, Normalizer.Form.NFC)
              .codePoints()
              .mapToObj(c -> inTokens(c, text))
              .collect(Collectors.joining());
      if (!written.isEmpty()
          && !(TokenTable.isUnspaced(written.codePointBefore(written.length()))
              && TokenTable.isUnspaced(spelled.codePointAt(0)))) {
        written.append(' ');
      }
      requireDivisible(withStart(spelled), word, text);
      written.append(spelled);
    }
    return written.toString();
  }

  /** A word with the mark of its start, if the tokens have one. */
  private String withStart(String word) {
    return startsMarked && !TokenTable.isUnspaced(word.codePointAt(0)) ? " " + word : word;
  }

  /** A character as the tokens have it: in the other case, or without typographic finery. */
  private String inTokens(int character, String text) {
    String same = Character.toString(character);
    String plain = character == '\u2019' ? "'" : Normalizer.normalize(same, Normalizer.Form.NFKC);
    for (String candidate :
        List.of(
            same,
            same.toLowerCase(Locale.ROOT),
            same.toUpperCase(Locale.ROOT),
            plain,
            plain.toLowerCase(Locale.ROOT),
            plain.toUpperCase(Locale.ROOT))) {
      if (candidate.codePoints().allMatch(c -> characters.contains(c) || isInBytes(c))) {
        return candidate;
      }
    }
    throw unspellable(same, text);
  }

  private boolean isInBytes(int character) {
    byte[] bytes = Character.toString(character).getBytes(StandardCharsets.UTF_8);
    for (byte octet : bytes) {
      if (!tokensByBytes.containsKey(Character.toString(octet & 0xff))) {
        return false;
      }
    }
    return true;
  }

  private static DecodeRequestException unspellable(String character, String text) {
    return new DecodeRequestException(
        "\"%s\": no token for \"%s\", U+%04X (expected: characters that the model's tokens have)"
            .formatted(text, character, character.codePointAt(0)));
  }

  /** Having all the characters is not enough for word pieces. */
  private void requireDivisible(String spelled, String word, String text) {
    String bytes = latin(spelled);
    boolean[] reached = new boolean[bytes.length() + 1];
    reached[0] = true;
    int last = 0;
    for (int from = 0; from < bytes.length(); from++) {
      if (reached[from]) {
        last = from;
        for (int to = from + 1; to <= Math.min(bytes.length(), from + longest); to++) {
          reached[to] |= tokensByBytes.containsKey(bytes.substring(from, to));
        }
      }
    }
    if (!reached[bytes.length()]) {
      int characters = utf8(bytes.substring(0, last)).strip().length();
      int at = Math.min(characters, word.length() - 1);
      throw unspellable(Character.toString(word.codePointAt(at)), text);
    }
  }

  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String utf8(String latin) {
    return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Divisions into tokens, those with the fewest tokens first. */
  private List<int[]> divisions(String spelled) {
    String bytes = latin(spelled);
    List<List<int[]>> upTo = new ArrayList<>(); // [bytes + 1] divisions of the first bytes
    upTo.add(List.of(new int[0]));
    for (int to = 1; to <= bytes.length(); to++) {
      List<int[]> divisions = new ArrayList<>();
      for (int from = Math.max(0, to - longest); from < to; from++) {
        Integer token = tokensByBytes.get(bytes.substring(from, to));
        if (token != null) {
          upTo.get(from)
              .forEach(
                  d ->
                      divisions.add(
                          IntStream.concat(IntStream.of(d), IntStream.of(token)).toArray()));
        }
      }
      divisions.sort(Comparator.comparingInt(d -> d.length));
      upTo.add(divisions.subList(0, Math.min(MAX_DIVISIONS, divisions.size())));
    }
    return upTo.get(bytes.length());
  }
}

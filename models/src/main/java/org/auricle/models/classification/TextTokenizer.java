package org.auricle.models.classification;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a text into words: letters with apostrophes and hyphens inside, numbers, and each other sign
 * by itself; in lower case, compatibility forms made one (NFKC). Chinese characters, kana and the
 * like, which no blanks divide, are a word each.
 */
public final class TextTokenizer {
  private static final String UNDIVIDED =
      "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}";
  private static final String LETTERS = "[\\p{L}\\p{M}&&[^" + UNDIVIDED + "]]+";
  private static final Pattern WORD =
      Pattern.compile(
          "[%s]\\p{M}*|%s(?:['\u2019-]%s)*|\\p{N}+(?:[.,:]\\p{N}+)*|\\S"
              .formatted(UNDIVIDED, LETTERS, LETTERS));

  private TextTokenizer() {}

  /** The words in order; none for a blank text. */
  public static List<String> words(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    Matcher matcher = WORD.matcher(plain);
    List<String> words = new ArrayList<>();
    while (matcher.find()) {
      words.add(matcher.group().replace('\u2019', '\''));
    }
    return words;
  }
}

package org.auricle.models.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auricle.models.spoken.SpokenNumbers;

/** Makes of a text, as people type it, the words that would be said. English numbers are known. */
public final class SpokenText {
  private static final Pattern TOKEN =
      Pattern.compile("(\\p{Nd}{1,6})(?=$|[^\\p{L}\\p{Nd}])|[\\p{L}\\p{M}\\p{Nd}'.&-]+");
  private static final Pattern HALF_OF_DAY = Pattern.compile("([ap])\\.?m\\.?");
  private static final Pattern EDGES = Pattern.compile("^[.&-]+|[.&-]+$");

  private SpokenText() {}

  /**
   * Words in lower case without punctuation; numbers of up to six digits in words, "pm" behind a
   * number as "p m", "twenty-one" as two words.
   */
  public static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher token = TOKEN.matcher(text.replace('’', '\'').toLowerCase(Locale.ROOT));
    boolean number = false;
    while (token.find()) {
      if (token.group(1) != null) {
        words.addAll(SpokenNumbers.spell(Long.parseLong(token.group(1))));
        number = true;
        continue;
      }
      Matcher half = HALF_OF_DAY.matcher(token.group());
      String word = EDGES.matcher(token.group()).replaceAll("");
      if (number && half.matches()) {
        words.add(half.group(1));
        words.add("m");
      } else if (List.of(word.split("-", -1)).stream().allMatch(NumberWords::isPart)) {
        words.addAll(List.of(word.split("-", -1)));
      } else if (!word.isEmpty()) {
        words.add(word);
      }
      number = false;
    }
    return words;
  }
}

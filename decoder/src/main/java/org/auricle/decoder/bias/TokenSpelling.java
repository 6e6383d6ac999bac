package org.auricle.decoder.bias;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.TokenTable;

/** How a request's words are written in a model's tokens. Immutable. */
sealed interface TokenSpelling permits LetterSpelling, SoundSpelling {
  /**
   * Most nats that are advanced before a phrase is complete. More would push whatever does not
   * begin like the phrase out of the beam, and leave nothing to go on with when the phrase breaks
   * off.
   */
  double MOST_ADVANCED = 10;

  /** Most ways in which a phrase may appear. */
  int MAX_SEQUENCES = 64;

  /** Between words. */
  Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

  /** The spelling of a model: by sounds if there are pronunciations, else by what tokens read. */
  static TokenSpelling of(TokenTable tokens, Optional<Pronunciations> sounds) {
    return sounds.isPresent()
        ? new SoundSpelling(tokens, sounds.get())
        : new LetterSpelling(tokens);
  }

  /** What each token adds to the sequence that patterns are found in, [tokens][]. */
  int[][] symbols();

  /** The symbol between words; {@link PhraseAutomaton#NONE} if there is none. */
  int separator();

  /**
   * The ways in which a phrase can appear.
   *
   * @throws DecodeRequestException if it cannot
   */
  List<PhraseAutomaton.Pattern> patterns(BoostedPhrase phrase);

  /**
   * Token sequences of a word, without separators around it, the likeliest first.
   *
   * @throws DecodeRequestException if there is none
   */
  List<int[]> tokens(String word);

  /**
   * Token sequences of a phrase, the likeliest words' first.
   *
   * @param between its words
   * @throws DecodeRequestException if there is none
   */
  default List<int[]> sequences(String phrase, int[] between) {
    List<int[]> sequences = List.of(new int[0]);
    for (String word : words(phrase)) {
      List<int[]> longer = new ArrayList<>();
      for (int[] ids : tokens(word)) {
        for (int[] before : sequences) {
          int[] border = before.length == 0 ? before : between;
          longer.add(Stream.of(before, border, ids).flatMapToInt(IntStream::of).toArray());
        }
      }
      sequences = longer.subList(0, Math.min(MAX_SEQUENCES, longer.size()));
    }
    return sequences;
  }

  /** The words of a phrase; blank is whatever Unicode calls so. */
  static List<String> words(String phrase) {
    return Stream.of(BLANKS.split(phrase)).filter(word -> !word.isEmpty()).toList();
  }

  /**
   * A pattern whose weight is advanced in equal shares by its symbols, not counting its borders, up
   * to {@link #MOST_ADVANCED}.
   */
  static PhraseAutomaton.Pattern pattern(int[] symbols, int separator, double weight) {
    int last = symbols.length - 1;
    int before = symbols[0] == separator ? 1 : 0;
    int length = symbols.length - before - (symbols[last] == separator ? 1 : 0);
    double advance = Math.max(0, Math.min(MOST_ADVANCED, weight));
    float[] earned = new float[symbols.length];
    for (int i = 0; i < symbols.length; i++) {
      int matched = Math.min(length, i + 1 - before);
      earned[i] = i == last ? 0 : (float) (advance * matched / length);
    }
    return new PhraseAutomaton.Pattern(symbols, earned, (float) weight);
  }
}

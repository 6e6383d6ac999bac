package org.auricle.decoder.bias;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.TokenTable;

/** Tokens that are sounds. Symbols are the tokens themselves. */
final class SoundSpelling implements TokenSpelling {
  /** Most ways to pronounce a phrase. */
  private static final int MAX_VARIANTS = 64;

  private final Pronunciations pronunciations;
  private final int[][] symbols;
  private final int separator;

  SoundSpelling(TokenTable tokens, Pronunciations pronunciations) {
    this.pronunciations = pronunciations;
    this.separator = tokens.space() < 0 ? PhraseAutomaton.NONE : tokens.space();
    this.symbols =
        IntStream.range(0, tokens.size()).mapToObj(id -> new int[] {id}).toArray(int[][]::new);
  }

  @Override
  public int[][] symbols() {
    return symbols;
  }

  @Override
  public int separator() {
    return separator;
  }

  @Override
  public List<PhraseAutomaton.Pattern> patterns(BoostedPhrase phrase) {
    int[] border = separator == PhraseAutomaton.NONE ? new int[0] : new int[] {separator};
    List<int[]> variants = List.of(border);
    for (String word : TokenSpelling.words(phrase.text())) {
      List<int[]> longer = new ArrayList<>();
      for (int[] sounds : tokens(word)) {
        for (int[] variant : variants) {
          longer.add(Stream.of(variant, sounds, border).flatMapToInt(IntStream::of).toArray());
        }
      }
      variants = longer.subList(0, Math.min(MAX_VARIANTS, longer.size()));
    }
    return variants.stream()
        .map(variant -> TokenSpelling.pattern(variant, separator, phrase.weight()))
        .toList();
  }

  @Override
  public List<int[]> tokens(String word) {
    List<int[]> found = pronunciations.of(word);
    if (found.isEmpty()) {
      throw new DecodeRequestException(
          "\"" + word + "\": no pronunciation (expected: a word of the model's lexicon)");
    }
    return found;
  }
}

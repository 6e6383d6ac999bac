package org.auricle.decoder.bias;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.TokenTable;

/** Tokens that are sounds. Symbols are the tokens themselves. */
final class SoundSpelling implements TokenSpelling {
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
    return sequences(phrase.text(), border).stream()
        .map(sounds -> Stream.of(border, sounds, border).flatMapToInt(IntStream::of).toArray())
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

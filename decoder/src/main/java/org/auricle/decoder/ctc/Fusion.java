package org.auricle.decoder.ctc;

import java.util.Objects;
import java.util.Optional;
import org.auricle.engine.recognition.LanguageModel;

/**
 * What a search knows beside the posteriors. Three modes:
 *
 * <ul>
 *   <li>with a lexicon: only its words are found, scored by the word model if there is one;
 *   <li>open, a word model without a lexicon: any words; those that the model does not know are its
 *       {@code <unk>};
 *   <li>free, neither: any tokens.
 * </ul>
 *
 * A token model may be added to each of them. A probability of 0 (negative infinity) forbids.
 *
 * @param lexicon the words that may be found
 * @param wordModel scores words
 * @param tokenModel scores tokens: its symbols are the token table's, the separator written as
 *     {@code " "}, {@code "|"}, {@code "<space>"} or U+2581
 * @param weights of all this
 */
public record Fusion(
    Optional<Lexicon> lexicon,
    Optional<LanguageModel> wordModel,
    Optional<LanguageModel> tokenModel,
    FusionWeights weights) {

  /** Nothing but the posteriors. */
  public static final Fusion NONE =
      new Fusion(
          Optional.empty(), Optional.empty(), Optional.empty(), new FusionWeights(0, 0, 0, 0, 0));

  /** Requires all. */
  public Fusion {
    Objects.requireNonNull(lexicon, "lexicon");
    Objects.requireNonNull(wordModel, "wordModel");
    Objects.requireNonNull(tokenModel, "tokenModel");
    Objects.requireNonNull(weights, "weights");
  }

  /** The words of a lexicon, scored by a model. */
  public static Fusion of(Lexicon lexicon, LanguageModel wordModel, FusionWeights weights) {
    return new Fusion(Optional.of(lexicon), Optional.of(wordModel), Optional.empty(), weights);
  }

  /** The words of a lexicon, without a model. */
  public static Fusion of(Lexicon lexicon, FusionWeights weights) {
    return new Fusion(Optional.of(lexicon), Optional.empty(), Optional.empty(), weights);
  }

  /** Any words, scored by a model. */
  public static Fusion open(LanguageModel wordModel, FusionWeights weights) {
    return new Fusion(Optional.empty(), Optional.of(wordModel), Optional.empty(), weights);
  }

  /** Any tokens, scored by a model of tokens. */
  public static Fusion free(LanguageModel tokenModel, FusionWeights weights) {
    return new Fusion(Optional.empty(), Optional.empty(), Optional.of(tokenModel), weights);
  }

  /** Whether nothing is added to the posteriors. */
  boolean isNone() {
    return lexicon.isEmpty()
        && wordModel.isEmpty()
        && tokenModel.isEmpty()
        && weights.tokenScore() == 0;
  }
}

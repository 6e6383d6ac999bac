package org.auricle.models;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.auricle.decoder.bias.BiasCompiler;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.decoder.ctc.DiscountingDecoder;
import org.auricle.decoder.ctc.Fusion;
import org.auricle.decoder.ctc.Lexicon;
import org.auricle.decoder.ctc.PrefixBeamSearch;
import org.auricle.decoder.grammar.GrammarOptions;
import org.auricle.decoder.grammar.RejectingDecoder;
import org.auricle.decoder.lm.lstm.LstmLanguageModel;
import org.auricle.decoder.lm.lstm.NBestRescorer;
import org.auricle.decoder.spotting.SpottingDecoder;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.RescoringDecoder;
import org.auricle.engine.recognition.TokenTable;

/**
 * What the decoder knows beside the posteriors; each part is a file of the bundle, and any may be
 * missing.
 *
 * @param lexicon {@code lexicon.txt}: the words that can be found
 * @param words {@code lm.bin}: an n-gram model of words
 * @param tokens {@code lm-tokens.bin}: an n-gram model of tokens
 * @param rescorer {@code lm-lstm.safetensors}: an LSTM language model that rescores the n-best
 * @param pronouncer {@code g2p.safetensors}: how words of a request sound that the lexicon lacks
 */
public record LanguageParts(
    Optional<Lexicon> lexicon,
    Optional<LanguageModel> words,
    Optional<LanguageModel> tokens,
    Optional<LstmLanguageModel> rescorer,
    Optional<Pronouncer> pronouncer) {

  /** Nothing. */
  public static final LanguageParts NONE =
      new LanguageParts(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Name of the lexicon in a bundle. */
  public static final String LEXICON_FILE = "lexicon.txt";

  /** Name of the n-gram model of words in a bundle. */
  public static final String WORDS_FILE = "lm.bin";

  /** Name of the n-gram model of tokens in a bundle. */
  public static final String TOKENS_FILE = "lm-tokens.bin";

  /** Name of the LSTM language model in a bundle. */
  public static final String RESCORER_FILE = "lm-lstm.safetensors";

  /** Name of the network from letters to sounds in a bundle. */
  public static final String PRONOUNCER_FILE = "g2p.safetensors";

  /** Names of all of them. */
  static final Set<String> FILES =
      Set.of(LEXICON_FILE, WORDS_FILE, TOKENS_FILE, RESCORER_FILE, PRONOUNCER_FILE);

  /** Readings that the search finds for a rescorer. */
  private static final int RESCORED = 50;

  /** Requires all components. */
  public LanguageParts {
    Objects.requireNonNull(lexicon, "lexicon");
    Objects.requireNonNull(words, "words");
    Objects.requireNonNull(tokens, "tokens");
    Objects.requireNonNull(rescorer, "rescorer");
    Objects.requireNonNull(pronouncer, "pronouncer");
  }

  /** The same without the model that rescores. */
  public LanguageParts withoutRescorer() {
    return new LanguageParts(lexicon, words, tokens, Optional.empty(), pronouncer);
  }

  /** These in the place of others, where there are any. */
  public LanguageParts orElse(LanguageParts others) {
    return new LanguageParts(
        lexicon.or(() -> others.lexicon),
        words.or(() -> others.words),
        tokens.or(() -> others.tokens),
        rescorer.or(() -> others.rescorer),
        pronouncer.or(() -> others.pronouncer));
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /**
   * A decoder with this knowledge.
   *
   * @param table of the acoustic model
   * @param options of the search
   * @param weights of the parts
   */
  public CtcDecoder decoder(
      TokenTable table, BeamOptions options, BundleManifest.Language weights) {
    boolean fused = lexicon.isPresent() || words.isPresent() || tokens.isPresent();
    Fusion fusion = fused ? new Fusion(lexicon, words, tokens, weights.fusion()) : Fusion.NONE;
    BiasCompiler compiler =
        new BiasCompiler(table, fusion, pronouncer.map(p -> new ModelPhones(p, table)));
    CtcDecoder rejecting =
        new RejectingDecoder(
            new PrefixBeamSearch(table, options, fusion, compiler),
            table.blank(),
            GrammarOptions.DEFAULT);
    CtcDecoder search = new DiscountingDecoder(rejecting, table.blank(), weights.blankDiscount());
    CtcDecoder decoder =
        rescorer
            .<CtcDecoder>map(
                model ->
                    new RescoringDecoder(
                        search,
                        new NBestRescorer(model, words, weights.rescoring()),
                        table,
                        RESCORED))
            .orElse(search);
    return new SpottingDecoder(decoder, table, compiler::sequences);
  }
}

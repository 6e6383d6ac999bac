package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.auricle.decoder.ctc.Fusion;
import org.auricle.decoder.ctc.FusionWeights;
import org.auricle.decoder.ctc.Lexicon;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.TokenTable;
import picocli.CommandLine.Option;

/** Options that say what a search knows of words. */
final class FusionOptions {
  @Option(
      names = "--lm",
      paramLabel = "FILE",
      description = "Language model of words: ARPA, plain or gzip, or what auricle lm made.")
  private Path model;

  @Option(
      names = "--lexicon",
      paramLabel = "FILE",
      description = "Find only these words: a word, a tab, and the tokens that spell it, a line.")
  private Path lexicon;

  @Option(
      names = "--token-lm",
      paramLabel = "FILE",
      description = "Language model of tokens, as of letters.")
  private Path tokenModel;

  @Option(
      names = "--lm-weight",
      paramLabel = "W",
      description = "Weight of the models' natural logarithms (default: 0.5).")
  private Double languageWeight;

  @Option(
      names = "--word-score",
      paramLabel = "NATS",
      description = "Added for every word (default: 2).")
  private Double wordScore;

  @Option(
      names = "--unknown-score",
      paramLabel = "NATS",
      description = "Added for every word that the model does not know (default: -10).")
  private Double unknownScore;

  private static double or(Double option, double otherwise) {
    return option == null ? otherwise : option;
  }

  /** The lexicon, if there is one. */
  Optional<Lexicon> lexicon(TokenTable tokens) throws IOException {
    return lexicon == null ? Optional.empty() : Optional.of(Lexicon.read(lexicon, tokens));
  }

  /** All that a search gets. */
  Fusion fusion(Optional<Lexicon> words) throws IOException {
    if (words.isEmpty() && model == null && tokenModel == null) {
      return Fusion.NONE;
    }
    FusionWeights usual = FusionWeights.DEFAULT;
    try {
      FusionWeights weights =
          new FusionWeights(
              or(languageWeight, usual.languageWeight()),
              or(wordScore, words.isEmpty() && model == null ? 0 : usual.wordScore()),
              or(unknownScore, usual.unknownScore()),
              or(languageWeight, usual.tokenLanguageWeight()),
              usual.tokenScore());
      return new Fusion(words, open(model), open(tokenModel), weights);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static Optional<LanguageModel> open(Path file) throws IOException {
    return file == null ? Optional.empty() : Optional.of(LanguageModels.open(file));
  }
}

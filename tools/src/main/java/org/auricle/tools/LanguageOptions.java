package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.decoder.ctc.FusionWeights;
import org.auricle.decoder.ctc.Lexicon;
import org.auricle.decoder.lm.lstm.RescoringWeights;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.models.BundleManifest;
import org.auricle.models.LanguageParts;
import org.auricle.models.Pronouncer;
import picocli.CommandLine.Option;

/** Options that say what the decoder knows of the language, and how much it makes of it. */
final class LanguageOptions {
  @Option(
      names = "--lexicon",
      paramLabel = "FILE",
      description =
          "Find only these words: on each line a word, a tab, and its tokens separated by blanks.")
  private Path lexicon;

  @Option(
      names = "--lm",
      paramLabel = "FILE",
      description =
          "Language model of words: ARPA, gzip or not, or what \"auricle lm build\" writes; or an"
              + " LSTM model (\"auricle train lm\"), with which the search is much slower.")
  private Path words;

  @Option(
      names = "--token-lm",
      paramLabel = "FILE",
      description = "The same of the tokens themselves, such as characters.")
  private Path tokens;

  @Option(
      names = "--rescorer",
      paramLabel = "FILE",
      description = "LSTM language model that puts the readings in order (\"auricle train lm\").")
  private Path rescorer;

  @Option(
      names = "--g2p",
      paramLabel = "FILE",
      description =
          "Network from letters to phones (\"auricle train g2p\"), for words of boosts and grammars"
              + " that the lexicon of a model of phones lacks.")
  private Path pronouncer;

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Hypotheses kept from frame to frame (default: as the model says, else 64).")
  private Integer beam;

  @Option(
      names = "--lm-weight",
      paramLabel = "X",
      description = "Factor of the word model's ln P (default: as the model says, else 0.5).")
  private Double wordWeight;

  @Option(
      names = "--word-score",
      paramLabel = "X",
      description = "Added for every word, natural log (default: as the model says, else 2).")
  private Double wordScore;

  @Option(
      names = "--unknown-score",
      paramLabel = "X",
      description =
          "Added for every word that the word model does not know (default: as the model says, else"
              + " -10).")
  private Double unknownScore;

  @Option(
      names = "--token-lm-weight",
      paramLabel = "X",
      description = "Factor of the token model's ln P (default: as the model says, else 0.5).")
  private Double tokenWeight;

  @Option(
      names = "--blank-discount",
      paramLabel = "X",
      description =
          "How much less likely the blank is made in every frame, natural log: fewer words are"
              + " missed, more are heard where there are none (default: as the model says, else"
              + " 0).")
  private Double blankDiscount;

  @Option(
      names = "--rescore-weight",
      paramLabel = "X",
      description = "Factor of the rescorer's ln P (default: as the model says, else 0.5).")
  private Double rescoreWeight;

  /**
   * What was asked for in the place of what there is.
   *
   * @param table of the acoustic model
   */
  LanguageParts parts(TokenTable table, LanguageParts own) throws IOException {
    LanguageParts given =
        new LanguageParts(
            lexicon == null ? Optional.empty() : Optional.of(Lexicon.read(lexicon, table)),
            model(words),
            model(tokens),
            rescorer == null
                ? Optional.empty()
                : Optional.of(LanguageModels.openLstm(rescorer, "--rescorer")),
            pronouncer == null ? Optional.empty() : Optional.of(pronouncer(table)));
    return given.orElse(own);
  }

  private Pronouncer pronouncer(TokenTable table) throws IOException {
    String file = pronouncer.toString();
    return Pronouncer.open(file).requirePhonesOf(table, file);
  }

  private static Optional<LanguageModel> model(Path file) throws IOException {
    return file == null ? Optional.empty() : Optional.of(LanguageModels.open(file));
  }

  /** The search that was asked for. */
  BeamOptions beam(BeamOptions own) {
    try {
      return beam == null ? own : own.withBeamWidth(beam);
    } catch (IllegalArgumentException e) {
      throw new InputException("--beam: " + beam + " (expected: >= 1)", e);
    }
  }

  /**
   * The weights that were asked for; one of a part that is not there is an error.
   *
   * @param parts all there are
   */
  BundleManifest.Language weights(BundleManifest.Language own, LanguageParts parts) {
    boolean model = parts.words().isPresent();
    require("--lm-weight", wordWeight, model, "a model of words, --lm");
    require("--unknown-score", unknownScore, model, "a model of words, --lm");
    boolean known = model || parts.lexicon().isPresent();
    require("--word-score", wordScore, known, "words, --lexicon or --lm");
    boolean letters = parts.tokens().isPresent();
    require("--token-lm-weight", tokenWeight, letters, "a model of tokens, --token-lm");
    boolean second = parts.rescorer().isPresent();
    require("--rescore-weight", rescoreWeight, second, "a model that rescores, --rescorer");
    FusionWeights fusion = own.fusion();
    RescoringWeights rescoring = own.rescoring();
    try {
      return new BundleManifest.Language(
          new FusionWeights(
              given(wordWeight, fusion.languageWeight()),
              given(wordScore, fusion.wordScore()),
              given(unknownScore, fusion.unknownScore()),
              given(tokenWeight, fusion.tokenLanguageWeight()),
              fusion.tokenScore()),
          new RescoringWeights(
              given(rescoreWeight, rescoring.languageWeight()),
              rescoring.wordScore(),
              rescoring.unknownLogProb(),
              rescoring.firstWeight()),
          own.confidence(),
          given(blankDiscount, own.blankDiscount()));
    } catch (IllegalArgumentException e) {
      throw new InputException("weights of the search: " + e.getMessage(), e);
    }
  }

  private static void require(String option, Double value, boolean present, String what) {
    if (value != null && !present) {
      throw new InputException(
          option + ": " + value + ", but there is nothing to weigh (expected: " + what + ")");
    }
  }

  private static double given(Double value, double otherwise) {
    return value == null ? otherwise : value;
  }

  /** The files given, by their names in a bundle; n-gram models in any form. */
  Map<String, Path> files() {
    Map<String, Path> files = new LinkedHashMap<>();
    put(files, LanguageParts.LEXICON_FILE, lexicon);
    put(files, LanguageParts.WORDS_FILE, words);
    put(files, LanguageParts.TOKENS_FILE, tokens);
    put(files, LanguageParts.RESCORER_FILE, rescorer);
    put(files, LanguageParts.PRONOUNCER_FILE, pronouncer);
    return files;
  }

  private static void put(Map<String, Path> files, String name, Path file) {
    if (file != null) {
      files.put(name, file);
    }
  }
}

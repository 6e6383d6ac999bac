package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.auricle.decoder.ctc.FusionWeights;
import org.auricle.decoder.ctc.Lexicon;
import org.auricle.decoder.lm.NgramModel;
import org.auricle.decoder.lm.lstm.RescoringWeights;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.models.BundleManifest;
import org.auricle.models.LanguageParts;
import org.auricle.models.LstmLmFile;
import org.auricle.models.ModelBundle;
import picocli.CommandLine.Option;

/** Options that give the decoder other knowledge of the language than the model brings. */
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
          "n-gram model of words: ARPA, gzip or not, or what \"auricle lm build\" writes.")
  private Path words;

  @Option(
      names = "--token-lm",
      paramLabel = "FILE",
      description = "n-gram model of the tokens themselves, such as characters.")
  private Path tokens;

  @Option(
      names = "--rescorer",
      paramLabel = "FILE",
      description = "LSTM language model that puts the readings in order (\"auricle train lm\").")
  private Path rescorer;

  @Option(names = "--no-lm", description = "Leave out the model's own lexicon and language models.")
  private boolean without;

  @Option(
      names = "--beam",
      paramLabel = "N",
      description = "Hypotheses kept from frame to frame (default: as the model says, often 64).")
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
      names = "--rescore-weight",
      paramLabel = "X",
      description = "Factor of the LSTM model's ln P (default: as the model says, else 0.5).")
  private Double rescoreWeight;

  /** A model with what was asked for in the place of its own. */
  ModelBundle apply(ModelBundle bundle) throws IOException {
    LanguageParts own = without ? LanguageParts.NONE : bundle.language();
    LanguageParts given =
        new LanguageParts(
            lexicon == null
                ? Optional.empty()
                : Optional.of(Lexicon.read(lexicon, bundle.tokens())),
            model(words),
            model(tokens),
            rescorer == null
                ? Optional.empty()
                : Optional.of(
                    LstmLmFile.read(
                        Files.readAllBytes(TextFiles.notFolder(rescorer)), rescorer.toString())));
    ModelBundle changed = bundle.with(given.orElse(own), weights(bundle));
    if (beam == null) {
      return changed;
    }
    try {
      return changed.with(changed.manifest().decoder().withBeamWidth(beam));
    } catch (IllegalArgumentException e) {
      throw new InputException("--beam: " + beam + " (expected: >= 1)", e);
    }
  }

  /** Whether a model keeps what it brings and is not given. */
  boolean keepsOwn() {
    return !without;
  }

  /** The files given, by their names in a bundle; n-gram models in their binary form. */
  Map<String, Path> files() {
    Map<String, Path> files = new LinkedHashMap<>();
    put(files, LanguageParts.LEXICON_FILE, lexicon);
    put(files, LanguageParts.WORDS_FILE, words);
    put(files, LanguageParts.TOKENS_FILE, tokens);
    put(files, LanguageParts.RESCORER_FILE, rescorer);
    return files;
  }

  private static void put(Map<String, Path> files, String name, Path file) {
    if (file != null) {
      files.put(name, file);
    }
  }

  private static Optional<LanguageModel> model(Path file) throws IOException {
    return file == null ? Optional.empty() : Optional.of(NgramModel.open(file));
  }

  private BundleManifest.Language weights(ModelBundle bundle) {
    BundleManifest.Language own = bundle.manifest().language();
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
          own.confidence());
    } catch (IllegalArgumentException e) {
      throw new InputException("weights of the language model: " + e.getMessage(), e);
    }
  }

  private static double given(Double value, double otherwise) {
    return value == null ? otherwise : value;
  }
}

package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.g2p.PronunciationException;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.acoustic.recipe.FeatureJson;
import org.auricle.acoustic.training.Manifest;
import org.auricle.acoustic.training.ManifestException;
import org.auricle.acoustic.training.TrainingConfig;
import org.auricle.decoder.ctc.Lexicon;
import org.auricle.models.LanguageParts;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import org.auricle.models.Pronouncer;

/**
 * A trained model that a training goes on from: what a recipe need not say then.
 *
 * @param name of a shipped model, or where it lies
 */
record StartingModel(String name, ModelBundle bundle, BiLstmWeights weights) {
  /** Gentle and short: most has been learned, and how few recordings are cut must not be, too. */
  private static final Map<String, String> FINE_TUNING =
      Map.of(
          "augmentation.quiet.probability", "0.5",
          "optimizer.learningRate", "2e-4",
          "optimizer.warmupSteps", "20",
          "schedule.epochs", "20",
          "schedule.patience", "6");

  static StartingModel open(String name) throws IOException {
    ModelBundle bundle = Models.open(name);
    return new StartingModel(name, bundle, bundle.weights());
  }

  /** For a recipe: its features, shape and tokens, and a gentle schedule. */
  Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>(FINE_TUNING);
    defaults.put("features", FeatureJson.write(bundle.manifest().features()));
    defaults.put("network.layers", String.valueOf(weights.config().layers()));
    defaults.put("network.hidden", String.valueOf(weights.config().hidden()));
    defaults.put("network.cell", Json.line(weights.config().cell()));
    defaults.put("text.tokens", Json.line(tokens()));
    return defaults;
  }

  /**
   * What spells its texts; empty if its tokens are characters, or the recipe has its own. Words of
   * the recipe's texts that the model's lexicon lacks are in it as its letter-to-sound network
   * pronounces them, if it has one.
   */
  Optional<Lexicon> lexicon(TrainingConfig config) throws IOException {
    Optional<Lexicon> own = bundle.language().lexicon();
    if (own.isEmpty()
        || config.text().lexicon().isPresent()
        || !ours(config)
        || bundle.tokens().blank() != 0) {
      return Optional.empty();
    }
    if (bundle.language().pronouncer().isEmpty()) {
      return own;
    }
    TreeSet<String> unknown = new TreeSet<>();
    for (String text : texts(config)) {
      unknown.addAll(List.of(text.toLowerCase(Locale.ROOT).split("\\s+")));
    }
    unknown.removeIf(word -> word.isEmpty() || own.get().contains(word));
    List<Lexicon.Entry> more = new ArrayList<>();
    for (String word : unknown) {
      pronounce(bundle.language().pronouncer().get(), word).ifPresent(more::add);
    }
    return more.isEmpty() ? own : Optional.of(own.get().with(more));
  }

  /**
   * The lexicon that a new model's bundle is given in the place of the one that is copied: none, or
   * the one with new words, in a file that is written to the folder.
   */
  Optional<Path> newLexicon(Optional<Lexicon> lexicon, Path folder) throws IOException {
    if (lexicon.isEmpty() || lexicon.equals(bundle.language().lexicon())) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    for (Lexicon.Entry entry : lexicon.get().entries()) {
      List<String> symbols =
          Arrays.stream(entry.tokens()).mapToObj(bundle.tokens()::symbol).toList();
      lines.add(entry.word() + "\t" + String.join(" ", symbols));
    }
    return Optional.of(Files.write(folder.resolve(LanguageParts.LEXICON_FILE), lines));
  }

  /** Empty if the network or the model lacks letters or phones for it. */
  private Optional<Lexicon.Entry> pronounce(Pronouncer pronouncer, String word) {
    List<String> phones;
    try {
      phones = pronouncer.pronounce(word, 1).get(0).phones();
    } catch (PronunciationException e) {
      return Optional.empty();
    }
    return bundle.tokens().symbols().containsAll(phones)
        ? Optional.of(
            new Lexicon.Entry(word, phones.stream().mapToInt(bundle.tokens()::id).toArray()))
        : Optional.empty();
  }

  /** Of all manifests of speech that can be read; training says what is wrong with the others. */
  private static List<String> texts(TrainingConfig config) throws IOException {
    List<Path> manifests = new ArrayList<>(List.of(config.dev()));
    config.train().stream()
        .filter(TrainingConfig.Corpus::speech)
        .forEach(corpus -> manifests.add(corpus.manifest()));
    List<String> texts = new ArrayList<>();
    for (Path manifest : manifests) {
      try {
        Manifest.read(manifest).entries().forEach(entry -> texts.add(entry.text().strip()));
      } catch (ManifestException e) {
        continue;
      }
    }
    return texts;
  }

  /**
   * The recipe with a token for each character of its texts that this model does not know yet, if
   * its tokens are this model's characters. Training takes a text in lower case if that is all it
   * needs to be spelled: then capitals are not new.
   */
  TrainingConfig withNewCharacters(TrainingConfig config) throws IOException {
    if (!ours(config)
        || config.text().lexicon().isPresent()
        || bundle.language().lexicon().isPresent()) {
      return config;
    }
    List<String> tokens = new ArrayList<>(config.text().tokens());
    Set<String> known = new HashSet<>(tokens);
    TreeSet<String> unknown = new TreeSet<>();
    for (String text : texts(config)) {
      Set<String> asItStands = unknown(text, known);
      Set<String> inLowerCase = unknown(text.toLowerCase(Locale.ROOT), known);
      unknown.addAll(inLowerCase.size() < asItStands.size() ? inLowerCase : asItStands);
    }
    tokens.addAll(unknown);
    String wordStart = String.valueOf(PieceModel.WORD_START);
    if (!unknown.isEmpty() && PieceModel.arePieces(tokens()) && !tokens.contains(wordStart)) {
      tokens.add(wordStart);
    }
    return config.withText(config.text().withTokens(tokens));
  }

  private static Set<String> unknown(String text, Set<String> known) {
    Set<String> unknown = new HashSet<>();
    text.codePoints()
        .filter(c -> !Character.isWhitespace(c))
        .forEach(c -> unknown.add(Character.toString(c)));
    unknown.removeAll(known);
    return unknown;
  }

  /**
   * How texts are divided, if its tokens are word pieces and the recipe keeps them: as it learned,
   * with pieces for characters that are new.
   *
   * @param config as {@link #withNewCharacters} leaves it
   */
  Optional<PieceModel> pieces(TrainingConfig config) {
    List<String> own = tokens();
    List<String> all = config.text().tokens();
    boolean kept = all.size() >= own.size() && all.subList(0, own.size()).equals(own);
    if (!kept || config.text().pieces().wanted() || !PieceModel.arePieces(own)) {
      return Optional.empty();
    }
    PieceModel pieces =
        bundle.pieces().orElseGet(() -> PieceModel.ofTokens(own.subList(1, own.size())));
    return Optional.of(pieces.with(all.subList(own.size(), all.size())));
  }

  /**
   * Refuses pieces where the model's lexicon, which is kept, would not know how to spell with them.
   */
  void requireNoPieces(TrainingConfig config) {
    if (config.text().pieces().wanted() && bundle.language().lexicon().isPresent()) {
      throw new InputException(
          "text.pieces: wanted, but "
              + name
              + " spells with a lexicon (expected: --init of a model without one)");
    }
  }

  private boolean ours(TrainingConfig config) {
    return config.text().tokens().equals(tokens());
  }

  /** Its tokens as recipes have them, the blank first. */
  private List<String> tokens() {
    List<String> symbols = new ArrayList<>(bundle.tokens().symbols());
    symbols.add(0, symbols.remove(bundle.tokens().blank()));
    return symbols;
  }
}

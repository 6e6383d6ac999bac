package org.auricle.tools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.recipe.FeatureJson;
import org.auricle.acoustic.training.Manifest;
import org.auricle.acoustic.training.TrainingConfig;
import org.auricle.decoder.ctc.Lexicon;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;

/**
 * A trained model that a training goes on from: what a recipe need not say then.
 *
 * @param name of a shipped model, or where it lies
 */
record StartingModel(String name, ModelBundle bundle, BiLstmWeights weights) {
  /** Gentle and short: most has been learned. */
  private static final Map<String, String> FINE_TUNING =
      Map.of(
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
    defaults.put("text.tokens", Json.line(tokens()));
    return defaults;
  }

  /** What spells its texts; empty if its tokens are characters, or the recipe has its own. */
  Optional<Lexicon> lexicon(TrainingConfig config) {
    return config.text().lexicon().isEmpty() && ours(config) && bundle.tokens().blank() == 0
        ? bundle.language().lexicon()
        : Optional.empty();
  }

  /**
   * The recipe with a token for each character of its training texts that this model does not know
   * yet, if its tokens are this model's characters.
   */
  TrainingConfig withNewCharacters(TrainingConfig config) throws IOException {
    if (!ours(config) || config.text().lexicon().isPresent() || lexicon(config).isPresent()) {
      return config;
    }
    TreeSet<String> unknown = new TreeSet<>();
    for (TrainingConfig.Corpus corpus : config.train()) {
      for (Manifest.Entry entry : Manifest.read(corpus.manifest()).entries()) {
        entry
            .text()
            .codePoints()
            .filter(c -> !Character.isWhitespace(c))
            .forEach(c -> unknown.add(Character.toString(c)));
      }
    }
    List<String> tokens = new ArrayList<>(config.text().tokens());
    unknown.removeAll(tokens);
    tokens.addAll(unknown);
    return config.withText(config.text().withTokens(tokens));
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

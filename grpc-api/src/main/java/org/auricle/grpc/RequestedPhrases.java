package org.auricle.grpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Grammar;
import org.auricle.grpc.v1.RecognitionConfig;

/** The boosts and the grammar of a config. */
final class RequestedPhrases {
  private static final int MAX_PHRASES = 10_000;
  private static final int MAX_CHARACTERS = 500; // of a phrase
  private static final int MAX_SOURCE = 1_000_000; // characters of a grammar
  private static final double MAX_WEIGHT = 100;

  private RequestedPhrases() {}

  /** What the decoder is asked for. */
  static DecodeRequest request(RecognitionConfig config, int alternatives) throws RequestException {
    return new DecodeRequest(alternatives, boosts(config), grammar(config));
  }

  private static List<BoostedPhrase> boosts(RecognitionConfig config) throws RequestException {
    requireCount("boosts", config.getBoostsCount());
    List<BoostedPhrase> boosts = new ArrayList<>(config.getBoostsCount());
    for (int i = 0; i < config.getBoostsCount(); i++) {
      org.auricle.grpc.v1.BoostedPhrase boost = config.getBoosts(i);
      requireText("boosts[" + i + "].text", boost.getText());
      float weight = boost.getWeight();
      if (!(Math.abs(weight) <= MAX_WEIGHT)) {
        throw RequestException.invalid(
            "boosts[%d].weight: %s (expected: -%.0f..%.0f)"
                .formatted(i, weight, MAX_WEIGHT, MAX_WEIGHT));
      }
      boosts.add(
          new BoostedPhrase(boost.getText(), weight == 0 ? BoostedPhrase.DEFAULT_WEIGHT : weight));
    }
    return boosts;
  }

  private static Optional<Grammar> grammar(RecognitionConfig config) throws RequestException {
    if (!config.hasGrammar()) {
      return Optional.empty();
    }
    return switch (config.getGrammar().getGrammarCase()) {
      case PHRASES -> Optional.of(phrases(config.getGrammar().getPhrases().getPhrasesList()));
      case JSGF -> Optional.of(jsgf(config.getGrammar().getJsgf()));
      case GRAMMAR_NOT_SET ->
          throw RequestException.invalid("grammar: empty (expected: phrases or jsgf)");
    };
  }

  private static Grammar phrases(List<String> phrases) throws RequestException {
    requireCount("grammar.phrases", phrases.size());
    for (int i = 0; i < phrases.size(); i++) {
      requireText("grammar.phrases[" + i + "]", phrases.get(i));
    }
    return new Grammar.Phrases(phrases);
  }

  private static Grammar jsgf(String source) throws RequestException {
    if (source.length() > MAX_SOURCE) {
      throw RequestException.invalid(
          "grammar.jsgf: " + source.length() + " characters (expected: <= " + MAX_SOURCE + ")");
    }
    return new Grammar.Jsgf(source);
  }

  private static void requireCount(String name, int count) throws RequestException {
    if (count > MAX_PHRASES) {
      throw RequestException.invalid(name + ": " + count + " (expected: <= " + MAX_PHRASES + ")");
    }
  }

  private static void requireText(String name, String text) throws RequestException {
    if (text.isBlank()) {
      throw RequestException.invalid(name + ": blank (expected: at least one word)");
    }
    if (text.length() > MAX_CHARACTERS) {
      throw RequestException.invalid(
          name + ": " + text.length() + " characters (expected: <= " + MAX_CHARACTERS + ")");
    }
  }
}

package org.auricle.server.http.socket;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Grammar;
import org.auricle.server.http.exchange.HttpProblem;
import tools.jackson.databind.JsonNode;

/**
 * The config of a client of vosk-server.
 *
 * @param model name of a model that is served, never a path; empty for the default
 * @param words whether results list their words
 * @param maxAlternatives 0: one reading, with confidences of words
 * @param phrases what may be said, in any order and number; empty for anything
 */
record VoskConfig(
    int sampleRate, String model, boolean words, int maxAlternatives, List<String> phrases) {

  /** What vosk-server has if it is told nothing. */
  static final VoskConfig DEFAULT = new VoskConfig(8_000, "", true, 0, List.of());

  private static final int MAX_ALTERNATIVES = 100;
  private static final String UNKNOWN = "[unk]"; // stands for anything else, which is empty here

  /** The same with what a message says. */
  VoskConfig with(JsonNode config) throws HttpProblem {
    if (!config.isObject()) {
      throw HttpProblem.field("config", config, "an object");
    }
    return new VoskConfig(
        SpeechFeed.checkRate(
            "sample_rate", SocketMessages.number(config, "sample_rate", sampleRate)),
        config.has("model") ? SocketMessages.text(config, "model") : model,
        SocketMessages.flag(config, "words", words),
        SocketMessages.count(config, "max_alternatives", maxAlternatives, 0, MAX_ALTERNATIVES),
        config.has("phrase_list")
            ? SocketMessages.phrases(config, "phrase_list").stream()
                .filter(phrase -> !phrase.strip().equals(UNKNOWN))
                .toList()
            : phrases);
  }

  DecodeRequest request() {
    return new DecodeRequest(
        Math.max(1, maxAlternatives), List.of(), phrases.isEmpty() ? Optional.empty() : grammar());
  }

  private Optional<Grammar> grammar() {
    String choices =
        phrases.stream()
            .map(phrase -> phrase.replace("\\", "\\\\").replace("\"", "\\\""))
            .map(phrase -> "\"" + phrase + "\"")
            .collect(Collectors.joining(" | "));
    return Optional.of(
        new Grammar.Jsgf("#JSGF V1.0; grammar phrases; public <said> = ( " + choices + " )+ ;"));
  }
}

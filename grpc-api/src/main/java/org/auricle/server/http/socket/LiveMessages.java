package org.auricle.server.http.socket;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.recognition.Word;
import org.auricle.server.ModelLease;
import org.auricle.server.http.exchange.HttpProblem;
import org.auricle.server.http.exchange.Replies;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the server says to the live page. Times are seconds of audio from the start. */
final class LiveMessages {
  private static final double MILLIS = 1000;

  private LiveMessages() {}

  /** Audio may come. */
  static String ready(ModelLease model) {
    ObjectNode body = message("ready").put("model", model.name());
    ArrayNode languages = body.putArray("languages");
    model.languages().forEach(languages::add);
    body.put("endpointing", model.recognizer().voiceActivity().isPresent());
    return Replies.text(body);
  }

  /** What has been understood so far; the stable part will not change any more. */
  static String interim(LiveEvent.Interim event) {
    return Replies.text(interimNode(event).put("heard", round(event.heardSeconds())));
  }

  /** The same without the audio that had to be heard for it. */
  static ObjectNode interimNode(LiveEvent.Interim event) {
    List<Word> words = event.transcript().words();
    int stable = Math.min(event.stableWords(), words.size());
    return message("interim")
        .put("utterance", event.utterance())
        .put("start", round(event.startSeconds()))
        .put("stable", text(words.subList(0, stable)))
        .put("unstable", text(words.subList(stable, words.size())));
  }

  /** All but interim results. */
  static String event(LiveEvent event) {
    if (event instanceof LiveEvent.Final last) {
      return Replies.text(result(last).put("heard", round(last.heardSeconds())));
    }
    if (event instanceof LiveEvent.SpeechStarted started) {
      return at("speechStarted", started.atSeconds(), event);
    }
    if (event instanceof LiveEvent.SpeechEnded ended) {
      return at("speechEnded", ended.atSeconds(), event);
    }
    return at("noSpeech", ((LiveEvent.NoSpeech) event).atSeconds(), event);
  }

  private static String at(String type, double seconds, LiveEvent event) {
    return Replies.text(
        message(type).put("at", round(seconds)).put("heard", round(event.heardSeconds())));
  }

  /** What was said in an utterance, without the audio that had to be heard for it. */
  static ObjectNode result(LiveEvent.Final event) {
    ObjectNode body =
        message("final")
            .put("utterance", event.utterance())
            .put("start", round(event.startSeconds()))
            .put("end", round(event.endSeconds()))
            .put("text", event.transcript().text())
            .put("confidence", round(event.transcript().confidence()))
            .put("cause", event.cause().name().toLowerCase(Locale.ROOT));
    ArrayNode words = body.putArray("words");
    for (Word word : event.transcript().words()) {
      words
          .addObject()
          .put("text", word.text())
          .put("start", round(word.startSeconds()))
          .put("end", round(word.endSeconds()))
          .put("confidence", round(word.confidence()));
    }
    return body;
  }

  /** All has been said. */
  static String end(double seconds) {
    return Replies.text(message("end").put("duration", round(seconds)));
  }

  /** It ends here. */
  static String error(HttpProblem problem) {
    ObjectNode body =
        message("error")
            .put("status", problem.status())
            .put("code", problem.code().isEmpty() ? "invalid_request" : problem.code())
            .put("message", problem.getMessage());
    problem.retryAfter().ifPresent(after -> body.put("retryAfter", after.toMillis() / MILLIS));
    return Replies.text(body);
  }

  static ObjectNode message(String type) {
    return Replies.object().put("type", type);
  }

  private static String text(List<Word> words) {
    return words.stream().map(Word::text).collect(Collectors.joining(" "));
  }

  static double round(double value) {
    return Math.round(value * MILLIS) / MILLIS;
  }
}

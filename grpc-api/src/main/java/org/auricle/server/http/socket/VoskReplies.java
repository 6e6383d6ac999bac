package org.auricle.server.http.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;
import org.auricle.server.http.exchange.Replies;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Transcripts in the shapes of Vosk. */
final class VoskReplies {
  private static final double MICROS = 1e6;

  private VoskReplies() {}

  /** What has been understood of an utterance so far. */
  static String partial(String text) {
    return Replies.text(Replies.object().put("partial", text));
  }

  /**
   * What was said in utterances that have ended since the last reply, most often one.
   *
   * @param utterances may be none
   */
  static String result(List<Transcript> utterances, VoskConfig config) {
    if (config.maxAlternatives() == 0) {
      return Replies.text(reading(joined(utterances, 0), config.words(), true));
    }
    ObjectNode body = Replies.object();
    ArrayNode alternatives = body.putArray("alternatives");
    int count =
        utterances.stream().mapToInt(utterance -> utterance.alternatives().size()).max().orElse(1);
    for (int i = 0; i < count; i++) {
      List<Transcript.Alternative> parts = joined(utterances, i);
      double confidence =
          parts.stream().mapToDouble(Transcript.Alternative::confidence).reduce(1, (a, b) -> a * b);
      ObjectNode alternative = Replies.object().put("confidence", round(confidence));
      alternative.setAll(reading(parts, config.words(), false));
      alternatives.add(alternative);
    }
    return Replies.text(body);
  }

  /** The i-th reading of each, or the best of those that have fewer. */
  private static List<Transcript.Alternative> joined(List<Transcript> utterances, int i) {
    List<Transcript.Alternative> parts = new ArrayList<>();
    for (Transcript utterance : utterances) {
      List<Transcript.Alternative> readings = utterance.alternatives();
      parts.add(readings.get(i < readings.size() ? i : 0));
    }
    return parts;
  }

  private static ObjectNode reading(
      List<Transcript.Alternative> parts, boolean words, boolean confidences) {
    ObjectNode body = Replies.object();
    List<Word> all = parts.stream().flatMap(part -> part.words().stream()).toList();
    if (words && !all.isEmpty()) {
      ArrayNode result = body.putArray("result");
      for (Word word : all) {
        ObjectNode node = result.addObject();
        if (confidences) {
          node.put("conf", round(word.confidence()));
        }
        node.put("end", round(word.endSeconds()));
        node.put("start", round(word.startSeconds()));
        node.put("word", word.text());
      }
    }
    body.put(
        "text",
        parts.stream()
            .map(Transcript.Alternative::text)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" ")));
    return body;
  }

  private static double round(double value) {
    return Math.round(value * MICROS) / MICROS;
  }
}

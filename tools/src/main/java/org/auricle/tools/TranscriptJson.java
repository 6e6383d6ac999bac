package org.auricle.tools;

import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A transcript as one line of JSON. Times are in seconds from the start of the recording. */
final class TranscriptJson {
  private TranscriptJson() {}

  static String of(String file, Transcript transcript) {
    ObjectNode object = Json.object();
    object.put("file", file);
    object.put("audioSeconds", Json.rounded(transcript.durationSeconds()));
    object.put("text", transcript.text());
    object.put("confidence", Json.rounded(transcript.confidence()));
    words(object, transcript.alternatives().get(0));
    ArrayNode alternatives = object.putArray("alternatives");
    for (Transcript.Alternative reading : transcript.alternatives()) {
      ObjectNode node = alternatives.addObject();
      node.put("text", reading.text());
      node.put("confidence", Json.rounded(reading.confidence()));
      node.put("score", Json.rounded(reading.score()));
      words(node, reading);
    }
    return Json.line(object);
  }

  static String failure(String file, String error) {
    return Json.line(Json.object().put("file", file).put("error", error));
  }

  private static void words(ObjectNode parent, Transcript.Alternative reading) {
    ArrayNode words = parent.putArray("words");
    for (Word word : reading.words()) {
      ObjectNode node = words.addObject();
      node.put("word", word.text());
      node.put("start", Json.rounded(word.startSeconds()));
      node.put("end", Json.rounded(word.endSeconds()));
      node.put("confidence", Json.rounded(word.confidence()));
    }
  }
}

package org.auricle.tools;

import java.io.IOException;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;
import org.auricle.engine.transcript.TranscribedRecording;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A transcript as one line of JSON. Times are in seconds from the start of the recording. */
final class TranscriptJson {
  private TranscriptJson() {}

  static String of(String file, Transcript transcript) {
    return of(TranscribedRecording.of(file, transcript));
  }

  static void write(TranscribedRecording recording, Appendable out) throws IOException {
    out.append(of(recording)).append('\n');
  }

  /** Channels that are apart are an array. */
  private static String of(TranscribedRecording recording) {
    ObjectNode object = Json.object();
    object.put("file", recording.file());
    object.put("audioSeconds", Json.rounded(recording.durationSeconds()));
    if (recording.byChannel()) {
      ArrayNode channels = object.putArray("channels");
      recording.channels().forEach(transcript -> add(transcript, channels.addObject()));
    } else {
      add(recording.channels().get(0), object);
    }
    return Json.line(object);
  }

  private static void add(Transcript transcript, ObjectNode object) {
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

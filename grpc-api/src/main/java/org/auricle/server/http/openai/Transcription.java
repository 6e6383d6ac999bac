package org.auricle.server.http.openai;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;
import org.auricle.server.http.exchange.Replies;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A transcript in the shapes of OpenAI's API.
 *
 * @param language BCP 47 tag
 */
record Transcription(Transcript transcript, String language) {
  private static final double MILLIS = 1000;

  /** {@code response_format=text}. */
  String text() {
    return transcript.text() + "\n";
  }

  /** {@code response_format=json}. */
  ObjectNode json() {
    ObjectNode body = Replies.object();
    body.put("text", transcript.text());
    body.set("usage", usage(transcript.durationSeconds()));
    return body;
  }

  /**
   * {@code response_format=verbose_json}. What only Whisper has (tokens, the probability of no
   * speech) is empty or 0.
   */
  ObjectNode verboseJson(boolean segments, boolean words) {
    ObjectNode body = Replies.object();
    body.put("task", "transcribe");
    body.put("language", languageName());
    body.put("duration", round(transcript.durationSeconds()));
    body.put("text", transcript.text());
    if (segments) {
      addSegments(body.putArray("segments"));
    }
    if (words) {
      addWords(body.putArray("words"));
    }
    body.set("usage", usage(transcript.durationSeconds()));
    return body;
  }

  /** {@code response_format=srt}: SubRip. */
  String srt() {
    StringBuilder text = new StringBuilder();
    List<Caption> captions = Caption.of(transcript.words());
    for (int i = 0; i < captions.size(); i++) {
      Caption caption = captions.get(i);
      text.append(i + 1).append('\n');
      text.append(clock(caption.startSeconds(), ',')).append(" --> ");
      text.append(clock(caption.endSeconds(), ',')).append('\n');
      text.append(caption.text()).append("\n\n");
    }
    return text.toString();
  }

  /** {@code response_format=vtt}: WebVTT. */
  String vtt() {
    StringBuilder text = new StringBuilder("WEBVTT\n\n");
    for (Caption caption : Caption.of(transcript.words())) {
      text.append(clock(caption.startSeconds(), '.')).append(" --> ");
      text.append(clock(caption.endSeconds(), '.')).append('\n');
      // What would be markup; words have none of it, and users' models may.
      text.append(caption.text().replace("&", "&amp;").replace("<", "&lt;")).append("\n\n");
    }
    return text.toString();
  }

  /** What was used of the server. */
  static ObjectNode usage(double durationSeconds) {
    return Replies.object()
        .put("type", "duration")
        .put("seconds", (long) Math.ceil(durationSeconds));
  }

  /** As OpenAI has it: in English, in small letters. */
  private String languageName() {
    return Locale.forLanguageTag(language)
        .getDisplayLanguage(Locale.ENGLISH)
        .toLowerCase(Locale.ROOT);
  }

  private void addSegments(ArrayNode segments) {
    List<Caption> captions = Caption.of(transcript.words());
    for (int i = 0; i < captions.size(); i++) {
      Caption caption = captions.get(i);
      ObjectNode segment = segments.addObject();
      segment.put("id", i);
      segment.put("seek", 0);
      segment.put("start", round(caption.startSeconds()));
      segment.put("end", round(caption.endSeconds()));
      segment.put("text", caption.text());
      segment.putArray("tokens");
      segment.put("temperature", 0.0);
      segment.put("avg_logprob", averageLogProbability(caption.words()));
      segment.put("compression_ratio", compressionRatio(caption.text()));
      segment.put("no_speech_prob", 0.0);
    }
  }

  private void addWords(ArrayNode words) {
    for (Word word : transcript.words()) {
      words
          .addObject()
          .put("word", word.text())
          .put("start", round(word.startSeconds()))
          .put("end", round(word.endSeconds()));
    }
  }

  /** Of its words: our confidences are probabilities of words, Whisper's of tokens. */
  private static double averageLogProbability(List<Word> words) {
    double sum = 0;
    for (Word word : words) {
      sum += Math.log(Math.max(1e-6, word.confidence()));
    }
    return round(sum / words.size());
  }

  /** Bytes of UTF-8 to bytes compressed by zlib, as Whisper counts it. */
  private static double compressionRatio(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] compressed = new byte[bytes.length + 64];
      int length = deflater.deflate(compressed);
      return round(bytes.length / (double) length);
    } finally {
      deflater.end();
    }
  }

  private static double round(double value) {
    return Math.round(value * MILLIS) / MILLIS;
  }

  private static String clock(double seconds, char decimal) {
    long millis = Math.round(seconds * MILLIS);
    return "%02d:%02d:%02d%c%03d"
        .formatted(
            millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60, decimal, millis % 1000);
  }
}

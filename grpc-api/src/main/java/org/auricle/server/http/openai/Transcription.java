package org.auricle.server.http.openai;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;
import org.auricle.engine.transcript.Cue;
import org.auricle.engine.transcript.SrtWriter;
import org.auricle.engine.transcript.SubtitleOptions;
import org.auricle.engine.transcript.Subtitles;
import org.auricle.engine.transcript.TranscribedRecording;
import org.auricle.engine.transcript.TranscriptWriter;
import org.auricle.engine.transcript.WebVttWriter;
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
    return written(new SrtWriter(SubtitleOptions.DEFAULT));
  }

  /** {@code response_format=vtt}: WebVTT. */
  String vtt() {
    return written(new WebVttWriter(SubtitleOptions.DEFAULT));
  }

  private String written(TranscriptWriter writer) {
    StringBuilder text = new StringBuilder();
    try {
      writer.write(recording(), text);
    } catch (IOException e) {
      throw new AssertionError("a StringBuilder takes whatever is written", e);
    }
    return text.toString();
  }

  private TranscribedRecording recording() {
    return TranscribedRecording.of("file", transcript);
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
    List<Cue> cues = Subtitles.of(recording(), SubtitleOptions.DEFAULT);
    for (int i = 0; i < cues.size(); i++) {
      List<Word> words = cues.get(i).words();
      String text = words.stream().map(Word::text).collect(Collectors.joining(" "));
      ObjectNode segment = segments.addObject();
      segment.put("id", i);
      segment.put("seek", 0);
      segment.put("start", round(words.get(0).startSeconds()));
      segment.put("end", round(words.get(words.size() - 1).endSeconds()));
      segment.put("text", text);
      segment.putArray("tokens");
      segment.put("temperature", 0.0);
      segment.put("avg_logprob", averageLogProbability(words));
      segment.put("compression_ratio", compressionRatio(text));
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
}

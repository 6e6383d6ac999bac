package org.auricle.engine.recognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.auricle.engine.audio.AudioClip;

/**
 * Recognises only where somebody speaks: silence costs nothing, and a recording of any length is
 * taken apart into segments, which are recognised one by one or in batches. Thread-safe.
 */
public final class SegmentedRecognizer {
  private final Recognizer recognizer;
  private final VoiceActivityDetector detector;
  private final EndpointOptions endpoints;
  private final int batch;

  /**
   * Wires the two, which stay their owner's to close.
   *
   * @param endpoints where segments start and end
   * @param batch most segments that are recognised together
   */
  public SegmentedRecognizer(
      Recognizer recognizer, VoiceActivityDetector detector, EndpointOptions endpoints, int batch) {
    this.recognizer = Objects.requireNonNull(recognizer, "recognizer");
    this.detector = Objects.requireNonNull(detector, "detector");
    this.endpoints = Objects.requireNonNull(endpoints, "endpoints");
    if (batch < 1) {
      throw new IllegalArgumentException("batch: " + batch + " (expected: >= 1)");
    }
    this.batch = batch;
  }

  /** Recognises a recording of any rate, asking for nothing special. */
  public Transcript recognize(AudioClip clip) {
    return recognize(clip, DecodeRequest.nBest(1));
  }

  /**
   * Recognises a recording of any rate.
   *
   * @param request boosts and grammar for every segment
   * @return one reading: the best of each segment, one after the other, with times from the start
   *     of the recording; its confidence is the product of theirs, its score their sum
   */
  public Transcript recognize(AudioClip clip, DecodeRequest request) {
    List<SpeechSegment> segments = detector.detect(clip, endpoints);
    List<Word> words = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    double confidence = 1;
    double score = 0;
    for (int from = 0; from < segments.size(); from += batch) {
      List<SpeechSegment> some = segments.subList(from, Math.min(segments.size(), from + batch));
      List<AudioClip> clips = some.stream().map(segment -> cut(clip, segment)).toList();
      List<Transcript> transcripts = recognizer.recognize(clips, request.withNBest(1));
      for (int i = 0; i < some.size(); i++) {
        Transcript.Alternative best = transcripts.get(i).alternatives().get(0);
        addShifted(best.words(), some.get(i).startSeconds(), words);
        if (!best.text().isEmpty()) {
          texts.add(best.text());
        }
        confidence *= best.confidence();
        score += best.score();
      }
    }
    Transcript.Alternative all =
        new Transcript.Alternative(String.join(" ", texts), words, confidence, score);
    return new Transcript(List.of(all), clip.durationSeconds());
  }

  private static AudioClip cut(AudioClip clip, SpeechSegment segment) {
    int length = clip.samples().length;
    int from = (int) Math.min(length, Math.round(segment.startSeconds() * clip.sampleRate()));
    int to = (int) Math.min(length, Math.round(segment.endSeconds() * clip.sampleRate()));
    return new AudioClip(Arrays.copyOfRange(clip.samples(), from, to), clip.sampleRate());
  }

  private static void addShifted(List<Word> words, double seconds, List<Word> target) {
    for (Word word : words) {
      target.add(
          new Word(
              word.text(),
              seconds + word.startSeconds(),
              seconds + word.endSeconds(),
              word.confidence()));
    }
  }
}

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
   * @return the segments {@link Transcript#joined}, with times from the start of the recording
   */
  public Transcript recognize(AudioClip clip, DecodeRequest request) {
    List<SpeechSegment> segments = detector.detect(clip, endpoints);
    List<Transcript> parts = new ArrayList<>();
    for (int from = 0; from < segments.size(); from += batch) {
      List<SpeechSegment> some = segments.subList(from, Math.min(segments.size(), from + batch));
      List<AudioClip> clips = some.stream().map(segment -> cut(clip, segment)).toList();
      List<Transcript> transcripts = recognizer.recognize(clips, request.withNBest(1));
      for (int i = 0; i < some.size(); i++) {
        parts.add(transcripts.get(i).shifted(some.get(i).startSeconds()));
      }
    }
    return Transcript.joined(parts, clip.durationSeconds());
  }

  private static AudioClip cut(AudioClip clip, SpeechSegment segment) {
    int length = clip.samples().length;
    int from = (int) Math.min(length, Math.round(segment.startSeconds() * clip.sampleRate()));
    int to = (int) Math.min(length, Math.round(segment.endSeconds() * clip.sampleRate()));
    return new AudioClip(Arrays.copyOfRange(clip.samples(), from, to), clip.sampleRate());
  }
}

package org.auricle.engine.offline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.RecentAudio;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointDecision;
import org.auricle.engine.recognition.Endpointer;
import org.auricle.engine.recognition.SpeechSegment;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.VoiceProbabilities;

/**
 * A recording that is taken apart where nobody speaks while it is read. Of its audio is kept what a
 * segment in the making needs, and what the pool has not recognised yet. Not thread-safe.
 */
final class SegmentStream {
  private final RecognitionPool pool;
  private final DecodeRequest request;
  private final int sampleRate;
  private final Consumer<RecognizedSegment> results;
  private final VoiceProbabilities voice;
  private final Endpointer endpointer;
  private final RecentAudio audio = new RecentAudio();
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final List<Transcript> parts = new ArrayList<>();

  private record Pending(SpeechSegment where, CompletableFuture<Transcript> transcript) {}

  SegmentStream(
      OfflineModel model,
      OfflineOptions options,
      int sampleRate,
      Consumer<RecognizedSegment> results) {
    this.pool = model.forSegments();
    this.request = options.request().withNBest(1);
    this.sampleRate = sampleRate;
    this.results = results;
    voice = model.detector().newProbabilities(sampleRate);
    endpointer = Endpointer.bySilence(options.endpoints(), voice.windowSeconds());
  }

  void accept(float[] samples, int length) {
    audio.append(samples, 0, length);
    hear(voice.accept(samples, 0, length));
    audio.dropBefore(Math.min(audio.end(), sample(endpointer.keepFromSeconds())));
    while (!pending.isEmpty() && pending.peek().transcript().isDone()) {
      tell(pending.remove());
    }
  }

  /** Waits for all segments; the transcript of the whole. */
  Transcript finish() {
    hear(voice.finish());
    double duration = (double) audio.end() / sampleRate;
    endpointer.finish(duration).forEach(this::decide);
    pending.forEach(this::tell);
    pending.clear();
    return Transcript.joined(parts, duration);
  }

  private void hear(float[] probabilities) {
    for (float probability : probabilities) {
      endpointer.accept(probability).forEach(this::decide);
    }
  }

  private void decide(EndpointDecision decision) {
    if (decision instanceof EndpointDecision.UtteranceEnded ended) {
      SpeechSegment where = new SpeechSegment(ended.startSeconds(), ended.endSeconds());
      long from = Math.min(audio.end(), sample(where.startSeconds()));
      long to = Math.min(audio.end(), sample(where.endSeconds()));
      AudioClip clip = new AudioClip(audio.copy(from, to), sampleRate);
      pending.add(new Pending(where, pool.submit(clip, request)));
    }
  }

  private void tell(Pending done) {
    Transcript transcript = Waiting.on(done.transcript()).shifted(done.where().startSeconds());
    parts.add(transcript);
    results.accept(new RecognizedSegment(done.where(), transcript));
  }

  private long sample(double atSeconds) {
    return Math.round(atSeconds * sampleRate);
  }
}

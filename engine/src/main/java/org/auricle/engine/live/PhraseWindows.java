package org.auricle.engine.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.RecentAudio;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.PhraseHit;
import org.auricle.engine.recognition.PhraseStream;
import org.auricle.engine.recognition.Recognizer;

/**
 * The stretches of a stream that are looked at for phrases, and what was found in them. Where they
 * end, the utterance's beginning and its length say, not how the audio is divided into calls; what
 * was before the utterance belongs to them, since a network that has learned from recordings with
 * some silence in them hears worse without. Not thread-safe.
 */
final class PhraseWindows {
  /**
   * Parts in which a stream takes audio, so that which windows an utterance has by the time its end
   * is noticed does not depend on how much came with it.
   */
  private static final int SLICES = 20; // a second

  /** Windows in the length of the last look at an utterance, which is in no hurry. */
  private static final int CLOSING = 2;

  /** At most, from an utterance's end until it is noticed, and its last window is due. */
  private static final double UNTIL_NOTICED_SECONDS = 5;

  private final Recognizer recognizer;
  private final Spotting spotting;
  private final int rate; // hertz
  private final long window; // samples
  private final long hop; // samples
  private final Map<String, Double> lastEnds = new HashMap<>(); // of each phrase, stream seconds
  private long next; // sample at which the utterance's next window ends
  private long covered; // sample at which its last one ended

  PhraseWindows(Recognizer recognizer, Spotting spotting, int rate) {
    this.recognizer = recognizer;
    this.spotting = spotting;
    this.rate = rate;
    window = Math.round(spotting.windowSeconds() * rate);
    hop = Math.round(spotting.hopSeconds() * rate);
  }

  /** Samples of a part. */
  int slice() {
    return Math.max(1, rate / SLICES);
  }

  /** Audio of the stream before this is not needed any more. */
  double keepFromSeconds(double heardSeconds) {
    return heardSeconds - CLOSING * spotting.windowSeconds() - UNTIL_NOTICED_SECONDS;
  }

  /** An utterance begins. */
  void begin(long startSample) {
    next = startSample + 2 * hop; // a shorter stretch says too little
    covered = startSample;
  }

  /** The windows that are complete with the audio so far. */
  List<Work.Window> due(Utterance utterance, RecentAudio audio) {
    List<Work.Window> due = new ArrayList<>(0);
    long whole = audio.end() - audio.end() % slice();
    for (; next <= whole; next += hop) {
      due.add(window(utterance, audio, next, window));
      covered = next;
    }
    return due;
  }

  /**
   * The utterance has ended: a look that is longer than a window, for what was too long for one or
   * was cut by its start; none if one has seen the whole utterance.
   */
  List<Work.Window> rest(Utterance utterance, RecentAudio audio, long end) {
    boolean seen = covered >= end && end - utterance.startSample() <= window - hop;
    return seen ? List.of() : List.of(window(utterance, audio, end, CLOSING * window));
  }

  /** What is before a sample, so many samples or as many as are kept. */
  private Work.Window window(Utterance utterance, RecentAudio audio, long end, long length) {
    long start = Math.max(audio.end() - audio.size(), end - length);
    long heard = audio.end();
    AudioClip clip = new AudioClip(audio.copy(start, end), rate);
    return new Work.Window(
        utterance, recognizer.features(clip), (double) start / rate, (double) heard / rate);
  }

  /** What a window says that those before it have not. */
  List<LiveEvent> heard(Work.Window window, LogPosteriors posteriors) {
    PhraseStream stream = spotting.spotter().newStream();
    List<PhraseHit> hits = new ArrayList<>(stream.accept(posteriors));
    hits.addAll(stream.finish());
    List<LiveEvent> events = new ArrayList<>(hits.size());
    for (PhraseHit hit : hits) {
      double start = window.startSeconds() + hit.startSeconds();
      double end = window.startSeconds() + hit.endSeconds();
      if (start >= lastEnds.getOrDefault(hit.phrase(), Double.NEGATIVE_INFINITY)) {
        lastEnds.put(hit.phrase(), end);
        events.add(
            new LiveEvent.PhraseHeard(
                window.utterance().number(),
                hit.phrase(),
                start,
                end,
                hit.confidence(),
                window.heardSeconds()));
      }
    }
    return events;
  }
}

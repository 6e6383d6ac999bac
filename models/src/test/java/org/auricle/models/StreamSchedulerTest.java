package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveListener;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.live.LiveStream;
import org.auricle.engine.live.OverloadedException;
import org.auricle.engine.live.SchedulerOptions;
import org.auricle.engine.live.SpeechStream;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.Grammar;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many streams at once over a network of random weights, which finds words in any noise. */
class StreamSchedulerTest {
  private static final int RATE = 16_000;
  private static final int TIMEOUT_SECONDS = 60;

  /** What the variables of this thread and of two workers may still point to. */
  private static final int MOST_ALIVE = 5;

  private static final LiveOptions OPTIONS =
      new LiveOptions(RATE, DecodeRequest.nBest(2), true).withMaxUtteranceSeconds(2);

  private final Recognizer recognizer;

  StreamSchedulerTest() throws IOException {
    recognizer = RecognizerFactory.create(TestBundles.bundle(), RuntimeOptions.DEFAULT);
  }

  @AfterEach
  void close() {
    recognizer.close();
  }

  /** Noise that swells and fades, of a length that depends on the seed. */
  static AudioClip noise(long seed, double seconds) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] samples = new float[(int) (seconds * RATE)];
    for (int i = 0; i < samples.length; i++) {
      double envelope = 0.1 * (1 + Math.sin(i * 2 * Math.PI * (2 + seed % 3) / RATE));
      samples[i] = (float) (envelope * (2 * random.nextDouble() - 1));
    }
    return new AudioClip(samples, RATE);
  }

  /** What a stream says, and its end. */
  private static class Heard implements LiveListener {
    final List<LiveEvent> events = Collections.synchronizedList(new ArrayList<>());
    final CompletableFuture<Void> end = new CompletableFuture<>();

    @Override
    public void onEvent(LiveEvent event) {
      events.add(event);
    }

    @Override
    public void onCompleted() {
      end.complete(null);
    }

    @Override
    public void onError(Throwable failure) {
      end.completeExceptionally(failure);
    }

    List<LiveEvent> toTheEnd() throws Exception {
      end.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return events;
    }

    List<LiveEvent.Final> finals() throws Exception {
      return StreamSchedulerTest.finals(toTheEnd());
    }
  }

  /** Without what depends on how the audio was cut. */
  private static List<LiveEvent.Final> finals(List<LiveEvent> events) {
    List<LiveEvent.Final> finals = new ArrayList<>();
    for (LiveEvent event : events) {
      if (event instanceof LiveEvent.Final f) {
        finals.add(
            new LiveEvent.Final(
                f.utterance(), f.startSeconds(), f.endSeconds(), f.transcript(), f.cause(), 0));
      }
    }
    return finals;
  }

  private static List<LiveEvent.Final> alone(Recognizer recognizer, AudioClip clip) {
    SpeechStream stream = new SpeechStream(recognizer, OPTIONS);
    List<LiveEvent> events =
        new ArrayList<>(stream.accept(clip.samples(), 0, clip.samples().length));
    events.addAll(stream.finish());
    return finals(events);
  }

  @Test
  void utterancesThatBeginLaterAreAskedSomethingElse() throws Exception {
    try (StreamScheduler scheduler = new StreamScheduler(new SchedulerOptions(2, 100))) {
      Heard heard = new Heard();
      LiveStream stream = scheduler.open(recognizer, OPTIONS, heard);
      float[] samples = noise(3, 4).samples();
      stream.accept(samples, 0, RATE);
      stream.ask(DecodeRequest.nBest(1));
      Grammar unspellable = new Grammar.Phrases(List.of("\u4e2d"));
      assertThatThrownBy(
              () -> stream.ask(new DecodeRequest(1, List.of(), Optional.of(unspellable))))
          .isInstanceOf(DecodeRequestException.class);
      stream.accept(samples, RATE, samples.length - RATE);
      stream.finish();
      List<Integer> readings = new ArrayList<>();
      heard.finals().forEach(last -> readings.add(last.transcript().alternatives().size()));
      assertThat(readings).startsWith(2, 1);
      assertThat(readings.subList(1, readings.size())).containsOnly(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 32})
  void eachStreamHearsWhatItWouldAlone(int maxBatch) throws Exception {
    SchedulerOptions options = new SchedulerOptions(2, 100).withMaxBatch(maxBatch);
    try (StreamScheduler scheduler = new StreamScheduler(options)) {
      List<AudioClip> clips = new ArrayList<>();
      List<Heard> heard = new ArrayList<>();
      List<LiveStream> streams = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        clips.add(noise(i, 0.1 + i * 0.37));
        heard.add(new Heard());
        streams.add(scheduler.open(recognizer, OPTIONS, heard.get(i)));
      }
      SplittableRandom random = new SplittableRandom(maxBatch);
      for (int from = 0; from < 6 * RATE; from += RATE / 10) {
        for (int i = 0; i < streams.size(); i++) {
          float[] samples = clips.get(i).samples();
          int length = Math.min(RATE / 10, samples.length - from);
          if (length > 0) {
            int first = random.nextInt(length);
            streams.get(i).accept(samples, from, first);
            streams.get(i).accept(samples, from + first, length - first);
          }
        }
      }
      streams.forEach(LiveStream::finish);
      for (int i = 0; i < streams.size(); i++) {
        assertThat(heard.get(i).finals()).isEqualTo(alone(recognizer, clips.get(i))).isNotEmpty();
      }
      assertThat(scheduler.openStreams()).isZero();
    }
  }

  @Test
  void finalsAreTheOfflineTranscriptsOfTheirStretchesOfAudio() {
    AudioClip clip = noise(5, 9.3);
    double end = 0;
    List<LiveEvent.Final> finals = alone(recognizer, clip);
    assertThat(finals).hasSizeGreaterThan(3);
    for (LiveEvent.Final last : finals) {
      assertThat(last.startSeconds()).isEqualTo(end);
      end = last.endSeconds();
      float[] stretch =
          Arrays.copyOfRange(
              clip.samples(), sample(last.startSeconds()), sample(last.endSeconds()));
      Transcript offline = recognizer.recognize(new AudioClip(stretch, RATE), 2);
      assertThat(last.transcript().text()).isEqualTo(offline.text()).isNotEmpty();
      assertThat(last.transcript().confidence()).isEqualTo(offline.confidence());
      for (int w = 0; w < offline.words().size(); w++) {
        assertThat(last.transcript().words().get(w).startSeconds())
            .isEqualTo(offline.words().get(w).startSeconds() + last.startSeconds());
      }
    }
    assertThat(end).isEqualTo(clip.durationSeconds());
  }

  private static int sample(double seconds) {
    return (int) Math.round(seconds * RATE);
  }

  @Test
  void recordingsAreRecognisedWhole() throws Exception {
    AudioClip clip = noise(1, 3);
    try (StreamScheduler scheduler = new StreamScheduler(new SchedulerOptions(1, 1))) {
      DecodeRequest request = DecodeRequest.nBest(3);
      assertThat(
              scheduler.recognize(recognizer, clip, request).get(TIMEOUT_SECONDS, TimeUnit.SECONDS))
          .isEqualTo(recognizer.recognize(clip, request));
    }
  }

  @Test
  void longRecordingsAreCutAsAStreamIs() throws Exception {
    AudioClip clip = noise(2, LiveOptions.MAX_UTTERANCE_SECONDS + 12);
    try (StreamScheduler scheduler = new StreamScheduler(new SchedulerOptions(1, 1))) {
      Heard heard = new Heard();
      LiveOptions options = new LiveOptions(RATE, DecodeRequest.nBest(1), false);
      LiveStream stream = scheduler.open(recognizer, options, heard);
      stream.accept(clip.samples(), 0, clip.samples().length);
      stream.finish();
      Transcript whole =
          scheduler
              .recognize(recognizer, clip, DecodeRequest.nBest(1))
              .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      List<String> texts = heard.finals().stream().map(last -> last.transcript().text()).toList();
      assertThat(texts).hasSize(2);
      assertThat(whole.text()).isEqualTo(String.join(" ", texts));
    }
  }

  @Test
  void streamsBeyondTheLimitAreRefusedUntilOneHasGone() {
    try (StreamScheduler scheduler = new StreamScheduler(new SchedulerOptions(1, 2))) {
      LiveStream first = scheduler.open(recognizer, OPTIONS, new Heard());
      scheduler.open(recognizer, OPTIONS, new Heard());
      assertThatThrownBy(() -> scheduler.open(recognizer, OPTIONS, new Heard()))
          .isInstanceOf(OverloadedException.class)
          .hasMessage("streams: 2, the most that are served at a time");
      first.cancel();
      first.cancel();
      assertThat(scheduler.openStreams()).isOne();
      scheduler.open(recognizer, OPTIONS, new Heard());
    }
  }

  @Test
  void whatAListenerThrowsEndsItsStreamAlone() throws Exception {
    try (StreamScheduler scheduler = new StreamScheduler(new SchedulerOptions(1, 2))) {
      CompletableFuture<Throwable> failure = new CompletableFuture<>();
      LiveStream broken =
          scheduler.open(
              recognizer,
              OPTIONS,
              new LiveListener() {
                @Override
                public void onEvent(LiveEvent event) {
                  throw new IllegalStateException("broken");
                }

                @Override
                public void onCompleted() {}

                @Override
                public void onError(Throwable e) {
                  failure.complete(e);
                }
              });
      Heard heard = new Heard();
      LiveStream good = scheduler.open(recognizer, OPTIONS, heard);
      AudioClip clip = noise(4, 1);
      for (LiveStream stream : List.of(broken, good)) {
        stream.accept(clip.samples(), 0, clip.samples().length);
        stream.finish();
      }
      assertThat(failure.get(TIMEOUT_SECONDS, TimeUnit.SECONDS)).hasMessage("broken");
      assertThat(heard.finals()).isEqualTo(alone(recognizer, clip));
    }
  }

  @Test
  void streamsLeaveNothingBehindHoweverTheyEnd() throws Exception {
    try (StreamScheduler scheduler = new StreamScheduler(new SchedulerOptions(2, 50))) {
      int threads = Thread.activeCount();
      AtomicInteger released = new AtomicInteger();
      List<WeakReference<Heard>> gone = new ArrayList<>();
      AudioClip clip = noise(3, 0.25);
      for (int i = 0; i < 1_000; i++) {
        Heard heard =
            new Heard() {
              @Override
              public void onReleased() {
                released.incrementAndGet();
              }
            };
        LiveStream stream = scheduler.open(recognizer, OPTIONS, heard);
        stream.accept(clip.samples(), 0, clip.samples().length);
        if (i % 2 == 0) {
          stream.cancel();
        } else {
          stream.finish();
          heard.toTheEnd();
        }
        gone.add(new WeakReference<>(heard));
      }
      assertThat(scheduler.openStreams()).isZero();
      Heard last = new Heard(); // its round comes after all others
      LiveStream stream = scheduler.open(recognizer, OPTIONS, last);
      stream.finish();
      last.toTheEnd();
      for (int i = 0; i < 100 && alive(gone) > MOST_ALIVE; i++) {
        System.gc();
      }
      assertThat(alive(gone)).isLessThanOrEqualTo(MOST_ALIVE);
      assertThat(released).hasValueBetween(1_000 - MOST_ALIVE, 1_000);
      assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
    }
  }

  private static long alive(List<WeakReference<Heard>> streams) {
    return streams.stream().filter(stream -> stream.get() != null).count();
  }
}

package org.auricle.engine.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.live.BeepRecognizer;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;
import org.junit.jupiter.api.Test;

/** The oracle is the recognizer by itself. */
class RecognitionPoolTest {
  private static final int RATE = BeepRecognizer.RATE;
  private static final DecodeRequest REQUEST = DecodeRequest.nBest(1);

  private final BeepRecognizer beeps = new BeepRecognizer();
  private final Recognizer recognizer = beeps.recognizer(false);

  @Test
  void givesEachClipItsOwnTranscriptAndHoldsFewAtOnce() {
    SplittableRandom random = new SplittableRandom(3);
    List<Transcript> expected = new ArrayList<>();
    List<CompletableFuture<Transcript>> results = new ArrayList<>();
    AtomicInteger held = new AtomicInteger();
    int most = 0;
    try (RecognitionPool pool = new RecognitionPool(recognizer, 3, 2)) {
      for (int i = 0; i < 200; i++) {
        float[] audio = new float[RATE / 2 + random.nextInt(RATE)];
        BeepRecognizer.beep(audio, random.nextInt(20) / 100.0);
        AudioClip clip = new AudioClip(audio, RATE);
        expected.add(recognizer.recognize(clip));
        CompletableFuture<Transcript> result = pool.submit(clip, REQUEST);
        most = Math.max(most, held.incrementAndGet());
        results.add(result.whenComplete((transcript, failure) -> held.decrementAndGet()));
      }
      assertThat(results.stream().map(CompletableFuture::join)).isEqualTo(expected);
    }
    assertThat(most).isBetween(1, 4 * 3 * 2 + 1);
  }

  @Test
  void aClipThatFailsHarmsNoOther() {
    float[] audio = new float[RATE];
    BeepRecognizer.beep(audio, 0.5);
    AudioClip good = new AudioClip(audio, RATE);
    AudioClip bad = new AudioClip(new float[2 * RATE], RATE);
    beeps.failFrom(150);
    try (RecognitionPool pool = new RecognitionPool(recognizer, 1, 8)) {
      List<CompletableFuture<Transcript>> results = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        results.add(pool.submit(i % 5 == 3 ? bad : good, REQUEST));
      }
      for (int i = 0; i < 20; i++) {
        CompletableFuture<Transcript> result = results.get(i);
        if (i % 5 == 3) {
          assertThatThrownBy(() -> Waiting.on(result)).isInstanceOf(IllegalStateException.class);
        } else {
          assertThat(result.join().text()).isEqualTo("a");
        }
      }
    }
  }

  @Test
  void takesNothingOnceClosed() {
    RecognitionPool pool = new RecognitionPool(recognizer, 2, 1);
    pool.close();
    assertThatThrownBy(() -> pool.submit(new AudioClip(new float[RATE], RATE), REQUEST))
        .hasMessage("the pool has been closed");
    assertThatThrownBy(() -> new RecognitionPool(recognizer, 0, 1))
        .hasMessage("threads: 0 (expected: >= 1)");
    assertThatThrownBy(() -> new RecognitionPool(recognizer, 1, 0))
        .hasMessage("batch: 0 (expected: >= 1)");
  }
}

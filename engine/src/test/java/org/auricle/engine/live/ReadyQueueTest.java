package org.auricle.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.auricle.engine.live.BeepRecognizer.RATE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.auricle.engine.recognition.DecodeRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReadyQueueTest {
  private static final int MAX_BATCH = 32;
  private static final LiveListener NOBODY =
      new LiveListener() {
        @Override
        public void onEvent(LiveEvent event) {}

        @Override
        public void onCompleted() {}

        @Override
        public void onError(Throwable failure) {}
      };

  private final ReadyQueue queue = // whose workers are busy and would wait for ever
      new ReadyQueue(2, MAX_BATCH, TimeUnit.DAYS.toNanos(1));
  private final List<ScheduledStream> taken = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    queue.close();
  }

  /** A stream with so much audio that has not been recognised. */
  private ScheduledStream stream(double seconds) {
    ScheduledStream stream =
        new ScheduledStream(
            new SpeechStream(
                new BeepRecognizer().recognizer(false),
                new LiveOptions(RATE, DecodeRequest.nBest(1), true)),
            RATE,
            NOBODY,
            SchedulerMetrics.NONE,
            ready -> {},
            () -> {});
    int samples = (int) (seconds * RATE);
    stream.accept(new float[samples], 0, samples);
    return stream;
  }

  private List<ScheduledStream> streams(int count, double seconds) {
    List<ScheduledStream> streams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      streams.add(stream(seconds));
    }
    return streams;
  }

  private void busy() {
    queue.worked(TimeUnit.MINUTES.toNanos(1));
    assertThat(queue.utilization()).isGreaterThan(0.5);
  }

  /** Streams that one worker takes next. */
  private CompletableFuture<Integer> worker() {
    CompletableFuture<Integer> count = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                queue
                    .take(
                        streams -> {
                          taken.addAll(streams);
                          return () -> count.complete(streams.size());
                        })
                    .ifPresent(Runnable::run);
              } catch (InterruptedException e) {
                count.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return count;
  }

  private void awaitIdle(int workers) {
    while (queue.idle() < workers) {
      Thread.onSpinWait();
    }
  }

  @Test
  @Timeout(20)
  void streamsThatKeepUpWaitForOthers() throws Exception {
    busy();
    queue.addAll(streams(3, 0.1));
    CompletableFuture<Integer> gathering = worker();
    queue.addAll(streams(MAX_BATCH - 3, 0.1));
    assertThat(gathering.get()).isEqualTo(MAX_BATCH);
  }

  @Test
  @Timeout(20)
  void aStreamThatIsBehindDoesNotWaitForThoseThatNobodyBrings() throws Exception {
    busy();
    CompletableFuture<Integer> one = worker();
    CompletableFuture<Integer> other = worker();
    awaitIdle(2);
    queue.addAll(streams(3, 1));
    assertThat(CompletableFuture.anyOf(one, other).get()).isEqualTo(3);
  }

  @Test
  @Timeout(20)
  void norForMoreThanAreWorthARound() throws Exception {
    busy();
    queue.addAll(streams(3, 1));
    CompletableFuture<Integer> gathering = worker(); // the other one is busy
    queue.addAll(streams(5, 1));
    assertThat(gathering.get()).isEqualTo(8);
  }

  @Test
  @Timeout(20)
  void idleWorkersShareStreamsThatAreBehind() throws Exception {
    busy();
    CompletableFuture<Integer> one = worker();
    CompletableFuture<Integer> other = worker();
    awaitIdle(2);
    List<ScheduledStream> all = streams(20, 1);
    queue.addAll(all);
    assertThat(one.get()).isEqualTo(10);
    assertThat(other.get()).isEqualTo(10);
    assertThat(taken).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  @Timeout(20)
  void fewStreamsAreNotTornApart() throws Exception {
    CompletableFuture<Integer> one = worker();
    CompletableFuture<Integer> other = worker();
    awaitIdle(2);
    queue.addAll(streams(15, 1));
    assertThat(CompletableFuture.anyOf(one, other).get()).isEqualTo(15);
    assertThat(queue.idle()).isEqualTo(1);
  }
}

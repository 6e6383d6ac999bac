package org.auricle.grpc.google;

import com.google.cloud.speech.v1.SpeechRecognitionResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.auricle.engine.live.LiveEvent;

/**
 * Recognises a whole recording, utterance by utterance. The future it has completes with the
 * recording's seconds, on the plan's serial executor.
 */
final class RecordingRecognition implements Recognition.Listener {
  private final RecognitionPlan plan;
  private final Consumer<SpeechRecognitionResult> results;
  private final Recognition recognition;
  private final List<Results> channels = new ArrayList<>();
  private final CompletableFuture<Double> seconds = new CompletableFuture<>();

  /**
   * Prepares.
   *
   * @param results hears of each utterance of each channel as it is recognised, also of one without
   *     words
   */
  RecordingRecognition(RecognitionPlan plan, Consumer<SpeechRecognitionResult> results) {
    this.plan = plan;
    this.results = results;
    recognition = new Recognition(plan, this);
  }

  /** Starts. */
  CompletableFuture<Double> start(byte[] audio) {
    plan.serial()
        .execute(
            () -> {
              recognition.feed(audio);
              recognition.end();
            });
    return seconds;
  }

  /** Drops everything; the future fails. */
  void cancel() {
    plan.serial()
        .execute(
            () -> {
              recognition.cancel();
              seconds.cancel(false);
            });
  }

  /** By time, then by channel, without those that have no words. */
  static List<SpeechRecognitionResult> inOrder(List<SpeechRecognitionResult> results) {
    return results.stream()
        .filter(result -> result.getAlternativesCount() > 0)
        .sorted(
            Comparator.comparingDouble(
                    (SpeechRecognitionResult result) -> Results.seconds(result.getResultEndTime()))
                .thenComparingInt(SpeechRecognitionResult::getChannelTag))
        .toList();
  }

  @Override
  public void onEvent(int channel, LiveEvent event) {
    if (event instanceof LiveEvent.Final last) {
      while (channels.size() <= channel) {
        int next = channels.size();
        channels.add(new Results(plan.config(), next, plan.skipSeconds(next)));
      }
      try {
        results.accept(channels.get(channel).recording(last));
      } catch (RuntimeException e) {
        recognition.cancel();
        seconds.completeExceptionally(e);
      }
    }
  }

  @Override
  public void onWantsBytes() {
    // all of them are there
  }

  @Override
  public void onCompleted() {
    seconds.complete(recognition.seconds());
  }

  @Override
  public void onError(Throwable failure) {
    seconds.completeExceptionally(failure);
  }
}

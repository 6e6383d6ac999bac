package org.auricle.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.AudioSink;
import org.auricle.engine.audio.RecentAudio;
import org.auricle.engine.offline.OfflineChannels;
import org.auricle.engine.offline.OfflineOptions;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.transcript.TranscribedRecording;
import org.auricle.tools.batch.BatchInput;

/**
 * Reads recordings one after the other while earlier ones are recognised, and hands transcripts on
 * in their order. What is wrong with one of them keeps none of the others from being transcribed.
 */
final class TranscribeRun {
  private static final int MOST_PENDING = 1000; // recordings, whose audio the pool limits
  private static final int WARM_UP_SECONDS = 5;

  private final OfflineBundle model;
  private final AudioOptions audio;
  private final OfflineOptions options;
  private final TranscriptOutput output;
  private final TranscribeProgress progress;
  private final RealTime speed;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private Optional<OldGarbage> garbage = Optional.empty(); // not asked for by one short recording
  private RecentAudio head; // of the first recording, to warm up with; null: not wanted
  private int headRate;
  private int code;

  private record Pending(BatchInput input, CompletableFuture<TranscribedRecording> transcript) {}

  /**
   * A run that has not begun.
   *
   * @param warmUp whether to warm up with the first seconds of the first recording
   */
  TranscribeRun(
      OfflineBundle model,
      AudioOptions audio,
      OfflineOptions options,
      TranscriptOutput output,
      TranscribeProgress progress,
      RealTime speed,
      boolean warmUp) {
    this.model = model;
    this.audio = audio;
    this.options = options;
    this.output = output;
    this.progress = progress;
    this.speed = speed;
    head = warmUp ? new RecentAudio() : null;
  }

  /** Transcribes. Returns the exit code. */
  int run(List<BatchInput> inputs) throws IOException {
    try {
      for (BatchInput input : inputs) {
        begin(input);
        if (inputs.size() > 1) {
          collectGarbage();
        }
        while (!pending.isEmpty()
            && (pending.peek().transcript().isDone() || pending.size() > MOST_PENDING)) {
          settle(pending.remove());
        }
      }
      settleAll();
    } catch (OfflineBundle.OpeningException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw (RuntimeException) e.getCause();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    progress.close();
    output.finish();
    return code;
  }

  private void begin(BatchInput input) {
    OfflineChannels recording =
        new OfflineChannels(
            model,
            options,
            segment -> {
              settleAll();
              progress.hide();
              output.segment(input, segment);
            });
    CompletableFuture<TranscribedRecording> transcript;
    try {
      if (output.isDone(input)) {
        progress.leave(input);
        return;
      }
      audio.readChannels(input.name(), maxSeconds(), count -> watched(input, recording, count));
      endHead();
      transcript =
          recording
              .finish()
              .thenApply(channels -> new TranscribedRecording(input.name(), channels));
    } catch (OfflineBundle.OpeningException | UncheckedIOException e) {
      throw e;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      transcript = CompletableFuture.failedFuture(e);
    }
    progress.read(input, recording.seconds());
    pending.add(new Pending(input, transcript));
  }

  private void collectGarbage() {
    garbage = garbage.or(() -> Optional.of(OldGarbage.ofThisJvm()));
    garbage.get().check();
  }

  private void settleAll() {
    while (!pending.isEmpty()) {
      settle(pending.remove());
    }
  }

  private void settle(Pending next) {
    try {
      try {
        TranscribedRecording transcript = next.transcript().join();
        speed.addAudio(transcript.durationSeconds());
        progress.hide();
        output.done(next.input(), transcript);
      } catch (CompletionException e) {
        fail(next.input(), e.getCause());
      } catch (IOException e) {
        fail(next.input(), e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fail(BatchInput input, Throwable failure) throws IOException {
    if (failure instanceof DecodeRequestException request) {
      throw request; // no recording can be recognised
    }
    progress.hide();
    code = Failures.worse(code, output.failed(input, failure));
  }

  /** What is not taken apart has to be in memory whole. */
  private double maxSeconds() {
    return options.wholeSeconds() == Double.POSITIVE_INFINITY
        ? AudioReader.Options.DEFAULT_MAX_SECONDS
        : Double.POSITIVE_INFINITY;
  }

  /** Looks on while the first channel is read; the others follow it. */
  private List<AudioSink> watched(BatchInput input, OfflineChannels recording, int count) {
    List<AudioSink> sinks = new ArrayList<>(recording.open(count));
    AudioSink first = sinks.get(0);
    sinks.set(
        0,
        new AudioSink() {
          @Override
          public void accept(float[] samples, int length, int sampleRate)
              throws AudioFormatException {
            keepHead(samples, length, sampleRate);
            first.accept(samples, length, sampleRate);
            if (recording.isLong()) {
              collectGarbage();
            }
          }

          @Override
          public void progress(double fraction) {
            progress.reading(input, fraction, recording.seconds());
          }
        });
    return sinks;
  }

  private void keepHead(float[] samples, int length, int sampleRate) {
    if (head != null) {
      headRate = sampleRate;
      head.append(samples, 0, length);
      if (head.size() >= WARM_UP_SECONDS * sampleRate) {
        endHead();
      }
    }
  }

  /** There is enough to warm up with, or no more. */
  private void endHead() {
    if (head != null && head.size() > 0) {
      int length = Math.min(head.size(), WARM_UP_SECONDS * headRate);
      model.warmUpWith(new AudioClip(head.copy(0, length), headRate));
      head = null;
    }
  }
}

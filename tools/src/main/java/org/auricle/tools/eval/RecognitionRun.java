package org.auricle.tools.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.auricle.acoustic.training.Manifest;
import org.auricle.acoustic.training.ManifestException;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.StreamLatency;
import org.auricle.engine.recognition.Transcript;

/**
 * Recognises the recordings of a manifest, several at once. The results do not depend on how many:
 * they are taken in the order of the manifest.
 */
public final class RecognitionRun {
  private final Manifest manifest;
  private final ManifestFields fields;
  private final Options options;

  /**
   * How it is done.
   *
   * @param threads batches recognised at once
   * @param batch recordings given to the model together
   * @param request of each recording
   * @param way in which each batch is recognised
   */
  public record Options(int threads, int batch, DecodeRequest request, Way way) {}

  /** How recordings become transcripts. */
  @FunctionalInterface
  public interface Way {
    /** Whole, as files are. */
    Way WHOLE = Recognizer::recognize;

    /** The transcripts of a batch, in the same order. */
    List<Transcript> recognize(Recognizer recognizer, List<AudioClip> clips, DecodeRequest request);

    /**
     * Chunk by chunk, as live streams are while somebody speaks.
     *
     * @param latency empty: the model's own
     */
    static Way byChunks(Optional<StreamLatency> latency) {
      return (recognizer, clips, request) ->
          clips.stream().map(clip -> recognizer.recognizeByChunks(clip, request, latency)).toList();
    }
  }

  /** What is done to a recording before it is recognised. */
  @FunctionalInterface
  public interface Treatment {
    /** Nothing. */
    Treatment NONE = (clip, number) -> clip;

    /** The recording with that place in the manifest, from 0, treated. */
    AudioClip apply(AudioClip clip, int number);
  }

  /** Who wants to know how far it is. */
  @FunctionalInterface
  public interface Progress {
    /** So many more recordings are done, and this is where the evaluation stands. */
    void done(int recordings, Evaluation evaluation);
  }

  /** Who takes the results, in the order of the manifest. */
  public interface Sink {
    /** A recording and what was heard. */
    void heard(Evaluation.Source source, Manifest.Entry entry, Transcript transcript);

    /** A recording that could not be read, and why. */
    void unreadable(Evaluation.Source source, String problem);

    /** So many more recordings are done. */
    void done(int recordings);
  }

  /** A recording that was read, or not. */
  private record Heard(Evaluation.Source source, Transcript transcript, String problem) {}

  /** A run over all entries. */
  public RecognitionRun(Manifest manifest, ManifestFields fields, Options options) {
    this.manifest = manifest;
    this.fields = fields;
    this.options = options;
  }

  /**
   * Recognises and compares texts.
   *
   * @param recognizer whose network runs on one thread, so that results depend on none
   */
  public Evaluation evaluate(Recognizer recognizer, Treatment treatment, Progress progress) {
    Evaluation evaluation = new Evaluation();
    run(
        recognizer,
        treatment,
        new Sink() {
          @Override
          public void heard(Evaluation.Source source, Manifest.Entry entry, Transcript transcript) {
            evaluation.add(source, entry.text(), transcript);
          }

          @Override
          public void unreadable(Evaluation.Source source, String problem) {
            evaluation.addFailure(source, problem);
          }

          @Override
          public void done(int recordings) {
            progress.done(recordings, evaluation);
          }
        });
    return evaluation;
  }

  /**
   * Recognises.
   *
   * @param recognizer whose network runs on one thread, so that results depend on none
   */
  public void run(Recognizer recognizer, Treatment treatment, Sink sink) {
    List<Manifest.Entry> entries = manifest.entries();
    ExecutorService workers = Executors.newFixedThreadPool(options.threads());
    try {
      List<Future<List<Heard>>> batches = new ArrayList<>();
      for (int from = 0; from < entries.size(); from += options.batch()) {
        int first = from;
        int end = Math.min(entries.size(), from + options.batch());
        batches.add(workers.submit(() -> recognize(recognizer, treatment, first, end)));
      }
      int at = 0;
      for (Future<List<Heard>> batch : batches) {
        List<Heard> done = get(batch);
        for (Heard heard : done) {
          take(sink, entries.get(at++), heard);
        }
        sink.done(done.size());
      }
    } finally {
      workers.shutdownNow();
      awaitEnd(workers); // nothing may run in a model that is closed next
    }
  }

  private static void awaitEnd(ExecutorService workers) {
    try {
      if (!workers.awaitTermination(1, TimeUnit.HOURS)) {
        throw new IllegalStateException("a recording has been recognised for an hour");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void take(Sink sink, Manifest.Entry entry, Heard heard) {
    if (heard.transcript() == null) {
      sink.unreadable(heard.source(), heard.problem());
    } else {
      sink.heard(heard.source(), entry, heard.transcript());
    }
  }

  private List<Heard> recognize(Recognizer recognizer, Treatment treatment, int from, int to) {
    List<Heard> heard = new ArrayList<>();
    List<AudioClip> clips = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Manifest.Entry entry = manifest.entries().get(i);
      try {
        AudioClip clip = AudioReader.read(entry.audio());
        heard.add(new Heard(source(entry, clip), null, ""));
        clips.add(treatment.apply(clip, i));
      } catch (AudioFormatException e) {
        String problem =
            new ManifestException(manifest.file(), entry.line(), e.getMessage()).getMessage();
        heard.add(new Heard(source(entry), null, problem));
      }
    }
    List<Transcript> transcripts = options.way().recognize(recognizer, clips, options.request());
    int next = 0;
    for (int i = 0; i < heard.size(); i++) {
      if (heard.get(i).problem().isEmpty()) {
        heard.set(i, new Heard(heard.get(i).source(), transcripts.get(next++), ""));
      }
    }
    return heard;
  }

  private Evaluation.Source source(Manifest.Entry entry) {
    return new Evaluation.Source(entry.audio().toString(), entry.line(), 0, fields.of(entry));
  }

  private Evaluation.Source source(Manifest.Entry entry, AudioClip clip) {
    Map<String, String> all = new HashMap<>(fields.of(entry));
    all.put(Breakdown.LENGTH, decimal(clip.durationSeconds()));
    all.putIfAbsent(Breakdown.SNR, decimal(SpeechLevel.snrDb(clip)));
    return new Evaluation.Source(
        entry.audio().toString(), entry.line(), clip.durationSeconds(), all);
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}

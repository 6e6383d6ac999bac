package org.auricle.acoustic.training;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.auricle.engine.math.Parallel;

/**
 * Looks at every recording before training starts. A check in full decodes it, which costs training
 * nothing: what is decoded is kept in the {@link AudioStore}. Not thread-safe.
 */
final class RecordingCheck {
  /** Shorter than any word: a click, or a file that was cut. */
  private static final double LEAST_SECONDS = 0.05;

  /** Stated durations may be rounded, but not to other recordings' durations. */
  private static final double TOLERANCE_SECONDS = 0.5;

  private static final double TOLERANCE = 0.1; // of the duration

  private static final int AT_ONCE = 256; // recordings between two reports

  private final AudioStore audio;
  private final boolean inFull;
  private final Parallel parallel;
  private final TrainingListener listener;

  private final List<Task> tasks = new ArrayList<>();

  private record Task(Path manifest, Manifest.Entry entry) {}

  RecordingCheck(AudioStore audio, boolean inFull, Parallel parallel, TrainingListener listener) {
    this.audio = audio;
    this.inFull = inFull;
    this.parallel = parallel;
    this.listener = listener;
  }

  /**
   * Adds the recordings of a manifest.
   *
   * @param maxSeconds longer ones are not used, and not checked
   */
  void add(Manifest manifest, double maxSeconds) {
    for (Manifest.Entry entry : manifest.entries()) {
      if (entry.durationSeconds() <= maxSeconds) {
        tasks.add(new Task(manifest.file(), entry));
      }
    }
  }

  /** Checks all that were added. */
  void run(ManifestFaults faults) {
    for (int from = 0; from < tasks.size(); from += AT_ONCE) {
      List<Task> some = tasks.subList(from, Math.min(tasks.size(), from + AT_ONCE));
      String[] problems = new String[some.size()];
      parallel.run(some.size(), i -> problems[i] = problem(some.get(i).entry()).orElse(null));
      for (int i = 0; i < problems.length; i++) {
        if (problems[i] != null) {
          faults.add(some.get(i).manifest(), some.get(i).entry().line(), problems[i]);
        }
      }
      listener.onCheck(from + some.size(), tasks.size());
    }
  }

  private Optional<String> problem(Manifest.Entry entry) {
    Path file = entry.audio();
    if (!Files.exists(file)) {
      return Optional.of(file + ": no such file");
    }
    if (!inFull) {
      return Files.isRegularFile(file) && Files.isReadable(file)
          ? Optional.empty()
          : Optional.of(file + ": cannot be read (expected: an audio file)");
    }
    try {
      return wrongDuration(entry, (double) audio.clip(file, 1).length() / audio.sampleRateHz());
    } catch (UncheckedIOException e) {
      return Optional.of(e.getCause().getMessage());
    }
  }

  private static Optional<String> wrongDuration(Manifest.Entry entry, double seconds) {
    if (seconds < LEAST_SECONDS) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s: %.3f s of audio (expected: >= %s s)",
              entry.audio(),
              seconds,
              LEAST_SECONDS));
    }
    double difference = Math.abs(entry.durationSeconds() - seconds);
    return difference <= Math.max(TOLERANCE_SECONDS, TOLERANCE * seconds)
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "duration: %s (expected: %.3f, which is how long %s is)",
                entry.durationSeconds(),
                seconds,
                entry.audio()));
  }
}

package org.auricle.tools;

import java.io.IOException;
import java.util.Locale;
import java.util.function.DoubleConsumer;

/** How long computing took, against how long the audio lasts. */
final class RealTime {
  private double audioSeconds;
  private double computeSeconds;
  private double loadSeconds;
  private double warmUpSeconds;

  /** Something that takes time. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Does it; its time is computing, but for what of it is loading or warming up. */
  <T> T time(Work<T> work) throws IOException {
    double before = loadSeconds + warmUpSeconds;
    return timed(
        work, seconds -> computeSeconds += seconds - (loadSeconds + warmUpSeconds - before));
  }

  /** Does it; its time is loading, which happens once however much audio there is. */
  <T> T timeLoading(Work<T> work) throws IOException {
    return timed(work, seconds -> loadSeconds += seconds);
  }

  /** Does it; its time is the JVM's, which loads and compiles classes when they are first used. */
  <T> T timeWarmUp(Work<T> work) throws IOException {
    return timed(work, seconds -> warmUpSeconds += seconds);
  }

  private static <T> T timed(Work<T> work, DoubleConsumer clock) throws IOException {
    long start = System.nanoTime();
    try {
      return work.run();
    } finally {
      clock.accept((System.nanoTime() - start) * 1e-9);
    }
  }

  void addAudio(double seconds) {
    audioSeconds += seconds;
  }

  double audioSeconds() {
    return audioSeconds;
  }

  double computeSeconds() {
    return computeSeconds;
  }

  /** Seconds of computing a second of audio; 0 without audio. */
  double factor() {
    return audioSeconds == 0 ? 0 : computeSeconds / audioSeconds;
  }

  String summary() {
    return String.format(
        Locale.ROOT,
        "%.2f s of audio in %.3f s: real-time factor %.4f (besides: %.2f s to load the model, %.2f"
            + " s to warm up)",
        audioSeconds,
        computeSeconds,
        factor(),
        loadSeconds,
        warmUpSeconds);
  }
}

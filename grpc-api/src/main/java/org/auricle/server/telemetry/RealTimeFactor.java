package org.auricle.server.telemetry;

import java.util.function.LongSupplier;

/** Seconds of work for a second of audio; what is long past counts less. Thread-safe. */
final class RealTimeFactor {
  private static final double MEMORY_NANOS = 60e9; // after which something counts 1/e

  private final LongSupplier nanoTime;
  private double busy; // seconds, faded; guarded by this, as what follows
  private double audio;
  private long at;

  RealTimeFactor(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    at = nanoTime.getAsLong();
  }

  synchronized void onBusy(double seconds) {
    fade();
    busy += seconds;
  }

  synchronized void onAudio(double seconds) {
    fade();
    audio += seconds;
  }

  private void fade() {
    long now = nanoTime.getAsLong();
    double left = Math.exp(-(now - at) / MEMORY_NANOS);
    busy *= left;
    audio *= left;
    at = now;
  }

  /** 0 if there has been no audio. */
  synchronized double value() {
    return audio > 1e-3 ? busy / audio : 0;
  }
}

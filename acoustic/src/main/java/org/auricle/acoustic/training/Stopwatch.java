package org.auricle.acoustic.training;

/** How fast a run is. Nothing that it says reaches the weights. Not thread-safe. */
final class Stopwatch {
  private static final double NANOS = 1e-9;

  private long lastCheckpoint = System.nanoTime();
  private long epochStart = lastCheckpoint;
  private double epochAudioSeconds;
  private double workSeconds; // in all epochs, without validation
  private long steps;
  private long lastStep = lastCheckpoint;

  void epochStarted() {
    epochStart = System.nanoTime();
    lastStep = epochStart;
    epochAudioSeconds = 0;
  }

  void worked(double audioSeconds) {
    long now = System.nanoTime();
    workSeconds += (now - lastStep) * NANOS;
    lastStep = now;
    steps++;
    epochAudioSeconds += audioSeconds;
  }

  void checkpointed() {
    lastCheckpoint = System.nanoTime();
  }

  double minutesSinceCheckpoint() {
    return (System.nanoTime() - lastCheckpoint) * NANOS / 60;
  }

  double epochSeconds() {
    return (System.nanoTime() - epochStart) * NANOS;
  }

  /** Seconds of audio learned from in a second of this epoch. */
  double audioSpeed() {
    return epochAudioSeconds / Math.max(1e-9, epochSeconds());
  }

  double secondsAStep() {
    return workSeconds / Math.max(1, steps);
  }
}

package org.auricle.server.access;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.auricle.engine.live.OverloadedException;

/** What one client uses, against its limits. Thread-safe. */
final class Usage {
  private static final double ONE_CALL = 1;
  private static final Duration CALL_RETRY = Duration.ofSeconds(1);

  private final String client;
  private final Limits limits;
  private final LongSupplier nanoTime;
  private final Allowance calls; // guarded by this, as what follows
  private final Allowance audio;
  private int open;

  Usage(String client, Limits limits, LongSupplier nanoTime) {
    this.client = client;
    this.limits = limits;
    this.nanoTime = nanoTime;
    long now = nanoTime.getAsLong();
    calls = new Allowance(limits.callsPerMinute(), now);
    audio = new Allowance(limits.audioPerMinute(), now);
  }

  Limits limits() {
    return limits;
  }

  synchronized Admission begin() {
    if (limits.calls() > 0 && open >= limits.calls()) {
      throw new OverloadedException(
          "calls of " + client + " in progress: " + open + ", the most it may have", CALL_RETRY);
    }
    if (!calls.take(ONE_CALL, nanoTime.getAsLong())) {
      throw exhausted("calls", limits.callsPerMinute(), calls, ONE_CALL);
    }
    open++;
    return new Call();
  }

  synchronized boolean isIdle() {
    long now = nanoTime.getAsLong();
    return open == 0 && calls.isFull(now) && audio.isFull(now);
  }

  private synchronized void count(double seconds) {
    if (!audio.draw(seconds, nanoTime.getAsLong())) {
      throw exhausted("seconds of audio", limits.audioPerMinute(), audio, 1);
    }
  }

  private synchronized void end() {
    open--;
  }

  private OverloadedException exhausted(String what, int limit, Allowance of, double needed) {
    long millis = (long) Math.ceil(of.secondsUntil(needed) * 1000);
    return new OverloadedException(
        what + " of " + client + ": more than " + limit + " a minute", Duration.ofMillis(millis));
  }

  private final class Call implements Admission {
    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public String client() {
      return client;
    }

    @Override
    public void audio(double seconds) {
      count(seconds);
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        end();
      }
    }
  }
}

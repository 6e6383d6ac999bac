package org.auricle.server.access;

/**
 * So much a minute, of which what is not used adds up to a minute's worth: a token bucket. Guarded
 * by its owner.
 */
final class Allowance {
  private static final double NANOS_PER_MINUTE = 60e9;

  private final double perMinute; // 0: no limit
  private double left;
  private long at; // nanoseconds

  Allowance(double perMinute, long now) {
    this.perMinute = perMinute;
    this.left = perMinute;
    this.at = now;
  }

  /** Takes an amount if all of it is left; whether it was. */
  boolean take(double amount, long now) {
    refill(now);
    return has(amount) && draw(amount, now);
  }

  /** Takes an amount if anything is left, even if that leaves a debt; whether there was. */
  boolean draw(double amount, long now) {
    refill(now);
    if (perMinute > 0 && left <= 0) {
      return false;
    }
    left -= amount;
    return true;
  }

  private boolean has(double amount) {
    return perMinute == 0 || left >= amount;
  }

  boolean isFull(long now) {
    refill(now);
    return perMinute == 0 || left >= perMinute;
  }

  /** Until there is some of an amount. */
  double secondsUntil(double amount) {
    return Math.max(0, amount - left) / perMinute * 60;
  }

  private void refill(long now) {
    left = Math.min(perMinute, left + (now - at) / NANOS_PER_MINUTE * perMinute);
    at = now;
  }
}

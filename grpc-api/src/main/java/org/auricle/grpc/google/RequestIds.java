package org.auricle.grpc.google;

import java.util.concurrent.ThreadLocalRandom;

/** Numbers that tell requests apart in clients' logs. */
final class RequestIds {
  private RequestIds() {}

  /** Positive, and most likely never given before. */
  static long next() {
    return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
  }
}

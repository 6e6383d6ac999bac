package org.auricle.server.access;

import org.auricle.server.config.ClientConfig;
import org.auricle.server.config.LimitsConfig;

/**
 * What one client may use; 0: no limit.
 *
 * @param calls at a time
 * @param callsPerMinute that begin
 * @param audioPerMinute seconds of audio
 */
record Limits(int calls, int callsPerMinute, int audioPerMinute) {

  static Limits of(LimitsConfig limits) {
    return new Limits(
        limits.concurrentStreams(), limits.requestsPerMinute(), limits.audioSecondsPerMinute());
  }

  static Limits of(ClientConfig client, LimitsConfig others) {
    return new Limits(
        own(client.concurrentStreams(), others.concurrentStreams()),
        own(client.requestsPerMinute(), others.requestsPerMinute()),
        own(client.audioSecondsPerMinute(), others.audioSecondsPerMinute()));
  }

  private static int own(int limit, int other) {
    return limit < 0 ? other : limit;
  }

  boolean areNone() {
    return calls == 0 && callsPerMinute == 0 && audioPerMinute == 0;
  }
}

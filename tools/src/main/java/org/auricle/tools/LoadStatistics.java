package org.auricle.tools;

import io.grpc.Status;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** What happened to the calls of a load. Thread-safe. */
final class LoadStatistics {
  private static final double NANOS = 1e9;

  /** Times, as they come. Guarded by its owner. */
  private static final class Times {
    private double[] millis = new double[1024];
    private int count;

    void add(double value) {
      if (count == millis.length) {
        millis = Arrays.copyOf(millis, 2 * count);
      }
      millis[count++] = value;
    }

    /** The least value that so many hundredths of all are not above; 0 of nothing. */
    double percentile(double hundredths) {
      if (count == 0) {
        return 0;
      }
      double[] sorted = Arrays.copyOf(millis, count);
      Arrays.sort(sorted);
      return sorted[Math.max(0, (int) Math.ceil(hundredths / 100 * count) - 1)];
    }

    ObjectNode json() {
      ObjectNode node = Json.object();
      node.put("count", count);
      for (int hundredths : new int[] {50, 95, 99}) {
        String name = "p" + hundredths;
        if (count == 0) {
          node.putNull(name);
        } else {
          node.put(name, Json.rounded(percentile(hundredths)));
        }
      }
      return node;
    }

    String text() {
      if (count == 0) {
        return "none";
      }
      return "p50 %.0f ms, p95 %.0f ms, p99 %.0f ms (of %d)"
          .formatted(percentile(50), percentile(95), percentile(99), count);
    }
  }

  private final Times interims = new Times();
  private final Times finals = new Times();
  private final Times intents = new Times(); // from the end of utterances
  private final Times spoken = new Times(); // from the end of speech
  private final Map<String, Integer> errors = new TreeMap<>(); // by status code
  private final Map<String, String> examples = new TreeMap<>(); // what was said with the first
  private long fromNanos;
  private long toNanos;
  private long calls;
  private long noMatches;
  private double audioSeconds; // recognised to the end
  private double latestMillis; // by which a message was sent too late, at most
  private double lookAheadSeconds;
  private double processorSeconds;

  /** What belongs to times before counts for nothing, errors excepted. */
  synchronized void measure(long from, long to) {
    fromNanos = from;
    toNanos = to;
  }

  private boolean counts(long nanos) {
    return nanos - fromNanos >= 0 && nanos - toNanos < 0;
  }

  /** An interim result of a call that began at a time. */
  synchronized void interim(long callNanos, double latencyMillis) {
    if (counts(callNanos)) {
      interims.add(latencyMillis);
    }
  }

  /** A final result of a call that began at a time. */
  synchronized void last(long callNanos, double latencyMillis) {
    if (counts(callNanos)) {
      finals.add(latencyMillis);
    }
  }

  /**
   * An order has been understood, of a call that began at a time.
   *
   * @param latencyMillis since its end was sent, silence included
   * @param spokenMillis since the last of it was spoken
   */
  synchronized void intent(long callNanos, double latencyMillis, double spokenMillis) {
    if (counts(callNanos)) {
      intents.add(latencyMillis);
      spoken.add(spokenMillis);
    }
  }

  /** Something was said that is no order. */
  synchronized void noMatch(long callNanos) {
    noMatches += counts(callNanos) ? 1 : 0;
  }

  /** So much audio, at a time. */
  synchronized void completed(long nanos, double seconds) {
    if (counts(nanos)) {
      calls++;
      audioSeconds += seconds;
    }
  }

  synchronized void failed(Status status) {
    String code = status.getCode().name();
    errors.merge(code, 1, Integer::sum);
    examples.putIfAbsent(code, String.valueOf(status.getDescription()));
  }

  /** What this process has used of the processors in the time that counts. */
  synchronized void processor(double seconds) {
    processorSeconds = seconds;
  }

  synchronized void sentLate(double millis) {
    latestMillis = Math.max(latestMillis, millis);
  }

  synchronized void lookAhead(double seconds) {
    lookAheadSeconds = seconds;
  }

  synchronized int errors() {
    return errors.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How things stand, in a few words. */
  synchronized String summary() {
    return "interim p95 %.0f ms, final p95 %.0f ms, %d errors"
        .formatted(interims.percentile(95), finals.percentile(95), errors());
  }

  private double processorSecondsPerAudioSecond() {
    return audioSeconds == 0 ? 0 : processorSeconds / audioSeconds;
  }

  private boolean isAssistant() {
    return intents.count + noMatches > 0;
  }

  private double seconds() {
    return (toNanos - fromNanos) / NANOS;
  }

  /** All of it. */
  synchronized ObjectNode json(int streams, boolean paced) {
    double seconds = seconds();
    ObjectNode node = Json.object();
    node.put("streams", streams);
    node.put("seconds", Json.rounded(seconds));
    node.put("paced", paced);
    node.put("errors", errors());
    ObjectNode kinds = node.putObject("errorsByStatus");
    errors.forEach(kinds::put);
    node.put("calls", calls);
    node.set("interimLatencyMillis", interims.json());
    node.set("finalLatencyMillis", finals.json());
    if (isAssistant()) {
      node.set("intentLatencyMillis", intents.json());
      node.set("intentFromSpeechMillis", spoken.json());
      node.put("noMatches", noMatches);
    }
    node.put("lookAheadMillis", Json.rounded(lookAheadSeconds * 1000));
    node.put("audioSecondsPerSecond", Json.rounded(audioSeconds / seconds));
    node.put("processorSecondsPerAudioSecond", Json.rounded(processorSecondsPerAudioSecond()));
    node.put("sentLateMillis", Json.rounded(latestMillis));
    return node;
  }

  /** The same for people. */
  synchronized String text(int streams, boolean paced) {
    double seconds = seconds();
    StringBuilder text = new StringBuilder();
    String how = paced ? "real-time streams" : "streams as fast as the server takes them";
    text.append(
        "%d %s, %.0f s: %d calls, %d errors%n".formatted(streams, how, seconds, calls, errors()));
    errors.forEach(
        (code, count) ->
            text.append("  %d x %s, such as: %s%n".formatted(count, code, examples.get(code))));
    if (paced) {
      text.append("interim results after %s%n".formatted(interims.text()));
      text.append("final results after   %s%n".formatted(finals.text()));
      text.append(
          "  from the last sample that they need; interim results need %.0f ms of"
              .formatted(lookAheadSeconds * 1000));
      text.append(" audio ahead of what they tell%n".formatted());
      if (isAssistant()) {
        text.append("%d utterances were no orders%n".formatted(noMatches));
        text.append("what was meant after  %s%n".formatted(intents.text()));
        text.append("  of speech           %s%n".formatted(spoken.text()));
        text.append(
            "  from the end of the silence that ends an order, and from the end of speech%n"
                .formatted());
      }
      if (latestMillis > 50) {
        text.append("  (this machine sent audio up to %.0f ms too late)%n".formatted(latestMillis));
      }
    }
    text.append(
        "%.1f seconds of audio a second; %.4f seconds of this process's processors each"
            .formatted(audioSeconds / seconds, processorSecondsPerAudioSecond()));
    return text.toString();
  }
}

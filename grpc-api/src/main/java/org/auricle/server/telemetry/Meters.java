package org.auricle.server.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.auricle.engine.live.SchedulerMetrics;
import org.auricle.engine.live.StreamScheduler;

/** Counts and measures, for Prometheus to read. Thread-safe. */
public final class Meters implements SchedulerMetrics, AutoCloseable {
  private static final double NANOS = 1e9;
  private static final Duration[] LATENCIES =
      millis(10, 25, 50, 100, 150, 200, 300, 400, 500, 750, 1000, 2000, 5000);
  private static final Duration[] CALLS = millis(10, 50, 100, 500, 1000, 5000, 30_000, 300_000);
  private static final double[] BATCHES = {1, 2, 4, 8, 16, 32, 64, 128};

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private final Map<String, Timer> calls = new ConcurrentHashMap<>();
  private final Counter opened = counter("auricle.streams", "Live streams opened");
  private final Counter refused = counter("auricle.streams.refused", "Live streams refused");
  private final Counter audio = counter("auricle.audio.seconds", "Audio recognised");
  private final Timer rounds;
  private final Timer interims;
  private final Timer finals;
  private final DistributionSummary batches;
  private final RealTimeFactor realTimeFactor;

  /**
   * Begins to count.
   *
   * @param nanoTime as {@link System#nanoTime}
   */
  public Meters(LongSupplier nanoTime) {
    realTimeFactor = new RealTimeFactor(nanoTime);
    rounds = timer("auricle.round", "Time of a worker for a round of streams", LATENCIES);
    interims =
        timer("auricle.interim.latency", "From audio to the interim result it makes", LATENCIES);
    finals = timer("auricle.final.latency", "From audio to the final result it makes", LATENCIES);
    batches =
        DistributionSummary.builder("auricle.batch.streams")
            .description("Streams of a round")
            .serviceLevelObjectives(BATCHES)
            .register(registry);
    Gauge.builder("auricle.realtime.factor", realTimeFactor, RealTimeFactor::value)
        .description("Time of workers for a second of audio, over about a minute")
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collector.bindTo(registry);
  }

  /** Shows how a scheduler stands. */
  public void watch(StreamScheduler scheduler) {
    Gauge.builder("auricle.streams.open", scheduler, StreamScheduler::openStreams)
        .description("Live streams open now")
        .register(registry);
    Gauge.builder("auricle.queue.wait", scheduler, StreamScheduler::waitSeconds)
        .baseUnit("seconds")
        .description("How long audio waits for a worker, smoothed")
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private Timer timer(String name, String description, Duration[] buckets) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  private static Duration[] millis(long... values) {
    Duration[] durations = new Duration[values.length];
    for (int i = 0; i < values.length; i++) {
      durations[i] = Duration.ofMillis(values[i]);
    }
    return durations;
  }

  /** A call has ended; methods are those of the server's services and paths, so there are few. */
  void onCall(String method, String status, long nanos) {
    calls
        .computeIfAbsent(
            method + " " + status,
            key ->
                Timer.builder("auricle.calls")
                    .description("Calls of gRPC and over HTTP")
                    .tag("method", method)
                    .tag("status", status)
                    .serviceLevelObjectives(CALLS)
                    .register(registry))
        .record(Duration.ofNanos(nanos));
  }

  @Override
  public void onOpened() {
    opened.increment();
  }

  @Override
  public void onRefused() {
    refused.increment();
  }

  @Override
  public void onRound(int streams, int steps, int finalPasses, double seconds) {
    rounds.record(duration(seconds));
    batches.record(streams);
    realTimeFactor.onBusy(seconds);
  }

  @Override
  public void onAudio(double seconds) {
    audio.increment(seconds);
    realTimeFactor.onAudio(seconds);
  }

  @Override
  public void onInterim(double latencySeconds) {
    interims.record(duration(latencySeconds));
  }

  @Override
  public void onFinal(double latencySeconds) {
    finals.record(duration(latencySeconds));
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos((long) (seconds * NANOS));
  }

  /** All figures in Prometheus' text format. */
  public String prometheus() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }
}

package org.auricle.grpc;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How the server listens and what it takes on.
 *
 * @param host name or address of the interface to listen on; {@code 0.0.0.0} for all
 * @param port to listen on; 0 for any that is free
 * @param maxMessageBytes a larger message is refused
 * @param maxConcurrentCalls at a time; more are refused
 * @param maxAudioSeconds of a recording; a longer one is refused
 * @param maxStreamSeconds of a stream, which is refused more; 0: it may last for ever
 * @param idleTimeout a stream is ended if the server waits so long for a message; zero: never
 * @param maxConnectionAge clients are asked to connect anew after so long; zero: never
 * @param reflection whether clients can ask what is served
 * @param workerThreads that recognise, if the server has a scheduler of its own
 * @param shutdownGrace how long calls in progress may go on once the server is closing
 */
public record ServerOptions(
    String host,
    int port,
    int maxMessageBytes,
    int maxConcurrentCalls,
    double maxAudioSeconds,
    double maxStreamSeconds,
    Duration idleTimeout,
    Duration maxConnectionAge,
    boolean reflection,
    int workerThreads,
    Duration shutdownGrace) {

  /**
   * Reachable from this machine only; limits for a few dozen speakers and ten-minute recordings.
   */
  public static final ServerOptions DEFAULT =
      new ServerOptions(
          "127.0.0.1",
          50051,
          10 << 20,
          100,
          600,
          0,
          Duration.ofMinutes(5),
          Duration.ZERO,
          true,
          Runtime.getRuntime().availableProcessors(),
          Duration.ofSeconds(30));

  /** Checks ranges. */
  public ServerOptions {
    Objects.requireNonNull(host, "host");
    require(port >= 0 && port <= 65535, "port", port, "0..65535");
    require(maxMessageBytes > 0, "maxMessageBytes", maxMessageBytes, "> 0");
    require(maxConcurrentCalls > 0, "maxConcurrentCalls", maxConcurrentCalls, "> 0");
    require(maxAudioSeconds > 0, "maxAudioSeconds", maxAudioSeconds, "> 0");
    require(maxStreamSeconds >= 0, "maxStreamSeconds", maxStreamSeconds, ">= 0");
    require(!idleTimeout.isNegative(), "idleTimeout", idleTimeout, ">= 0");
    require(!maxConnectionAge.isNegative(), "maxConnectionAge", maxConnectionAge, ">= 0");
    require(workerThreads > 0, "workerThreads", workerThreads, "> 0");
    require(!shutdownGrace.isNegative(), "shutdownGrace", shutdownGrace, ">= 0");
  }

  /** The same with another interface. */
  public ServerOptions withHost(String newHost) {
    return with(changed -> changed.host = newHost);
  }

  /** The same with another port. */
  public ServerOptions withPort(int newPort) {
    return with(changed -> changed.port = newPort);
  }

  /** The same with another limit on messages. */
  public ServerOptions withMaxMessageBytes(int bytes) {
    return with(changed -> changed.maxMessageBytes = bytes);
  }

  /** The same with another limit on calls. */
  public ServerOptions withMaxConcurrentCalls(int calls) {
    return with(changed -> changed.maxConcurrentCalls = calls);
  }

  /** The same with another limit on recordings. */
  public ServerOptions withMaxAudioSeconds(double seconds) {
    return with(changed -> changed.maxAudioSeconds = seconds);
  }

  /** The same with another limit on streams. */
  public ServerOptions withMaxStreamSeconds(double seconds) {
    return with(changed -> changed.maxStreamSeconds = seconds);
  }

  /** The same with another time that streams may be idle. */
  public ServerOptions withIdleTimeout(Duration timeout) {
    return with(changed -> changed.idleTimeout = timeout);
  }

  /** The same with connections of another age. */
  public ServerOptions withMaxConnectionAge(Duration age) {
    return with(changed -> changed.maxConnectionAge = age);
  }

  /** The same with reflection or without. */
  public ServerOptions withReflection(boolean on) {
    return with(changed -> changed.reflection = on);
  }

  /** The same with another number of workers. */
  public ServerOptions withWorkerThreads(int threads) {
    return with(changed -> changed.workerThreads = threads);
  }

  /** The same with another time to finish. */
  public ServerOptions withShutdownGrace(Duration grace) {
    return with(changed -> changed.shutdownGrace = grace);
  }

  private ServerOptions with(Consumer<Changed> change) {
    Changed changed = new Changed();
    change.accept(changed);
    return changed.options();
  }

  /** These options while some of them change. */
  private final class Changed {
    private String host = host();
    private int port = port();
    private int maxMessageBytes = maxMessageBytes();
    private int maxConcurrentCalls = maxConcurrentCalls();
    private double maxAudioSeconds = maxAudioSeconds();
    private double maxStreamSeconds = maxStreamSeconds();
    private Duration idleTimeout = idleTimeout();
    private Duration maxConnectionAge = maxConnectionAge();
    private boolean reflection = reflection();
    private int workerThreads = workerThreads();
    private Duration shutdownGrace = shutdownGrace();

    private ServerOptions options() {
      return new ServerOptions(
          host,
          port,
          maxMessageBytes,
          maxConcurrentCalls,
          maxAudioSeconds,
          maxStreamSeconds,
          idleTimeout,
          maxConnectionAge,
          reflection,
          workerThreads,
          shutdownGrace);
    }
  }

  private static void require(boolean valid, String name, Object value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}

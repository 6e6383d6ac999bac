package org.auricle.grpc;

import java.time.Duration;
import java.util.Objects;

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
    return new ServerOptions(
        newHost,
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

  /** The same with another port. */
  public ServerOptions withPort(int newPort) {
    return new ServerOptions(
        host,
        newPort,
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

  /** The same with another limit on messages. */
  public ServerOptions withMaxMessageBytes(int bytes) {
    return new ServerOptions(
        host,
        port,
        bytes,
        maxConcurrentCalls,
        maxAudioSeconds,
        maxStreamSeconds,
        idleTimeout,
        maxConnectionAge,
        reflection,
        workerThreads,
        shutdownGrace);
  }

  /** The same with another limit on calls. */
  public ServerOptions withMaxConcurrentCalls(int calls) {
    return new ServerOptions(
        host,
        port,
        maxMessageBytes,
        calls,
        maxAudioSeconds,
        maxStreamSeconds,
        idleTimeout,
        maxConnectionAge,
        reflection,
        workerThreads,
        shutdownGrace);
  }

  /** The same with another limit on recordings. */
  public ServerOptions withMaxAudioSeconds(double seconds) {
    return new ServerOptions(
        host,
        port,
        maxMessageBytes,
        maxConcurrentCalls,
        seconds,
        maxStreamSeconds,
        idleTimeout,
        maxConnectionAge,
        reflection,
        workerThreads,
        shutdownGrace);
  }

  /** The same with another limit on streams. */
  public ServerOptions withMaxStreamSeconds(double seconds) {
    return new ServerOptions(
        host,
        port,
        maxMessageBytes,
        maxConcurrentCalls,
        maxAudioSeconds,
        seconds,
        idleTimeout,
        maxConnectionAge,
        reflection,
        workerThreads,
        shutdownGrace);
  }

  /** The same with another time that streams may be idle. */
  public ServerOptions withIdleTimeout(Duration timeout) {
    return new ServerOptions(
        host,
        port,
        maxMessageBytes,
        maxConcurrentCalls,
        maxAudioSeconds,
        maxStreamSeconds,
        timeout,
        maxConnectionAge,
        reflection,
        workerThreads,
        shutdownGrace);
  }

  /** The same with connections of another age. */
  public ServerOptions withMaxConnectionAge(Duration age) {
    return new ServerOptions(
        host,
        port,
        maxMessageBytes,
        maxConcurrentCalls,
        maxAudioSeconds,
        maxStreamSeconds,
        idleTimeout,
        age,
        reflection,
        workerThreads,
        shutdownGrace);
  }

  /** The same with reflection or without. */
  public ServerOptions withReflection(boolean on) {
    return new ServerOptions(
        host,
        port,
        maxMessageBytes,
        maxConcurrentCalls,
        maxAudioSeconds,
        maxStreamSeconds,
        idleTimeout,
        maxConnectionAge,
        on,
        workerThreads,
        shutdownGrace);
  }

  /** The same with another number of workers. */
  public ServerOptions withWorkerThreads(int threads) {
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
        threads,
        shutdownGrace);
  }

  /** The same with another time to finish. */
  public ServerOptions withShutdownGrace(Duration grace) {
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
        grace);
  }

  private static void require(boolean valid, String name, Object value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}

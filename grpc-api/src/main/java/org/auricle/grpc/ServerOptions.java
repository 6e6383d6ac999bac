package org.auricle.grpc;

import java.time.Duration;
import java.util.Objects;

/**
 * How the server listens and what it takes on.
 *
 * @param host name or address of the interface to listen on; {@code 0.0.0.0} for all. There is no
 *     encryption or authentication: listen beyond this machine only in a network that has both
 * @param port to listen on; 0 for any that is free
 * @param maxMessageBytes a larger message is refused
 * @param maxConcurrentCalls of Recognize and StreamingRecognize together; more are refused
 * @param maxAudioSeconds in one call; longer audio is refused
 * @param workerThreads that recognise
 * @param shutdownGrace how long calls in progress may go on once the server is closing
 */
public record ServerOptions(
    String host,
    int port,
    int maxMessageBytes,
    int maxConcurrentCalls,
    double maxAudioSeconds,
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
          Runtime.getRuntime().availableProcessors(),
          Duration.ofSeconds(30));

  /** Checks ranges. */
  public ServerOptions {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(shutdownGrace, "shutdownGrace");
    require(port >= 0 && port <= 65535, "port", port, "0..65535");
    require(maxMessageBytes > 0, "maxMessageBytes", maxMessageBytes, "> 0");
    require(maxConcurrentCalls > 0, "maxConcurrentCalls", maxConcurrentCalls, "> 0");
    require(maxAudioSeconds > 0, "maxAudioSeconds", maxAudioSeconds, "> 0");
    require(workerThreads > 0, "workerThreads", workerThreads, "> 0");
    require(!shutdownGrace.isNegative(), "shutdownGrace", shutdownGrace, ">= 0");
  }

  /** The same on another interface. */
  public ServerOptions withHost(String newHost) {
    return new ServerOptions(
        newHost,
        port,
        maxMessageBytes,
        maxConcurrentCalls,
        maxAudioSeconds,
        workerThreads,
        shutdownGrace);
  }

  /** The same on another port. */
  public ServerOptions withPort(int newPort) {
    return new ServerOptions(
        host,
        newPort,
        maxMessageBytes,
        maxConcurrentCalls,
        maxAudioSeconds,
        workerThreads,
        shutdownGrace);
  }

  /** The same with another limit on messages. */
  public ServerOptions withMaxMessageBytes(int bytes) {
    return new ServerOptions(
        host, port, bytes, maxConcurrentCalls, maxAudioSeconds, workerThreads, shutdownGrace);
  }

  /** The same with another limit on calls. */
  public ServerOptions withMaxConcurrentCalls(int calls) {
    return new ServerOptions(
        host, port, maxMessageBytes, calls, maxAudioSeconds, workerThreads, shutdownGrace);
  }

  /** The same with another limit on audio. */
  public ServerOptions withMaxAudioSeconds(double seconds) {
    return new ServerOptions(
        host, port, maxMessageBytes, maxConcurrentCalls, seconds, workerThreads, shutdownGrace);
  }

  /** The same with another number of workers. */
  public ServerOptions withWorkerThreads(int threads) {
    return new ServerOptions(
        host, port, maxMessageBytes, maxConcurrentCalls, maxAudioSeconds, threads, shutdownGrace);
  }

  /** The same with another time to finish. */
  public ServerOptions withShutdownGrace(Duration grace) {
    return new ServerOptions(
        host, port, maxMessageBytes, maxConcurrentCalls, maxAudioSeconds, workerThreads, grace);
  }

  private static void require(boolean valid, String name, Object value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}

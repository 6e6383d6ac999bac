package org.auricle.grpc.google;

import java.time.Duration;
import java.util.Objects;
import org.auricle.server.access.Admission;

/**
 * Limits of Google's API as it is served here.
 *
 * @param maxStreamSeconds of audio in one stream; infinite: streams last as long as they like
 * @param maxRecordingSeconds of audio in one Recognize; longer recordings are for
 *     LongRunningRecognize
 * @param maxSilence a stream whose client sends no audio for so long is ended; zero: never
 * @param maxQueuedSeconds of decoded audio that may wait in one stream; flow control holds back the
 *     rest
 * @param separateClients whether a client's operations are nobody else's business; otherwise all
 *     clients share them
 */
public record GoogleOptions(
    double maxStreamSeconds,
    double maxRecordingSeconds,
    Duration maxSilence,
    double maxQueuedSeconds,
    boolean separateClients) {

  /**
   * Google's 305 seconds a stream; ten minutes a recording; one minute without audio; clients are
   * not told apart.
   */
  public static final GoogleOptions DEFAULT =
      new GoogleOptions(305, 600, Duration.ofMinutes(1), 2, false);

  /** Validates ranges. */
  public GoogleOptions {
    Objects.requireNonNull(maxSilence, "maxSilence");
    require(maxStreamSeconds > 0, "maxStreamSeconds", maxStreamSeconds, "> 0");
    require(maxRecordingSeconds > 0, "maxRecordingSeconds", maxRecordingSeconds, "> 0");
    require(!maxSilence.isNegative(), "maxSilence", maxSilence, ">= 0");
    require(maxQueuedSeconds > 0, "maxQueuedSeconds", maxQueuedSeconds, "> 0");
  }

  /** The same with another limit on streams. */
  public GoogleOptions withMaxStreamSeconds(double seconds) {
    return new GoogleOptions(
        seconds, maxRecordingSeconds, maxSilence, maxQueuedSeconds, separateClients);
  }

  /** The same with another limit on recordings. */
  public GoogleOptions withMaxRecordingSeconds(double seconds) {
    return new GoogleOptions(
        maxStreamSeconds, seconds, maxSilence, maxQueuedSeconds, separateClients);
  }

  /** The same with another time without audio. */
  public GoogleOptions withMaxSilence(Duration silence) {
    return new GoogleOptions(
        maxStreamSeconds, maxRecordingSeconds, silence, maxQueuedSeconds, separateClients);
  }

  /** The same with each client's operations for itself or for all. */
  public GoogleOptions withSeparateClients(boolean separate) {
    return new GoogleOptions(
        maxStreamSeconds, maxRecordingSeconds, maxSilence, maxQueuedSeconds, separate);
  }

  /** In whose name the call that is being served orders jobs. To be asked on gRPC's threads. */
  String owner() {
    return separateClients ? Admission.CURRENT.get().client() : "";
  }

  private static void require(boolean valid, String name, Object value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}

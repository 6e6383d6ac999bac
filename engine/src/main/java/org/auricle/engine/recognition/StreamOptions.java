package org.auricle.engine.recognition;

import java.util.Objects;

/**
 * What a caller asks of one stream.
 *
 * @param sampleRateHz of the audio that will come
 * @param request most readings in a transcript, boosts, grammar
 * @param interimResults whether to recognise while audio arrives; the final result does not depend
 *     on it
 */
public record StreamOptions(int sampleRateHz, DecodeRequest request, boolean interimResults) {

  /** Validates ranges. */
  public StreamOptions {
    if (sampleRateHz < 1) {
      throw new IllegalArgumentException("sampleRateHz: " + sampleRateHz + " (expected: > 0)");
    }
    Objects.requireNonNull(request, "request");
  }

  /** Asks for readings and nothing else. */
  public StreamOptions(int sampleRateHz, int alternatives, boolean interimResults) {
    this(sampleRateHz, DecodeRequest.nBest(alternatives), interimResults);
  }

  /** Most readings in a transcript. */
  public int alternatives() {
    return request.nBest();
  }
}

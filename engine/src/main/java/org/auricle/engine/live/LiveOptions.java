package org.auricle.engine.live;

import java.util.Objects;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.StreamOptions;

/**
 * What a caller asks of a live stream.
 *
 * @param sampleRateHz of the audio that will come
 * @param request most readings in a transcript, boosts, grammar
 * @param interimResults whether to tell what has been understood while somebody speaks
 */
public record LiveOptions(int sampleRateHz, DecodeRequest request, boolean interimResults) {

  /** Validates ranges. */
  public LiveOptions {
    Objects.requireNonNull(request, "request");
    new StreamOptions(sampleRateHz, request, interimResults);
  }
}

package org.auricle.engine.offline;

import java.util.Objects;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;

/**
 * How recordings are taken apart.
 *
 * @param request boosts and grammar, of a recording or of each of its segments, which have one
 *     reading each
 * @param wholeSeconds a recording that is not longer than this stays whole; 0: none does; infinite:
 *     all do, and are in memory whole
 * @param endpoints where the segments of longer ones start and end
 */
public record OfflineOptions(
    DecodeRequest request, double wholeSeconds, EndpointOptions endpoints) {

  /** A minute, from which on a server, too, takes recordings apart. */
  public static final double DEFAULT_WHOLE_SECONDS = LiveOptions.MAX_UTTERANCE_SECONDS;

  /** Nothing special is asked for. */
  public static final OfflineOptions DEFAULT =
      new OfflineOptions(DecodeRequest.nBest(1), DEFAULT_WHOLE_SECONDS, EndpointOptions.DEFAULT);

  /** Validates ranges. */
  public OfflineOptions {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(endpoints, "endpoints");
    if (!(wholeSeconds >= 0)) {
      throw new IllegalArgumentException("wholeSeconds: " + wholeSeconds + " (expected: >= 0)");
    }
  }

  /** The same with another request. */
  public OfflineOptions withRequest(DecodeRequest other) {
    return new OfflineOptions(other, wholeSeconds, endpoints);
  }

  /** The same with another length up to which recordings stay whole. */
  public OfflineOptions withWholeSeconds(double seconds) {
    return new OfflineOptions(request, seconds, endpoints);
  }
}

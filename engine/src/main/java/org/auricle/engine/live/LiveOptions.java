package org.auricle.engine.live;

import java.util.Objects;
import java.util.Optional;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.StreamLatency;
import org.auricle.engine.recognition.StreamOptions;

/**
 * What a caller asks of a live stream.
 *
 * @param sampleRateHz of the audio that will come
 * @param request most readings in a transcript, boosts, grammar; for each utterance
 * @param interimResults whether to tell what has been understood while somebody speaks
 * @param endpointing when an utterance starts and ends, by a detector of speech; what lies between
 *     utterances is not recognised. Empty: the stream is one utterance, but for cuts at {@code
 *     maxUtteranceSeconds}
 * @param singleUtterance whether the stream ends with its first utterance
 * @param latency of interim results; empty: the model's own
 * @param maxUtteranceSeconds without endpointing (which has its own maximum): an utterance that
 *     reaches this length is cut where it is quietest in its second half
 * @param spotting phrases to look for; empty: none
 */
public record LiveOptions(
    int sampleRateHz,
    DecodeRequest request,
    boolean interimResults,
    Optional<EndpointOptions> endpointing,
    boolean singleUtterance,
    Optional<StreamLatency> latency,
    double maxUtteranceSeconds,
    Optional<Spotting> spotting) {

  /** A minute: what is kept of a stream stays below 5 MB at 16 kHz. */
  public static final double MAX_UTTERANCE_SECONDS = 60;

  /** Validates ranges. */
  public LiveOptions {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(endpointing, "endpointing");
    Objects.requireNonNull(latency, "latency");
    Objects.requireNonNull(spotting, "spotting");
    new StreamOptions(sampleRateHz, request, interimResults);
    EndpointOptions.DEFAULT.withMaxUtterance(maxUtteranceSeconds);
  }

  /** No endpointing, the model's own latency. */
  public LiveOptions(int sampleRateHz, DecodeRequest request, boolean interimResults) {
    this(
        sampleRateHz,
        request,
        interimResults,
        Optional.empty(),
        false,
        Optional.empty(),
        MAX_UTTERANCE_SECONDS,
        Optional.empty());
  }

  /** The same, taken apart into utterances by speech and silence. */
  public LiveOptions withEndpointing(EndpointOptions rules) {
    return new LiveOptions(
        sampleRateHz,
        request,
        interimResults,
        Optional.of(rules),
        singleUtterance,
        latency,
        maxUtteranceSeconds,
        spotting);
  }

  /** The same, over after the first utterance or not. */
  public LiveOptions withSingleUtterance(boolean single) {
    return new LiveOptions(
        sampleRateHz,
        request,
        interimResults,
        endpointing,
        single,
        latency,
        maxUtteranceSeconds,
        spotting);
  }

  /** The same with another latency of interim results. */
  public LiveOptions withLatency(StreamLatency other) {
    return new LiveOptions(
        sampleRateHz,
        request,
        interimResults,
        endpointing,
        singleUtterance,
        Optional.of(other),
        maxUtteranceSeconds,
        spotting);
  }

  /** The same with another greatest length of an utterance without endpointing. */
  public LiveOptions withMaxUtteranceSeconds(double seconds) {
    return new LiveOptions(
        sampleRateHz,
        request,
        interimResults,
        endpointing,
        singleUtterance,
        latency,
        seconds,
        spotting);
  }

  /** The same, also looking for phrases. */
  public LiveOptions withSpotting(Spotting phrases) {
    return new LiveOptions(
        sampleRateHz,
        request,
        interimResults,
        endpointing,
        singleUtterance,
        latency,
        maxUtteranceSeconds,
        Optional.of(phrases));
  }
}

package org.auricle.grpc.google;

import java.util.Optional;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;

/**
 * How the audio of one request is to be recognised.
 *
 * @param config closed by the {@link Recognition} that follows the plan
 * @param serial on which everything about it runs
 * @param interimResults whether to tell what has been understood while somebody speaks
 * @param singleUtterance whether to end with the first utterance
 * @param endpointing how to take the audio apart into utterances, where the model can; empty: it is
 *     one
 * @param maxSeconds longer audio is refused
 * @param tooLong how to say so
 * @param maxQueuedSeconds of decoded audio that may wait
 * @param skipSeconds [channels] of audio that has been recognised before; empty for none
 */
record RecognitionPlan(
    RequestedConfig config,
    StreamScheduler scheduler,
    SerialExecutor serial,
    boolean interimResults,
    boolean singleUtterance,
    Optional<EndpointOptions> endpointing,
    double maxSeconds,
    RefusedException tooLong,
    double maxQueuedSeconds,
    double[] skipSeconds) {

  /** Of one channel. */
  double skipSeconds(int channel) {
    return channel < skipSeconds.length ? skipSeconds[channel] : 0;
  }

  LiveOptions liveOptions(int sampleRate, DecodeRequest request) {
    LiveOptions options =
        new LiveOptions(sampleRate, request, interimResults).withSingleUtterance(singleUtterance);
    boolean possible = config.model().recognizer().voiceActivity().isPresent();
    return possible && endpointing.isPresent()
        ? options.withEndpointing(endpointing.get())
        : options;
  }
}

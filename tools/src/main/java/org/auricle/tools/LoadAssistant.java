package org.auricle.tools;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import org.auricle.grpc.v1.AssistantGrpc;
import org.auricle.grpc.v1.ConversationConfig;
import org.auricle.grpc.v1.ConversationTimeouts;
import org.auricle.grpc.v1.ConverseRequest;
import org.auricle.grpc.v1.ConverseResponse;
import org.auricle.grpc.v1.RecognitionConfig;

/**
 * Speakers who give orders, and wait until they are understood.
 *
 * @param model that is asked for; empty: the domain's
 * @param domain its name; empty: the server's first
 * @param endSilence that ends an order, seconds; 0: as the server has it
 */
record LoadAssistant(Channel channel, String model, String domain, double endSilence)
    implements LoadProtocol<ConverseRequest, ConverseResponse> {
  private static final double NANOS = 1e9;

  @Override
  public void call(StreamObserver<ConverseResponse> answers) {
    var unused = AssistantGrpc.newStub(channel).converse(answers);
  }

  @Override
  public ConverseRequest config(LoadAudio audio) {
    long nanos = Math.round(endSilence * NANOS);
    Duration silence =
        Duration.newBuilder()
            .setSeconds(nanos / (long) NANOS)
            .setNanos((int) (nanos % (long) NANOS))
            .build();
    return ConverseRequest.newBuilder()
        .setConfig(
            ConversationConfig.newBuilder()
                .setModel(model)
                .setDomain(domain)
                .setWakePhrase("")
                .setInterimResults(true)
                .setTimeouts(ConversationTimeouts.newBuilder().setEndSilence(silence))
                .setEncoding(RecognitionConfig.Encoding.LINEAR16)
                .setSampleRateHertz(audio.sampleRate()))
        .build();
  }

  @Override
  public ConverseRequest audio(ByteString samples) {
    return ConverseRequest.newBuilder().setAudio(samples).build();
  }

  @Override
  public Listener<ConverseResponse> listener(LoadStatistics statistics) {
    return new Orders(statistics);
  }

  /** The orders of one call. */
  private static final class Orders implements Listener<ConverseResponse> {
    private final LoadStatistics statistics;
    private double speechEnd; // of the utterance that is being understood

    Orders(LoadStatistics statistics) {
      this.statistics = statistics;
    }

    @Override
    public void heard(ConverseResponse response, Clock clock) {
      double heard = LoadProtocol.seconds(response.getAudioDuration());
      switch (response.getEventCase()) {
        case INTERIM -> statistics.interim(clock.startNanos(), clock.millisSinceSent(heard));
        case ENDPOINT -> speechEnd = LoadProtocol.seconds(response.getEndpoint().getTime());
        case FINAL -> statistics.last(clock.startNanos(), clock.millisSinceSent(heard));
        case INTENT ->
            statistics.intent(
                clock.startNanos(),
                clock.millisSinceSent(heard),
                clock.millisSinceSpoken(speechEnd));
        case NO_MATCH -> statistics.noMatch(clock.startNanos());
        default -> {} // turns, and what nobody measures
      }
    }
  }
}

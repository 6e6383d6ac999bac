package org.auricle.tools;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import org.auricle.grpc.v1.RecognitionConfig;
import org.auricle.grpc.v1.SpeechGrpc;
import org.auricle.grpc.v1.StreamingRecognitionConfig;
import org.auricle.grpc.v1.StreamingRecognizeRequest;
import org.auricle.grpc.v1.StreamingRecognizeResponse;

/**
 * Speakers who want to be written down.
 *
 * @param model that is asked for; empty: the server's default
 */
record LoadSpeech(Channel channel, String model)
    implements LoadProtocol<StreamingRecognizeRequest, StreamingRecognizeResponse> {

  @Override
  public void call(StreamObserver<StreamingRecognizeResponse> answers) {
    var unused = SpeechGrpc.newStub(channel).streamingRecognize(answers);
  }

  @Override
  public StreamingRecognizeRequest config(LoadAudio audio) {
    return StreamingRecognizeRequest.newBuilder()
        .setConfig(
            StreamingRecognitionConfig.newBuilder()
                .setInterimResults(true)
                .setConfig(
                    RecognitionConfig.newBuilder()
                        .setModel(model)
                        .setEncoding(RecognitionConfig.Encoding.LINEAR16)
                        .setSampleRateHertz(audio.sampleRate())))
        .build();
  }

  @Override
  public StreamingRecognizeRequest audio(ByteString samples) {
    return StreamingRecognizeRequest.newBuilder().setAudio(samples).build();
  }

  @Override
  public Listener<StreamingRecognizeResponse> listener(LoadStatistics statistics) {
    return (response, clock) -> {
      double millis = clock.millisSinceSent(LoadProtocol.seconds(response.getAudioDuration()));
      if (response.getResultsCount() > 0) {
        if (response.getResults(0).getIsFinal()) {
          statistics.last(clock.startNanos(), millis);
        } else {
          statistics.interim(clock.startNanos(), millis);
        }
      }
      if (response.hasLookAhead()) {
        statistics.lookAhead(LoadProtocol.seconds(response.getLookAhead()));
      }
    };
  }
}

package org.auricle.grpc;

import com.google.protobuf.ByteString;
import java.util.Optional;
import java.util.function.Consumer;
import org.auricle.engine.audio.RawFormat;
import org.auricle.engine.recognition.RecognitionStream;
import org.auricle.engine.recognition.StreamOptions;
import org.auricle.engine.recognition.Transcript;
import org.auricle.grpc.v1.StreamingRecognitionConfig;
import org.auricle.grpc.v1.StreamingRecognizeRequest;
import org.auricle.grpc.v1.StreamingRecognizeResponse;

/**
 * What each message of one stream does: a config opens it, audio feeds it, the end brings the final
 * result. Not thread-safe; knows nothing of gRPC's calls and threads.
 */
final class StreamingSession {
  private final ServedModels models;
  private final double maxAudioSeconds;
  private final Consumer<StreamingRecognizeResponse> responses;
  private Optional<OpenStream> open = Optional.empty();

  StreamingSession(
      ServedModels models, double maxAudioSeconds, Consumer<StreamingRecognizeResponse> responses) {
    this.models = models;
    this.maxAudioSeconds = maxAudioSeconds;
    this.responses = responses;
  }

  /** Takes the next message of the client. */
  void accept(StreamingRecognizeRequest request) throws RequestException {
    switch (request.getRequestCase()) {
      case CONFIG -> {
        if (open.isPresent()) {
          throw RequestException.invalid(
              "a second config (expected: exactly one config, then audio)");
        }
        open = Optional.of(new OpenStream(request.getConfig()));
      }
      case AUDIO -> stream("audio").accept(request.getAudio());
      case REQUEST_NOT_SET ->
          throw RequestException.invalid(
              "a message without config or audio (expected: one of them)");
    }
  }

  /** Ends the audio and sends the final result. */
  void finish() throws RequestException {
    stream("the end").finish();
  }

  private OpenStream stream(String found) throws RequestException {
    return open.orElseThrow(
        () -> RequestException.invalid(found + " before a config (expected: the config first)"));
  }

  /** The part of a stream that exists once its config is known. */
  private final class OpenStream {
    private final RequestedRecognition request;
    private final PcmDecoder decoder;
    private final RecognitionStream recognition;
    private final long maxSamples;
    private long samples;

    OpenStream(StreamingRecognitionConfig config) throws RequestException {
      request = RequestedRecognition.of(config.getConfig(), models);
      RawFormat format = RequestedRecognition.rawFormat(config.getConfig());
      decoder = new PcmDecoder(format);
      maxSamples = (long) (maxAudioSeconds * format.sampleRate());
      StreamOptions options =
          new StreamOptions(format.sampleRate(), request.decoding(), config.getInterimResults());
      recognition = request.model().recognizer().newStream(options);
    }

    void accept(ByteString audio) throws RequestException {
      decoder.decode(audio, this::recognize);
    }

    private void recognize(float[] mono, int count) throws RequestException {
      samples += count;
      if (samples > maxSamples) {
        throw RequestException.outOfRange(
            "audio: more than " + maxAudioSeconds + " s (expected: at most that in one stream)");
      }
      recognition.accept(mono, 0, count).ifPresent(interim -> respond(interim, false));
    }

    void finish() {
      respond(recognition.finish(), true);
    }

    private void respond(Transcript transcript, boolean isFinal) {
      responses.accept(
          StreamingRecognizeResponse.newBuilder()
              .addResults(Results.result(transcript, request.wordTimes(), isFinal))
              .setAudioDuration(Results.duration(transcript.durationSeconds()))
              .setModel(request.model().name())
              .build());
    }
  }
}

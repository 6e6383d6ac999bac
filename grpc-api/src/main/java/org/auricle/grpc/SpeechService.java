package org.auricle.grpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.engine.recognition.Transcript;
import org.auricle.grpc.v1.RecognitionConfig;
import org.auricle.grpc.v1.RecognizeRequest;
import org.auricle.grpc.v1.RecognizeResponse;
import org.auricle.grpc.v1.SpeechGrpc;
import org.auricle.grpc.v1.StreamingRecognizeRequest;
import org.auricle.grpc.v1.StreamingRecognizeResponse;
import org.auricle.server.ModelRegistry;
import org.auricle.server.access.Admission;
import org.auricle.server.telemetry.CallRecord;

/** {@code auricle.v1.Speech}. Recognition runs on the workers, never on gRPC's threads. */
final class SpeechService extends SpeechGrpc.SpeechImplBase {
  private static final ByteString FLAC_MAGIC = ByteString.copyFromUtf8("fLaC");

  private final ModelRegistry models;
  private final ServerOptions limits;
  private final StreamScheduler scheduler;

  SpeechService(ModelRegistry models, ServerOptions limits, StreamScheduler scheduler) {
    this.models = models;
    this.limits = limits;
    this.scheduler = scheduler;
  }

  @Override
  public void recognize(RecognizeRequest request, StreamObserver<RecognizeResponse> responses) {
    var call = (ServerCallStreamObserver<RecognizeResponse>) responses;
    try {
      AudioClip clip = read(request);
      Admission.CURRENT.get().audio(clip.durationSeconds());
      CallRecord.CURRENT.get().audio(clip.durationSeconds());
      RequestedRecognition requested = RequestedRecognition.of(request.getConfig(), models);
      try {
        recognize(requested, clip, call);
      } catch (Throwable e) {
        requested.close();
        throw e;
      }
    } catch (Throwable e) { // an Error, too: otherwise the client would wait for ever
      call.onError(StatusMapper.map(e));
    }
  }

  private void recognize(
      RequestedRecognition requested,
      AudioClip clip,
      ServerCallStreamObserver<RecognizeResponse> call) {
    CallRecord record = CallRecord.CURRENT.get();
    record.model(requested.model().name());
    CompletableFuture<Transcript> transcript =
        scheduler.recognize(
            requested.model().recognizer(), clip, requested.decoding(), requested::close);
    call.setOnCancelHandler(() -> transcript.cancel(false));
    transcript
        .thenApply(found -> response(found, clip, requested))
        .whenComplete(
            (response, failure) -> {
              if (failure == null) {
                record.utterance(said(response), 0, clip.durationSeconds());
              }
              answer(call, response, failure);
            });
  }

  @Override
  public StreamObserver<StreamingRecognizeRequest> streamingRecognize(
      StreamObserver<StreamingRecognizeResponse> responses) {
    return new StreamingCall(
        new StreamingSession(models, limits.maxStreamSeconds(), scheduler::open),
        (ServerCallStreamObserver<StreamingRecognizeResponse>) responses);
  }

  private static String said(RecognizeResponse response) {
    return response.getResults(0).getAlternatives(0).getTranscript();
  }

  private static void answer(
      ServerCallStreamObserver<RecognizeResponse> call,
      RecognizeResponse response,
      Throwable failure) {
    if (call.isCancelled()) {
      return;
    }
    if (failure == null) {
      call.onNext(response);
      call.onCompleted();
    } else {
      call.onError(
          StatusMapper.map(failure instanceof CompletionException e ? e.getCause() : failure));
    }
  }

  private static RecognizeResponse response(
      Transcript transcript, AudioClip clip, RequestedRecognition requested) {
    return RecognizeResponse.newBuilder()
        .addResults(Results.result(transcript, requested.wordTimes(), true))
        .setAudioDuration(Results.duration(clip.durationSeconds()))
        .setModel(requested.model().name())
        .build();
  }

  private AudioClip read(RecognizeRequest request) throws RequestException, AudioFormatException {
    RecognitionConfig config = request.getConfig();
    boolean headerless = RequestedRecognition.isHeaderless(config);
    if (config.getEncoding() == RecognitionConfig.Encoding.FLAC
        && !request.getAudio().startsWith(FLAC_MAGIC)) {
      throw RequestException.invalid("audio: no FLAC header (expected with encoding FLAC)");
    }
    AudioReader.Options options =
        AudioReader.Options.DEFAULT.withMaxSeconds(limits.maxAudioSeconds());
    if (headerless) {
      options = options.withRaw(RequestedRecognition.rawFormat(config));
    }
    AudioClip clip = AudioReader.read(request.getAudio().toByteArray(), "audio", options);
    int stated = config.getSampleRateHertz();
    if (stated != 0 && stated != clip.sampleRate()) {
      throw RequestException.invalid(
          "sample_rate_hertz: "
              + stated
              + " (expected: 0 or the header's "
              + clip.sampleRate()
              + ")");
    }
    return clip;
  }
}

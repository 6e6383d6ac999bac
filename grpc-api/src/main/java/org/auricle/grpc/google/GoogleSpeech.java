package org.auricle.grpc.google;

import com.google.cloud.speech.v1.LongRunningRecognizeRequest;
import com.google.cloud.speech.v1.RecognitionAudio;
import com.google.cloud.speech.v1.RecognizeRequest;
import com.google.cloud.speech.v1.RecognizeResponse;
import com.google.cloud.speech.v1.SpeechGrpc;
import com.google.cloud.speech.v1.SpeechRecognitionResult;
import com.google.cloud.speech.v1.StreamingRecognizeRequest;
import com.google.cloud.speech.v1.StreamingRecognizeResponse;
import com.google.longrunning.Operation;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.server.ModelRegistry;
import org.auricle.server.UnknownModelException;
import org.auricle.server.access.Admission;

/** {@code google.cloud.speech.v1.Speech}, and what v1p1beta1 has in common with it. */
final class GoogleSpeech extends SpeechGrpc.SpeechImplBase {
  private final ModelRegistry models;
  private final StreamScheduler scheduler;
  private final LongRunning longRunning;
  private final GoogleOptions options;
  private final Executor threads;
  private final ScheduledExecutorService timer;

  GoogleSpeech(
      ModelRegistry models,
      StreamScheduler scheduler,
      LongRunning longRunning,
      GoogleOptions options,
      Executor threads,
      ScheduledExecutorService timer) {
    this.models = models;
    this.scheduler = scheduler;
    this.longRunning = longRunning;
    this.options = options;
    this.threads = threads;
    this.timer = timer;
  }

  @Override
  public StreamObserver<StreamingRecognizeRequest> streamingRecognize(
      StreamObserver<StreamingRecognizeResponse> responses) {
    return new StreamingCall(
        (ServerCallStreamObserver<StreamingRecognizeResponse>) responses,
        serial(),
        timer,
        options.maxSilence().toNanos(),
        (serial, client) -> new StreamingSession(models, scheduler, options, serial, client));
  }

  @Override
  public void recognize(RecognizeRequest request, StreamObserver<RecognizeResponse> responses) {
    var call = (ServerCallStreamObserver<RecognizeResponse>) responses;
    RequestedConfig config;
    byte[] audio;
    try {
      audio = content(request.getAudio());
      config = RequestedConfig.of(request.getConfig(), models);
    } catch (RefusedException | UnknownModelException | RuntimeException e) {
      call.onError(Failures.toGrpc(e));
      return;
    }
    List<SpeechRecognitionResult> results = new ArrayList<>();
    RecordingRecognition recognition;
    try {
      recognition = new RecordingRecognition(plan(config), results::add);
    } catch (RuntimeException e) {
      config.close();
      call.onError(Failures.toGrpc(e));
      return;
    }
    call.setOnCancelHandler(recognition::cancel);
    recognition
        .start(audio)
        .whenComplete(
            (seconds, failure) -> {
              if (call.isCancelled()) {
                return;
              }
              if (failure != null) {
                call.onError(Failures.toGrpc(failure));
              } else {
                call.onNext(response(results, seconds));
                call.onCompleted();
              }
            });
  }

  /** Knows, as the call does, who calls. */
  private SerialExecutor serial() {
    return new SerialExecutor(Context.currentContextExecutor(threads));
  }

  private RecognitionPlan plan(RequestedConfig config) {
    double seconds = options.maxRecordingSeconds();
    return new RecognitionPlan(
        config,
        scheduler,
        serial(),
        false,
        false,
        Optional.empty(),
        seconds,
        RefusedException.invalid(
            "Sync input too long. For audio longer than %.0f s use LongRunningRecognize."
                .formatted(seconds)),
        options.maxQueuedSeconds(),
        new double[0]);
  }

  private static RecognizeResponse response(List<SpeechRecognitionResult> results, double seconds) {
    return RecognizeResponse.newBuilder()
        .addAllResults(RecordingRecognition.inOrder(results))
        .setTotalBilledTime(Results.billed(seconds))
        .setRequestId(RequestIds.next())
        .build();
  }

  @Override
  public void longRunningRecognize(
      LongRunningRecognizeRequest request, StreamObserver<Operation> responses) {
    ((ServerCallStreamObserver<Operation>) responses).setOnCancelHandler(() -> {});
    String owner = options.owner();
    Admission admission = Admission.CURRENT.get();
    longRunning
        .threads()
        .execute(
            () -> {
              try {
                Operation operation =
                    longRunning.submit(owner, request, content(request.getAudio()), admission);
                responses.onNext(operation);
                responses.onCompleted();
              } catch (Throwable e) { // an Error, too: otherwise the client would wait for ever
                responses.onError(Failures.toGrpc(e));
              }
            });
  }

  /** The bytes of the audio; nothing is fetched from elsewhere. */
  private static byte[] content(RecognitionAudio audio) throws RefusedException {
    return switch (audio.getAudioSourceCase()) {
      case CONTENT -> audio.getContent().toByteArray();
      case URI ->
          throw RefusedException.invalid(
              "audio.uri: \"" + audio.getUri() + "\" (expected: content; no URI is served)");
      case AUDIOSOURCE_NOT_SET ->
          throw RefusedException.invalid("audio: neither content nor uri (expected: content)");
    };
  }
}

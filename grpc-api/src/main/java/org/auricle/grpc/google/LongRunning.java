package org.auricle.grpc.google;

import com.google.cloud.speech.v1.LongRunningRecognizeRequest;
import com.google.cloud.speech.v1.LongRunningRecognizeResponse;
import com.google.cloud.speech.v1.RecognitionConfig;
import com.google.cloud.speech.v1.SpeechRecognitionResult;
import com.google.longrunning.Operation;
import com.google.rpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.auricle.engine.audio.AudioBlock;
import org.auricle.engine.audio.AudioDecoderStream;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.server.ModelRegistry;
import org.auricle.server.UnknownModelException;
import org.auricle.server.access.Admission;
import org.auricle.server.jobs.Job;
import org.auricle.server.jobs.JobFailedException;
import org.auricle.server.jobs.JobHandler;
import org.auricle.server.jobs.JobRun;
import org.auricle.server.jobs.JobService;
import org.auricle.server.jobs.JobsFullException;

/**
 * LongRunningRecognize as a kind of job. Each utterance is a part of the job's result; a job that
 * was interrupted goes on after the last of them.
 */
final class LongRunning implements JobHandler {
  private static final double MAX_QUEUED_SECONDS = 30;
  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  private final JobService jobs;
  private final String kind;
  private final ModelRegistry models;
  private final StreamScheduler scheduler;
  private final Executor threads;

  /**
   * Begins to work on jobs.
   *
   * @param kind the package of the API's version
   */
  LongRunning(
      JobService jobs,
      String kind,
      ModelRegistry models,
      StreamScheduler scheduler,
      Executor threads) {
    this.jobs = jobs;
    this.kind = kind;
    this.models = models;
    this.scheduler = scheduler;
    this.threads = threads;
    jobs.handle(kind, this);
  }

  /** Where requests are to be submitted: it may take a while. */
  Executor threads() {
    return threads;
  }

  /** Accepts a request, once it is clear that it can be met; when this returns, it is kept. */
  Operation submit(
      String owner, LongRunningRecognizeRequest request, byte[] audio, Admission admission)
      throws RefusedException, UnknownModelException, AudioFormatException, JobsFullException {
    if (!request.getOutputConfig().getGcsUri().isEmpty()) {
      throw RefusedException.invalid("output_config.gcs_uri: not served (expected: none)");
    }
    try (RequestedConfig config = RequestedConfig.of(request.getConfig(), models)) {
      admission.audio(measure(config, audio));
    }
    return Operations.of(jobs.submit(owner, kind, request.getConfig().toByteArray(), audio));
  }

  /** Seconds of audio, all of which can be decoded. */
  private static double measure(RequestedConfig config, byte[] audio)
      throws RefusedException, AudioFormatException {
    AudioDecoderStream decoder = config.audio().newDecoder();
    decoder.feed(audio, 0, audio.length);
    decoder.end();
    double seconds = 0;
    boolean first = true;
    Optional<AudioBlock> block;
    while (audio.length > 0 && (block = decoder.next()).isPresent()) {
      if (first) {
        config.audio().check(block.get(), decoder.sampleEncoding());
        first = false;
      }
      seconds += (double) block.get().frames() / block.get().sampleRate();
    }
    return seconds;
  }

  @Override
  public byte[] run(JobRun run) throws Exception {
    RecognitionConfig message = RecognitionConfig.parseFrom(run.job().request());
    List<SpeechRecognitionResult> results = new ArrayList<>();
    for (byte[] part : run.parts()) {
      results.add(SpeechRecognitionResult.parseFrom(part));
    }
    byte[] audio = run.audio();
    try {
      RequestedConfig config = RequestedConfig.of(message, models); // the recognition closes it
      double total = measureOrClose(config, audio);
      RecognitionPlan plan = plan(config, results);
      RecordingRecognition recognition =
          new RecordingRecognition(
              plan,
              result -> {
                results.add(result);
                run.addPart(result.toByteArray(), percent(result, total));
              });
      CompletableFuture<Double> done = recognition.start(audio);
      run.onStop(recognition::cancel);
      done.get();
      return response(results, total, run.job());
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (RefusedException | UnknownModelException | AudioFormatException e) {
      throw failure(e);
    }
  }

  private static double measureOrClose(RequestedConfig config, byte[] audio)
      throws RefusedException, AudioFormatException {
    try {
      return measure(config, audio);
    } catch (RefusedException | AudioFormatException | RuntimeException | Error e) {
      config.close();
      throw e;
    }
  }

  /** What will not be better next time ends the job. */
  private static Exception failure(Throwable cause) {
    if (cause instanceof RefusedException
        || cause instanceof UnknownModelException
        || cause instanceof AudioFormatException
        || cause instanceof DecodeRequestException) {
      Status status = Failures.toStatus(cause);
      return new JobFailedException(status.getCode(), status.getMessage(), cause);
    }
    return cause instanceof Exception exception ? exception : new ExecutionException(cause);
  }

  private RecognitionPlan plan(RequestedConfig config, List<SpeechRecognitionResult> done) {
    return new RecognitionPlan(
        config,
        scheduler,
        new SerialExecutor(threads),
        false,
        false,
        Optional.of(EndpointOptions.DEFAULT),
        NO_LIMIT,
        RefusedException.invalid("too long"),
        MAX_QUEUED_SECONDS,
        ends(done));
  }

  /** Seconds up to which each channel has been recognised. */
  private static double[] ends(List<SpeechRecognitionResult> done) {
    double[] ends = new double[RequestedAudio.MAX_CHANNELS];
    for (SpeechRecognitionResult result : done) {
      int channel = Math.max(0, result.getChannelTag() - 1);
      ends[channel] = Math.max(ends[channel], Results.seconds(result.getResultEndTime()));
    }
    return ends;
  }

  private static int percent(SpeechRecognitionResult result, double total) {
    return (int) Math.min(99, 100 * Results.seconds(result.getResultEndTime()) / total);
  }

  private static byte[] response(List<SpeechRecognitionResult> results, double seconds, Job job) {
    return LongRunningRecognizeResponse.newBuilder()
        .addAllResults(RecordingRecognition.inOrder(results))
        .setTotalBilledTime(Results.billed(seconds))
        .setRequestId(Long.parseUnsignedLong(job.id().substring(0, 15), 16))
        .build()
        .toByteArray();
  }
}

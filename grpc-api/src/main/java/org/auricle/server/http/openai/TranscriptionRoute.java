package org.auricle.server.http.openai;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.engine.recognition.Transcript;
import org.auricle.server.ModelLease;
import org.auricle.server.ModelRegistry;
import org.auricle.server.http.exchange.Call;
import org.auricle.server.http.exchange.Departure;
import org.auricle.server.http.exchange.HttpProblem;
import org.auricle.server.http.exchange.Replies;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code POST /v1/audio/transcriptions}: a file in, its text out. Thread-safe. */
public final class TranscriptionRoute {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final ModelRegistry models;
  private final StreamScheduler scheduler;
  private final TranscriptionLimits limits;
  private final Uploads uploads;
  private final Semaphore slots;
  private final Executor readers;

  /**
   * The route.
   *
   * @param directory for uploads, while they last
   * @param readers that decode files
   */
  public TranscriptionRoute(
      ModelRegistry models,
      StreamScheduler scheduler,
      TranscriptionLimits limits,
      Path directory,
      Executor readers) {
    this.models = models;
    this.scheduler = scheduler;
    this.limits = limits;
    this.readers = readers;
    uploads = new Uploads(limits.maxUploadBytes(), directory);
    slots = new Semaphore(limits.maxTranscriptions());
  }

  /** A file that has been read, and the model that it is for. */
  private record Job(TranscriptionForm form, AudioClip clip, ModelLease model) {}

  /**
   * Answers, later.
   *
   * @throws HttpProblem if the request can be refused before its body is read
   */
  public void handle(Call call) throws HttpProblem {
    if (!slots.tryAcquire()) {
      throw HttpProblem.overloaded(
          "transcriptions: " + limits.maxTranscriptions() + ", the most at a time", RETRY_AFTER);
    }
    CompletableFuture<MultiPartFormData.Parts> form;
    try {
      form = uploads.receive(call.request());
    } catch (HttpProblem | RuntimeException e) {
      slots.release();
      throw e;
    }
    var unused =
        form.thenApplyAsync(parts -> read(parts, call), readers)
            .thenCompose(job -> recognize(job, call))
            .whenComplete(
                (done, failure) -> {
                  slots.release();
                  if (failure != null) {
                    call.refuse(failure);
                  }
                });
  }

  /** Everything about the request that can be wrong shows here. */
  private Job read(MultiPartFormData.Parts parts, Call call) {
    try (parts) {
      TranscriptionForm form = TranscriptionForm.of(parts);
      ModelLease model = ModelNames.lease(models, form.model(), form.language());
      try (InputStream audio = Content.Source.asInputStream(form.file().getContentSource())) {
        AudioClip clip = AudioReader.read(audio, "file", reading());
        call.admission().audio(clip.durationSeconds());
        call.record().audio(clip.durationSeconds());
        call.record().model(model.name());
        return new Job(form, clip, model);
      } catch (IOException | RuntimeException | Error e) {
        model.close();
        throw e;
      }
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  private AudioReader.Options reading() {
    return AudioReader.Options.DEFAULT.withMaxSeconds(limits.maxAudioSeconds());
  }

  private CompletableFuture<Void> recognize(Job job, Call call) {
    try {
      if (job.form().stream()) {
        return StreamedTranscription.start(
            scheduler,
            job.model().recognizer(),
            job.clip(),
            job.form().request(),
            call,
            job.model()::close);
      }
      return transcribe(job, call);
    } catch (RuntimeException | Error e) {
      job.model().close();
      throw e;
    }
  }

  private CompletableFuture<Void> transcribe(Job job, Call call) {
    CompletableFuture<Transcript> transcript =
        scheduler.recognize(
            job.model().recognizer(), job.clip(), job.form().request(), job.model()::close);
    Departure client = Departure.watch(call.response(), () -> transcript.cancel(false));
    return transcript.handle(
        (found, failure) -> {
          client.close(); // from here on the connection is its own again
          if (failure instanceof CancellationException) {
            call.callback().failed(new EofException("the client went away"));
          } else if (failure != null) {
            throw new CompletionException(failure);
          } else {
            call.record().utterance(found.text(), 0, job.clip().durationSeconds());
            List<String> languages = job.model().languages();
            String language = languages.isEmpty() ? "und" : languages.get(0);
            answer(job.form(), new Transcription(found, language), call);
          }
          return null;
        });
  }

  private static void answer(TranscriptionForm form, Transcription transcription, Call call) {
    Response response = call.response();
    Callback callback = call.callback();
    switch (form.format()) {
      case JSON -> Replies.json(response, 200, transcription.json(), callback);
      case VERBOSE_JSON ->
          Replies.json(
              response, 200, transcription.verboseJson(form.segments(), form.words()), callback);
      case TEXT -> Replies.text(response, 200, Replies.TEXT, transcription.text(), callback);
      case SRT ->
          Replies.text(
              response, 200, "application/x-subrip; charset=utf-8", transcription.srt(), callback);
      case VTT ->
          Replies.text(response, 200, "text/vtt; charset=utf-8", transcription.vtt(), callback);
    }
  }
}

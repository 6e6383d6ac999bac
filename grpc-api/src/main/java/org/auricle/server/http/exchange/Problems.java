package org.auricle.server.http.exchange;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.live.NoVoiceDetectorException;
import org.auricle.engine.live.OverloadedException;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.server.UnknownModelException;
import org.auricle.server.access.UnauthenticatedException;
import org.auricle.server.assistant.UnknownDomainException;

/**
 * What went wrong, as the client sees it. What is the client's to change is told in full; a fault
 * of ours goes to the log in full, and the client gets a reference to find it by.
 */
public final class Problems {
  private static final System.Logger LOG = System.getLogger(Problems.class.getName());

  private Problems() {}

  /** The problem behind a failure. */
  public static HttpProblem of(Throwable failure) {
    if (failure instanceof HttpProblem problem) {
      return problem;
    }
    if ((failure instanceof CompletionException || failure instanceof ExecutionException)
        && failure.getCause() != null) {
      return of(failure.getCause());
    }
    if (failure instanceof AudioFormatException audio) {
      String code = audio.isTooLong() ? "audio_too_long" : "invalid_audio";
      return HttpProblem.invalid(400, "file", code, audio.getMessage());
    }
    if (failure instanceof UnauthenticatedException) {
      return HttpProblem.invalid(401, "", "invalid_api_key", failure.getMessage());
    }
    if (failure instanceof UnknownModelException) {
      return HttpProblem.invalid(404, "model", "model_not_found", failure.getMessage());
    }
    if (failure instanceof UnknownDomainException) {
      return HttpProblem.invalid(404, "domain", "domain_not_found", failure.getMessage());
    }
    if (failure instanceof NoVoiceDetectorException) {
      return HttpProblem.invalid(400, "model", "", failure.getMessage());
    }
    if (failure instanceof DecodeRequestException) {
      return HttpProblem.invalid(400, "phrases", "", failure.getMessage());
    }
    if (failure instanceof OverloadedException overloaded) {
      return HttpProblem.overloaded(overloaded.getMessage(), overloaded.retryAfter());
    }
    if (failure instanceof RejectedExecutionException) { // its workers have been stopped
      return HttpProblem.draining();
    }
    String reference = UUID.randomUUID().toString();
    LOG.log(System.Logger.Level.ERROR, "internal error " + reference, failure);
    return new HttpProblem(
        500,
        "server_error",
        "",
        "internal_error",
        "internal error; the server's log has it as " + reference,
        Optional.empty());
  }
}

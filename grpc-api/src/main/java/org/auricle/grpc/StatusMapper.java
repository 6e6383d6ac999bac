package org.auricle.grpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.UUID;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.recognition.DecodeRequestException;

/**
 * What went wrong, as the client sees it. What is the client's to change is told in full; a fault
 * of ours goes to the log in full, and the client gets a reference to find it by.
 */
final class StatusMapper {
  private static final System.Logger LOG = System.getLogger(StatusMapper.class.getName());

  private StatusMapper() {}

  /** The status to end a call with. */
  static StatusRuntimeException map(Throwable failure) {
    if (failure instanceof RequestException request) {
      return request.code().toStatus().withDescription(request.getMessage()).asRuntimeException();
    }
    if (failure instanceof AudioFormatException audio) {
      Status status = audio.isTooLong() ? Status.OUT_OF_RANGE : Status.INVALID_ARGUMENT;
      return status.withDescription(audio.getMessage()).asRuntimeException();
    }
    if (failure instanceof DecodeRequestException request) {
      return Status.INVALID_ARGUMENT.withDescription(request.getMessage()).asRuntimeException();
    }
    String reference = UUID.randomUUID().toString();
    LOG.log(System.Logger.Level.ERROR, "internal error " + reference, failure);
    return Status.INTERNAL
        .withDescription("internal error; the server's log has it as " + reference)
        .asRuntimeException();
  }
}

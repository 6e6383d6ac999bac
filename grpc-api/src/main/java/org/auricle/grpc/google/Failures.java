package org.auricle.grpc.google;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.UUID;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.live.OverloadedException;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.server.UnknownModelException;
import org.auricle.server.jobs.JobStoreException;
import org.auricle.server.jobs.JobsFullException;

/**
 * What went wrong, as the client sees it. What is the client's to change is told in full; a fault
 * of ours goes to the log in full, and the client gets a reference to find it by.
 */
final class Failures {
  private static final System.Logger LOG = System.getLogger(Failures.class.getName());

  private Failures() {}

  /** What to end a call with. */
  static StatusRuntimeException toGrpc(Throwable failure) {
    return StatusProto.toStatusRuntimeException(toStatus(failure));
  }

  /** What an operation's error is. */
  static Status toStatus(Throwable failure) {
    if (failure instanceof RefusedException refused) {
      return status(refused.code(), refused);
    }
    if (failure instanceof AudioFormatException
        || failure instanceof DecodeRequestException
        || failure instanceof UnknownModelException) {
      return status(Code.INVALID_ARGUMENT, failure);
    }
    if (failure instanceof OverloadedException overloaded) {
      return exhausted(overloaded, overloaded.retryAfter());
    }
    if (failure instanceof JobsFullException full) {
      return exhausted(full, full.retryAfter());
    }
    if (failure instanceof JobStoreException) {
      LOG.log(System.Logger.Level.ERROR, "jobs: " + failure.getMessage(), failure);
      return Status.newBuilder()
          .setCode(Code.UNAVAILABLE_VALUE)
          .setMessage("jobs cannot be kept at the moment; the server's log says why")
          .build();
    }
    String reference = UUID.randomUUID().toString();
    LOG.log(System.Logger.Level.ERROR, "internal error " + reference, failure);
    return Status.newBuilder()
        .setCode(Code.INTERNAL_VALUE)
        .setMessage("internal error; the server's log has it as " + reference)
        .build();
  }

  private static Status status(Code code, Throwable failure) {
    return Status.newBuilder().setCode(code.getNumber()).setMessage(failure.getMessage()).build();
  }

  private static Status exhausted(Throwable failure, java.time.Duration retryAfter) {
    RetryInfo hint =
        RetryInfo.newBuilder()
            .setRetryDelay(
                Duration.newBuilder()
                    .setSeconds(retryAfter.getSeconds())
                    .setNanos(retryAfter.getNano()))
            .build();
    return status(Code.RESOURCE_EXHAUSTED, failure).toBuilder().addDetails(Any.pack(hint)).build();
  }
}

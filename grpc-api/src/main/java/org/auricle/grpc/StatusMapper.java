package org.auricle.grpc;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.UUID;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.live.NoVoiceDetectorException;
import org.auricle.engine.live.OverloadedException;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.server.UnknownModelException;
import org.auricle.server.assistant.UnknownDomainException;

/**
 * What went wrong, as the client sees it. What is the client's to change is told in full; a fault
 * of ours goes to the log in full, and the client gets a reference to find it by.
 */
final class StatusMapper {
  private static final System.Logger LOG = System.getLogger(StatusMapper.class.getName());

  /** Milliseconds after which gRPC's clients may try again by themselves (gRFC A6). */
  private static final Metadata.Key<String> PUSHBACK =
      Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

  private StatusMapper() {}

  /** The status to end a call with. */
  static StatusRuntimeException map(Throwable failure) {
    if (failure instanceof RequestException request) {
      return request.code().toStatus().withDescription(request.getMessage()).asRuntimeException();
    }
    if (failure instanceof UnknownModelException || failure instanceof UnknownDomainException) {
      return Status.NOT_FOUND.withDescription(failure.getMessage()).asRuntimeException();
    }
    if (failure instanceof AudioFormatException audio) {
      Status status = audio.isTooLong() ? Status.OUT_OF_RANGE : Status.INVALID_ARGUMENT;
      return status.withDescription(audio.getMessage()).asRuntimeException();
    }
    if (failure instanceof DecodeRequestException request) {
      return Status.INVALID_ARGUMENT.withDescription(request.getMessage()).asRuntimeException();
    }
    if (failure instanceof NoVoiceDetectorException missing) {
      return Status.INVALID_ARGUMENT.withDescription(missing.getMessage()).asRuntimeException();
    }
    if (failure instanceof OverloadedException overloaded) {
      return tryAgain(overloaded);
    }
    String reference = UUID.randomUUID().toString();
    LOG.log(System.Logger.Level.ERROR, "internal error " + reference, failure);
    return Status.INTERNAL
        .withDescription("internal error; the server's log has it as " + reference)
        .asRuntimeException();
  }

  /** With the hint in both forms: what gRPC's own retries heed, and what people's code reads. */
  private static StatusRuntimeException tryAgain(OverloadedException overloaded) {
    Duration after = overloaded.retryAfter();
    Metadata trailers = new Metadata();
    trailers.put(PUSHBACK, Long.toString(after.toMillis()));
    RetryInfo info =
        RetryInfo.newBuilder()
            .setRetryDelay(
                com.google.protobuf.Duration.newBuilder()
                    .setSeconds(after.getSeconds())
                    .setNanos(after.getNano()))
            .build();
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(Code.RESOURCE_EXHAUSTED_VALUE)
            .setMessage(overloaded.getMessage())
            .addDetails(Any.pack(info))
            .build(),
        trailers);
  }
}

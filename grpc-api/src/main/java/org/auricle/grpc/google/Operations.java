package org.auricle.grpc.google;

import com.google.cloud.speech.v1.LongRunningRecognizeMetadata;
import com.google.longrunning.Operation;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import com.google.rpc.Status;
import java.time.Instant;
import org.auricle.server.jobs.Job;

/** Jobs as operations. A job's kind is the package of the API's version that it came by. */
final class Operations {
  private static final String TYPES = "type.googleapis.com/";

  private Operations() {}

  /** What a client sees of a job. */
  static Operation of(Job job) {
    LongRunningRecognizeMetadata metadata =
        LongRunningRecognizeMetadata.newBuilder()
            .setProgressPercent(job.percent())
            .setStartTime(timestamp(job.created()))
            .setLastUpdateTime(timestamp(job.updated()))
            .build();
    Operation.Builder operation =
        Operation.newBuilder()
            .setName(job.id())
            .setMetadata(any(job, "LongRunningRecognizeMetadata", metadata.toByteString()))
            .setDone(job.state().isFinal());
    switch (job.state()) {
      case DONE ->
          operation.setResponse(
              any(
                  job,
                  "LongRunningRecognizeResponse",
                  ByteString.copyFrom(job.result().orElseThrow())));
      case FAILED -> {
        Job.Failure failure = job.failure().orElseThrow();
        operation.setError(
            Status.newBuilder().setCode(failure.code()).setMessage(failure.message()));
      }
      case CANCELLED ->
          operation.setError(
              Status.newBuilder().setCode(Code.CANCELLED_VALUE).setMessage("cancelled"));
      case QUEUED, RUNNING -> {}
    }
    return operation.build();
  }

  private static Any any(Job job, String message, ByteString value) {
    return Any.newBuilder().setTypeUrl(TYPES + job.kind() + "." + message).setValue(value).build();
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}

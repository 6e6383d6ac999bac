package org.auricle.grpc.google;

import com.google.longrunning.CancelOperationRequest;
import com.google.longrunning.DeleteOperationRequest;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.ListOperationsResponse;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Empty;
import com.google.rpc.Code;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.auricle.server.jobs.Job;
import org.auricle.server.jobs.JobService;

/** {@code google.longrunning.Operations} over jobs. */
final class GoogleOperations extends OperationsGrpc.OperationsImplBase {
  private static final int PAGE = 100;
  private static final long WAIT_STEP_MILLIS = 200;
  private static final double LONGEST_WAIT_SECONDS = 600;

  private final JobService jobs;
  private final GoogleOptions options;
  private final Executor threads;
  private final ScheduledExecutorService timer;

  GoogleOperations(
      JobService jobs, GoogleOptions options, Executor threads, ScheduledExecutorService timer) {
    this.jobs = jobs;
    this.options = options;
    this.threads = threads;
    this.timer = timer;
  }

  @Override
  public void getOperation(GetOperationRequest request, StreamObserver<Operation> responses) {
    String owner = options.owner();
    answer(responses, () -> Operations.of(job(owner, request.getName())));
  }

  @Override
  public void listOperations(
      ListOperationsRequest request, StreamObserver<ListOperationsResponse> responses) {
    String owner = options.owner();
    answer(responses, () -> list(owner, request));
  }

  private ListOperationsResponse list(String owner, ListOperationsRequest request)
      throws RefusedException {
    if (!request.getFilter().isEmpty()) {
      throw RefusedException.invalid("filter: \"" + request.getFilter() + "\" (expected: none)");
    }
    int size = request.getPageSize() <= 0 ? PAGE : Math.min(PAGE, request.getPageSize());
    List<Job> page = jobs.list(owner, request.getPageToken(), size + 1);
    ListOperationsResponse.Builder response = ListOperationsResponse.newBuilder();
    page.stream().limit(size).map(Operations::of).forEach(response::addOperations);
    if (page.size() > size) {
      response.setNextPageToken(page.get(size - 1).id());
    }
    return response.build();
  }

  @Override
  public void cancelOperation(CancelOperationRequest request, StreamObserver<Empty> responses) {
    String owner = options.owner();
    answer(
        responses,
        () -> {
          jobs.cancel(job(owner, request.getName()).id());
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void deleteOperation(DeleteOperationRequest request, StreamObserver<Empty> responses) {
    String owner = options.owner();
    answer(
        responses,
        () -> {
          jobs.delete(job(owner, request.getName()).id());
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void waitOperation(WaitOperationRequest request, StreamObserver<Operation> responses) {
    ((ServerCallStreamObserver<Operation>) responses).setOnCancelHandler(() -> {});
    double seconds =
        request.hasTimeout() ? Results.seconds(request.getTimeout()) : LONGEST_WAIT_SECONDS;
    long end =
        System.nanoTime() + (long) (1e9 * Math.max(0, Math.min(seconds, LONGEST_WAIT_SECONDS)));
    String owner = options.owner();
    threads.execute(() -> waitUntil(end, owner, request.getName(), responses));
  }

  private void waitUntil(long end, String owner, String name, StreamObserver<Operation> responses) {
    try {
      if (((ServerCallStreamObserver<Operation>) responses).isCancelled()) {
        return;
      }
      Operation operation = Operations.of(job(owner, name));
      if (operation.getDone() || System.nanoTime() >= end) {
        responses.onNext(operation);
        responses.onCompleted();
      } else {
        Runnable again = () -> threads.execute(() -> waitUntil(end, owner, name, responses));
        timer.schedule(again, WAIT_STEP_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (Throwable e) { // an Error, too: otherwise the client would wait for ever
      responses.onError(Failures.toGrpc(e));
    }
  }

  private Job job(String owner, String name) throws RefusedException {
    return jobs.find(owner, name)
        .orElseThrow(
            () -> new RefusedException(Code.NOT_FOUND, "operation \"" + name + "\": not known"));
  }

  private <T> void answer(StreamObserver<T> responses, Callable<T> work) {
    ((ServerCallStreamObserver<T>) responses).setOnCancelHandler(() -> {});
    threads.execute(
        () -> {
          try {
            responses.onNext(work.call());
            responses.onCompleted();
          } catch (Throwable e) { // an Error, too: otherwise the client would wait for ever
            responses.onError(Failures.toGrpc(e));
          }
        });
  }
}

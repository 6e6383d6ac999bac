package org.auricle.grpc.google;

import com.google.cloud.speech.v1.StreamingRecognizeRequest;
import com.google.cloud.speech.v1.StreamingRecognizeResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * One StreamingRecognize call. The next message is asked for once the one before has been decoded
 * and the client has read most of the answers, so a client that is faster than recognition, or that
 * does not read, is held back by HTTP/2 flow control.
 */
final class StreamingCall
    implements StreamObserver<StreamingRecognizeRequest>, StreamingSession.Client {
  private final ServerCallStreamObserver<StreamingRecognizeResponse> responses;
  private final SerialExecutor serial;
  private final StreamingSession session;
  private final ScheduledExecutorService timer;
  private final long maxSilenceNanos; // 0: for ever

  // Touched on the serial executor only.
  private boolean owesRequest;
  private boolean over;
  private long waitingSince = System.nanoTime();
  private boolean waiting = true; // for the client's next message
  private ScheduledFuture<?> alarm;

  StreamingCall(
      ServerCallStreamObserver<StreamingRecognizeResponse> responses,
      SerialExecutor serial,
      ScheduledExecutorService timer,
      long maxSilenceNanos,
      BiFunction<SerialExecutor, StreamingSession.Client, StreamingSession> sessions) {
    this.responses = responses;
    this.serial = serial;
    this.timer = timer;
    this.maxSilenceNanos = maxSilenceNanos;
    session = sessions.apply(serial, this);
    responses.disableAutoRequest();
    responses.setOnReadyHandler(() -> serial.execute(this::requestIfOwed));
    responses.setOnCancelHandler(() -> serial.execute(this::abandon));
    responses.request(1);
    serial.execute(() -> setAlarm(maxSilenceNanos));
  }

  @Override
  public void onNext(StreamingRecognizeRequest message) {
    serial.execute(
        () -> {
          waiting = false;
          session.accept(message);
        });
  }

  @Override
  public void onCompleted() {
    serial.execute(
        () -> {
          waiting = false;
          session.end();
        });
  }

  /** The client has gone; the cancel handler says the same. */
  @Override
  public void onError(Throwable failure) {
    serial.execute(this::abandon);
  }

  private void abandon() {
    close();
    session.cancel();
  }

  private void close() {
    over = true;
    if (alarm != null) {
      alarm.cancel(false);
    }
  }

  private void setAlarm(long nanos) {
    if (maxSilenceNanos > 0 && !over) {
      alarm =
          timer.schedule(
              () -> serial.execute(this::checkSilence), Math.max(1, nanos), TimeUnit.NANOSECONDS);
    }
  }

  /** Only the time counts during which the client could have sent something. */
  private void checkSilence() {
    if (over) {
      return;
    }
    long waited = waiting ? System.nanoTime() - waitingSince : 0;
    if (waited >= maxSilenceNanos) {
      session.starve();
    } else {
      setAlarm(maxSilenceNanos - waited);
    }
  }

  @Override
  public void send(StreamingRecognizeResponse response) {
    if (!over) {
      responses.onNext(response);
    }
  }

  @Override
  public void request() {
    owesRequest = true;
    requestIfOwed();
  }

  private void requestIfOwed() {
    if (owesRequest && !over && responses.isReady()) {
      owesRequest = false;
      waiting = true;
      waitingSince = System.nanoTime();
      responses.request(1);
    }
  }

  @Override
  public void complete() {
    if (!over) {
      close();
      responses.onCompleted();
    }
  }

  @Override
  public void fail(Throwable failure) {
    if (!over) {
      close();
      responses.onError(Failures.toGrpc(failure));
    }
  }
}

package org.auricle.tools;

import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;

/**
 * One speaker of a load: plays the recordings one after the other from a place of its own, each in
 * a call of its own. Paced by one thread, answered by another; or as fast as the server takes it,
 * and then all by itself.
 */
final class LoadSpeaker<Q, R> {
  private static final double NANOS = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private final LoadProtocol<Q, R> protocol;
  private final List<LoadAudio> recordings;
  private final LoadStatistics statistics;
  private final boolean paced;
  private int next; // recording
  private volatile Call call;
  private volatile boolean stopped;

  LoadSpeaker(
      LoadProtocol<Q, R> protocol,
      List<LoadAudio> recordings,
      LoadStatistics statistics,
      boolean paced,
      int first) {
    this.protocol = protocol;
    this.recordings = recordings;
    this.statistics = statistics;
    this.paced = paced;
    next = first;
  }

  /** Begins the next recording, which is spoken from a time on. */
  void begin(long startNanos) {
    LoadAudio audio = recordings.get(next);
    next = (next + 1) % recordings.size();
    Call fresh = new Call(audio, startNanos);
    call = fresh;
    protocol.call(fresh);
    fresh.start(protocol.config(audio));
  }

  /** Whether all of the recording has been sent, or none has been begun. */
  boolean isSilent() {
    return call == null || call.sent == call.audio.chunks().size();
  }

  /** When the next message has been spoken, or, if there is none, was the last. */
  long dueNanos() {
    int chunk = Math.min(call.sent, call.audio.chunks().size() - 1);
    return call.startNanos + (long) (call.audio.dueSeconds(chunk) * NANOS);
  }

  /** Sends the message that is due. */
  void speak() {
    statistics.sentLate((System.nanoTime() - dueNanos()) / NANOS_PER_MILLI);
    call.send();
  }

  /** Begins no more recordings by itself. */
  void stop() {
    stopped = true;
  }

  /** Whether the last call has had its answers. */
  boolean isDone() {
    return call == null || call.over;
  }

  /** Whether the last call has come to a bad end. */
  boolean hasFailed() {
    return call != null && call.failed;
  }

  /** Ends the call, if it is not over. */
  void cancel() {
    if (!isDone()) {
      call.requests.cancel("the load is over", null);
    }
  }

  /** One recording's call. */
  private final class Call implements ClientResponseObserver<Q, R>, LoadProtocol.Clock {
    private final LoadAudio audio;
    private final long startNanos; // when the speaker began to speak
    private final long[] sentNanos; // by message
    private final LoadProtocol.Listener<R> listener = protocol.listener(statistics);
    private ClientCallStreamObserver<Q> requests;
    private boolean started; // guarded by this
    private volatile int sent; // messages
    private volatile boolean over;
    private volatile boolean failed;

    Call(LoadAudio audio, long startNanos) {
      this.audio = audio;
      this.startNanos = startNanos;
      sentNanos = new long[audio.chunks().size()];
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Q> stream) {
      requests = stream;
      if (!paced) {
        stream.setOnReadyHandler(this::pour);
      }
    }

    synchronized void start(Q config) {
      requests.onNext(config);
      started = true;
      if (!paced) {
        pour();
      }
    }

    /** Sends as much as the server takes. */
    private synchronized void pour() {
      while (started && !over && sent < sentNanos.length && requests.isReady()) {
        send();
      }
    }

    synchronized void send() {
      int chunk = sent;
      sentNanos[chunk] = System.nanoTime();
      sent = chunk + 1;
      if (over) {
        return; // speaks to nobody
      }
      requests.onNext(protocol.audio(audio.chunks().get(chunk)));
      if (sent == sentNanos.length) {
        requests.onCompleted();
      }
    }

    @Override
    public synchronized void onNext(R response) {
      listener.heard(response, this);
    }

    @Override
    public long startNanos() {
      return startNanos;
    }

    @Override
    public double millisSinceSent(double audioSeconds) {
      return (System.nanoTime() - sentNanos[audio.chunkOf(audioSeconds)]) / NANOS_PER_MILLI;
    }

    @Override
    public double millisSinceSpoken(double atSeconds) {
      return (System.nanoTime() - startNanos - (long) (atSeconds * NANOS)) / NANOS_PER_MILLI;
    }

    @Override
    public void onError(Throwable failure) {
      over = true;
      failed = true;
      if (!stopped || paced) {
        statistics.failed(Status.fromThrowable(failure));
      }
    }

    @Override
    public void onCompleted() {
      over = true;
      statistics.completed(paced ? startNanos : System.nanoTime(), audio.seconds());
      if (!paced && !stopped) {
        begin(System.nanoTime());
      }
    }
  }
}

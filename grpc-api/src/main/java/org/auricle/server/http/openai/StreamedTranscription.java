package org.auricle.server.http.openai;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveListener;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.live.LiveStream;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.server.http.exchange.Call;
import org.auricle.server.http.exchange.HttpProblem;
import org.auricle.server.http.exchange.Problems;
import org.auricle.server.http.exchange.Replies;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.node.ObjectNode;

/**
 * The text of a file as it is understood, as server-sent events: a delta for each stretch of
 * speech, and all of it at the end.
 */
final class StreamedTranscription implements LiveListener {
  private static final double PIECE_SECONDS = 2;
  private static final double MAX_QUEUED_SECONDS = 4; // the rest waits here

  private final AudioClip clip;
  private final Call call;
  private final Runnable onReleased;
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final List<String> texts = new ArrayList<>();
  private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
  private LiveStream stream; // guarded by this, like the following
  private int taken; // samples
  private boolean finished;

  private StreamedTranscription(AudioClip clip, Call call, Runnable onReleased) {
    this.clip = clip;
    this.call = call;
    this.onReleased = onReleased;
  }

  /**
   * Begins to answer.
   *
   * @param onReleased called when the recognizer is needed no more
   * @return completes when the answer has been sent, or nobody is there any more to read it
   */
  static CompletableFuture<Void> start(
      StreamScheduler scheduler,
      Recognizer recognizer,
      AudioClip clip,
      DecodeRequest request,
      Call call,
      Runnable onReleased) {
    StreamedTranscription answer = new StreamedTranscription(clip, call, onReleased);
    LiveOptions options = new LiveOptions(clip.sampleRate(), request, false);
    if (recognizer.voiceActivity().isPresent()) {
      options = options.withEndpointing(EndpointOptions.DEFAULT);
    }
    answer.begin(scheduler.open(recognizer, options, answer));
    return answer.over;
  }

  private synchronized void begin(LiveStream opened) {
    stream = opened;
    call.response().setStatus(200);
    call.response().getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    call.response().getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    feed();
  }

  private void feed() {
    int piece = (int) (PIECE_SECONDS * clip.sampleRate());
    int length = clip.samples().length;
    while (taken < length && stream.queuedSeconds() < MAX_QUEUED_SECONDS) {
      stream.accept(clip.samples(), taken, Math.min(piece, length - taken));
      taken = Math.min(length, taken + piece);
    }
    if (taken == length && !finished) {
      finished = true;
      stream.finish();
    }
  }

  @Override
  public synchronized void onConsumed() {
    feed();
  }

  @Override
  public void onEvent(LiveEvent event) {
    if (event instanceof LiveEvent.Final last) {
      call.record().utterance(last);
    }
    if (event instanceof LiveEvent.Final last && !last.transcript().text().isEmpty()) {
      String delta = (texts.isEmpty() ? "" : " ") + last.transcript().text();
      texts.add(last.transcript().text());
      send(Replies.object().put("type", "transcript.text.delta").put("delta", delta), false);
    }
  }

  @Override
  public void onCompleted() {
    ObjectNode done = Replies.object().put("type", "transcript.text.done");
    done.put("text", String.join(" ", texts));
    done.set("usage", Transcription.usage(clip.durationSeconds()));
    send(done, true);
  }

  @Override
  public void onError(Throwable failure) {
    HttpProblem problem = Problems.of(failure); // the status has been sent, and was 200
    send(Replies.error(problem), true);
  }

  @Override
  public void onReleased() {
    onReleased.run();
  }

  /** Sends an event after those before it. */
  private synchronized void send(ObjectNode event, boolean last) {
    ByteBuffer bytes =
        ByteBuffer.wrap(("data: " + Replies.text(event) + "\n\n").getBytes(StandardCharsets.UTF_8));
    written =
        written.thenCompose(
            before -> {
              CompletableFuture<Void> sent = new CompletableFuture<>();
              Callback callback =
                  Callback.from(() -> sent.complete(null), sent::completeExceptionally);
              call.response().write(last, bytes, callback);
              return sent;
            });
    var unused =
        written.whenComplete(
            (nothing, failure) -> {
              if (failure != null) {
                lost(failure);
              } else if (last) {
                call.callback().succeeded();
                over.complete(null);
              }
            });
  }

  /** Nobody is there any more to read it. */
  private void lost(Throwable failure) {
    if (over.complete(null)) {
      stream.cancel();
      call.callback().failed(failure);
    }
  }
}

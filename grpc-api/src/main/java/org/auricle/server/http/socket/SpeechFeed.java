package org.auricle.server.http.socket;

import java.nio.ByteBuffer;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveListener;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.live.LiveStream;
import org.auricle.engine.live.StreamScheduler;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.server.ModelLease;
import org.auricle.server.http.exchange.Call;
import org.auricle.server.http.exchange.HttpProblem;
import org.auricle.server.telemetry.CallRecord;

/**
 * Audio of one client on its way into recognition: 16-bit samples, little-endian, mono. Takes the
 * model along and gives it back at the end, whichever comes. To be used by one thread at a time.
 */
final class SpeechFeed implements Feed {
  static final int MIN_RATE = 8_000;
  static final int MAX_RATE = 192_000;

  private final ModelLease model;
  private final Call call;
  private final LiveStream stream;
  private final double rate;
  private long samples;
  private final Pcm16 decoder = new Pcm16();

  private SpeechFeed(ModelLease model, Call call, LiveStream stream, double rate) {
    this.model = model;
    this.call = call;
    this.stream = stream;
    this.rate = rate;
  }

  /**
   * Begins; utterances are told apart if the model can do so.
   *
   * @param model closed at the end, or if there is no beginning
   */
  static SpeechFeed open(
      ModelLease model,
      StreamScheduler scheduler,
      Call call,
      int sampleRate,
      DecodeRequest request,
      LiveListener listener) {
    call.record().model(model.name());
    try {
      LiveOptions options = new LiveOptions(sampleRate, request, true);
      if (model.recognizer().voiceActivity().isPresent()) {
        options = options.withEndpointing(EndpointOptions.DEFAULT);
      }
      LiveStream stream =
          scheduler.open(model.recognizer(), options, new Closing(listener, model, call.record()));
      return new SpeechFeed(model, call, stream, sampleRate);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  /** Requires a rate that audio has. */
  static int checkRate(String name, double rate) throws HttpProblem {
    if (!(rate >= MIN_RATE && rate <= MAX_RATE) || rate != Math.rint(rate)) {
      throw HttpProblem.field(name, rate, MIN_RATE + ".." + MAX_RATE);
    }
    return (int) rate;
  }

  /** What recognises it. */
  ModelLease model() {
    return model;
  }

  @Override
  public void accept(ByteBuffer pcm) {
    float[] mono = decoder.decode(pcm);
    call.admission().audio(mono.length / rate);
    call.record().audio(mono.length / rate);
    samples += mono.length;
    stream.accept(mono, 0, mono.length);
  }

  @Override
  public double seconds() {
    return samples / rate;
  }

  @Override
  public double queuedSeconds() {
    return stream.queuedSeconds();
  }

  @Override
  public void finish() {
    stream.finish();
  }

  /** Drops everything, if it is not over; the model goes back when no worker is at it any more. */
  @Override
  public void close() {
    stream.cancel();
  }

  /** Gives the model back when the stream needs it no more; keeps the journal. */
  private record Closing(LiveListener listener, ModelLease model, CallRecord record)
      implements LiveListener {
    @Override
    public void onEvent(LiveEvent event) {
      if (event instanceof LiveEvent.Final last) {
        record.utterance(last);
      }
      listener.onEvent(event);
    }

    @Override
    public void onConsumed() {
      listener.onConsumed();
    }

    @Override
    public void onCompleted() {
      listener.onCompleted();
    }

    @Override
    public void onError(Throwable failure) {
      listener.onError(failure);
    }

    @Override
    public void onReleased() {
      model.close();
      listener.onReleased();
    }
  }
}

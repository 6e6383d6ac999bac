package org.auricle.server.assistant;

import java.util.List;
import java.util.Optional;
import org.auricle.engine.audio.RecentAudio;
import org.auricle.engine.live.LiveEvent;
import org.auricle.engine.live.LiveListener;
import org.auricle.engine.live.LiveOptions;
import org.auricle.engine.live.LiveStream;
import org.auricle.engine.live.Spotting;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.KeyPhrase;
import org.auricle.engine.recognition.PhraseSpotter;
import org.auricle.engine.recognition.Recognizer;

/**
 * The audio of a conversation, and the live stream that hears it: one for orders, or, asleep, one
 * that looks for the wake phrase and nothing else. When they change, the new one hears the audio
 * from where the old one was; that is what the last seconds are kept for. Not thread-safe.
 */
final class Ears {
  /** More than lies between a wake phrase's end and the news of it, or waits for a worker. */
  private static final double KEPT_SECONDS = 8;

  /** A network tells a sound before it has ended; what is left of the phrase's last is no order. */
  private static final double TAIL_SECONDS = 0.1;

  private final Recognizer recognizer;
  private final Assistants.Opener opener;
  private final EarOptions options;
  private final Optional<PhraseSpotter> spotter;
  private final Listener listener;
  private final RecentAudio recent = new RecentAudio();
  private DecodeRequest request = DecodeRequest.nBest(1); // of orders
  private Optional<Ear> ear = Optional.empty();
  private boolean finished;

  /** Who hears. Times are seconds of the conversation's audio. */
  interface Listener {
    /** Takes a step that comes from a worker; what follows is called within one. */
    void step(Runnable step);

    void onWoken(AssistantEvent.Woken wake, double heardSeconds);

    void onEvent(LiveEvent event);

    void onConsumed(double heardSeconds);

    void onCompleted();

    void onError(Throwable failure);

    /** A stream needs the recognizer; not within a step. */
    void onOpened();

    /** A stream needs it no more; not within a step. */
    void onReleased();
  }

  /**
   * Hears nothing yet.
   *
   * @throws org.auricle.engine.recognition.DecodeRequestException if the wake phrase cannot be
   *     heard
   */
  Ears(Recognizer recognizer, Assistants.Opener opener, EarOptions options, Listener listener) {
    this.recognizer = recognizer;
    this.opener = opener;
    this.options = options;
    this.listener = listener;
    spotter =
        options.wakePhrase().map(phrase -> recognizer.spotter(List.of(new KeyPhrase(phrase))));
  }

  /** Takes audio. */
  void accept(float[] samples, int offset, int length) {
    recent.append(samples, offset, length);
    recent.dropBefore(recent.end() - (long) (KEPT_SECONDS * options.sampleRateHz()));
    ear.ifPresent(open -> open.stream.accept(samples, offset, length));
  }

  /** No more audio will come. */
  void finish() {
    finished = true;
    ear.ifPresent(open -> open.stream.finish());
  }

  double seconds() {
    return seconds(recent.end());
  }

  double queuedSeconds() {
    return ear.map(open -> open.stream.queuedSeconds()).orElse(0.0);
  }

  /** Orders are asked for like this from now on, unless their audio has come already. */
  void expect(DecodeRequest fresh) {
    request = fresh;
    ear.filter(open -> !open.sleeps && !finished).ifPresent(open -> open.stream.ask(fresh));
  }

  /** From a time on only the wake phrase is looked for. */
  void sleep(double fromSeconds) {
    open(fromSeconds, true);
  }

  /** From a time on orders are heard. */
  void wake(double fromSeconds) {
    open(fromSeconds, false);
  }

  private void open(double fromSeconds, boolean sleeps) {
    close();
    long from = Math.max(recent.end() - recent.size(), sample(fromSeconds));
    Ear opened = new Ear(seconds(from), sleeps);
    opened.stream = opener.open(recognizer, options(sleeps), opened);
    listener.onOpened();
    ear = Optional.of(opened);
    int length = Math.toIntExact(recent.end() - from);
    opened.stream.accept(recent.array(), length == 0 ? 0 : recent.at(from), length);
    if (finished) {
      opened.stream.finish();
    }
  }

  private LiveOptions options(boolean sleeps) {
    if (sleeps) {
      return new LiveOptions(options.sampleRateHz(), DecodeRequest.nBest(1), false)
          .withEndpointing(options.endpointing())
          .withSpotting(new Spotting(spotter.orElseThrow(), true));
    }
    return new LiveOptions(options.sampleRateHz(), request, options.interimResults())
        .withEndpointing(options.endpointing());
  }

  /** Hears nothing any more. */
  void close() {
    Optional<Ear> open = ear;
    ear = Optional.empty();
    open.ifPresent(old -> old.stream.cancel());
  }

  private long sample(double atSeconds) {
    return Math.min(recent.end(), Math.round(atSeconds * options.sampleRateHz()));
  }

  private double seconds(long sample) {
    return (double) sample / options.sampleRateHz();
  }

  /** A stream of the conversation's audio from a time on. */
  private final class Ear implements LiveListener {
    private final double start; // seconds of the conversation's audio
    private final boolean sleeps;
    private LiveStream stream;

    Ear(double start, boolean sleeps) {
      this.start = start;
      this.sleeps = sleeps;
    }

    /** Unless another has taken its place meanwhile. */
    private void step(Runnable step) {
      listener.step(
          () -> {
            if (ear.isPresent() && ear.get() == this) {
              step.run();
            }
          });
    }

    @Override
    public void onEvent(LiveEvent event) {
      step(
          () -> {
            LiveEvent shifted = Shifted.by(start, event);
            if (!sleeps) {
              listener.onEvent(shifted);
            } else if (shifted instanceof LiveEvent.PhraseHeard phrase) {
              wake(phrase.endSeconds() + TAIL_SECONDS);
              listener.onWoken(
                  new AssistantEvent.Woken(
                      phrase.phrase(),
                      phrase.startSeconds(),
                      phrase.endSeconds(),
                      phrase.confidence()),
                  phrase.heardSeconds());
            }
          });
    }

    @Override
    public void onConsumed() {
      step(() -> listener.onConsumed(seconds() - stream.queuedSeconds()));
    }

    @Override
    public void onCompleted() {
      step(listener::onCompleted);
    }

    @Override
    public void onError(Throwable failure) {
      step(() -> listener.onError(failure));
    }

    @Override
    public void onReleased() {
      listener.onReleased();
    }
  }
}

package org.auricle.engine.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.RecentAudio;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointDecision;
import org.auricle.engine.recognition.EndpointDecision.NoSpeech;
import org.auricle.engine.recognition.EndpointDecision.Paused;
import org.auricle.engine.recognition.EndpointDecision.Pausing;
import org.auricle.engine.recognition.EndpointDecision.UtteranceEnded;
import org.auricle.engine.recognition.EndpointDecision.UtteranceStarted;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.StreamOptions;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.UtteranceStages;

/**
 * A stream of speech that may last for ever, taken apart into utterances. Not thread-safe; a {@link
 * StreamScheduler} serves many.
 *
 * <p>The final result of an utterance is what {@link Recognizer#recognize} makes of the samples
 * [round(start * rate), round(end * rate)) of the stream, its times moved by the start. With
 * endpointing, up to 0.8 s of the quiet that ended it are heard with it, or more of the same as the
 * beginning of the pause that did ({@link QuietAfter}). Memory does not grow with the stream: of
 * the audio is kept what the utterance in the making may need.
 */
public final class SpeechStream {
  private final Recognizer recognizer;
  private final LiveOptions options;
  private StreamOptions utteranceOptions; // of the next utterance
  private final UtteranceRules rules;
  private final Optional<PhraseWindows> windows;
  private final boolean phrasesOnly;
  private final Optional<QuietAfter> quiet;
  private final RecentAudio audio = new RecentAudio();
  private final WorkQueue work = new WorkQueue();
  private Optional<UtteranceStages> next; // made ahead, to refuse a bad request before any audio
  private Optional<Utterance> current = Optional.empty();
  private long fed; // samples of the stream that the current utterance has taken
  private long utterances; // begun so far
  private boolean ended; // no more audio will come
  private boolean stopped; // what comes is not listened to
  private Optional<Pause> pause = Optional.empty(); // the current utterance's last, not decided

  /**
   * A stream at its start.
   *
   * @throws org.auricle.engine.recognition.DecodeRequestException if the options' request cannot be
   *     met
   * @throws NoVoiceDetectorException if endpointing is asked for and the model cannot do it
   * @throws IllegalArgumentException if the model does not allow the latency asked for
   */
  public SpeechStream(Recognizer recognizer, LiveOptions options) {
    this.recognizer = recognizer;
    this.options = options;
    rules = UtteranceRules.of(recognizer, options);
    windows = options.spotting().map(s -> new PhraseWindows(recognizer, s, options.sampleRateHz()));
    phrasesOnly = options.spotting().map(Spotting::alone).orElse(false);
    quiet = options.endpointing().map(e -> new QuietAfter(e, options.sampleRateHz()));
    ask(options.request());
  }

  /** Asks something of the utterances that begin from now on. */
  void ask(DecodeRequest request) {
    utteranceOptions = new StreamOptions(options.sampleRateHz(), request, options.interimResults());
    next = Optional.of(newStages());
  }

  /**
   * Refuses what cannot be asked.
   *
   * @throws org.auricle.engine.recognition.DecodeRequestException if the request cannot be met
   */
  void check(DecodeRequest request) {
    recognizer.check(request);
  }

  private UtteranceStages newStages() {
    return recognizer.newUtterance(utteranceOptions, options.latency());
  }

  /**
   * Takes the next samples, in [-1, 1] at the rate announced; what is known now, in order.
   *
   * @throws IllegalArgumentException if a sample is not finite
   * @throws IllegalStateException after {@link #finish}
   */
  public List<LiveEvent> accept(float[] samples, int offset, int length) {
    hear(samples, offset, length);
    return workAll();
  }

  /** Ends the audio; the rest of what there is to know. The stream takes nothing after this. */
  public List<LiveEvent> finish() {
    end();
    return workAll();
  }

  /** Audio taken so far, seconds. */
  public double heardSeconds() {
    return seconds(audio.end());
  }

  /** Whether nothing more can come: after the end, or after the one utterance asked for. */
  public boolean isOver() {
    return (ended || stopped) && work.isEmpty();
  }

  private List<LiveEvent> workAll() {
    List<LiveEvent> events = new ArrayList<>();
    for (Work next = work.poll(); next != null; next = work.poll()) {
      if (next instanceof Work.News news) {
        events.add(news.event());
      } else if (next instanceof Work.Interim interim) {
        var acoustic = interim.utterance().stages().acoustic().orElseThrow();
        done(interim, acoustic.accept(interim.features())).ifPresent(events::add);
      } else if (next instanceof Work.Full full) {
        events.addAll(done(full, recognizer.acoustic().score(full.features())));
      }
    }
    return events;
  }

  /** Samples that are kept. */
  int keptSamples() {
    return audio.size();
  }

  Recognizer recognizer() {
    return recognizer;
  }

  /** What is to be done next; null if nothing is. */
  Work peek() {
    return work.peek();
  }

  /** Takes what is to be done next. */
  Work poll() {
    return work.poll();
  }

  /** The front half: takes samples up to where the network is needed. */
  void hear(float[] samples, int offset, int length) {
    if (stopped) {
      return;
    }
    if (ended) {
      throw new IllegalStateException("the stream has been finished");
    }
    int slice = windows.map(PhraseWindows::slice).orElse(Integer.MAX_VALUE);
    int taken = 0;
    while (taken < length && !stopped) {
      int part = (int) Math.min(length - taken, slice - audio.end() % slice);
      hearPart(samples, offset + taken, part);
      taken += part;
    }
  }

  private void hearPart(float[] samples, int offset, int length) {
    audio.append(samples, offset, length);
    rules.accept(samples, offset, length).forEach(this::obey);
    feed(audio.end());
    double windowsFrom =
        windows.map(w -> w.keepFromSeconds(heardSeconds())).orElse(Double.POSITIVE_INFINITY);
    audio.dropBefore(sample(Math.min(rules.keepFromSeconds(), windowsFrom)));
  }

  /** The front half of the end. */
  void end() {
    if (stopped) {
      return;
    }
    if (ended) {
      throw new IllegalStateException("the stream has been finished");
    }
    rules.finish(heardSeconds()).forEach(this::obey);
    if (utterances == 0 && options.endpointing().isEmpty()) {
      begin(0);
      conclude(0, LiveEvent.Cause.END_OF_AUDIO);
    }
    ended = true;
  }

  private void obey(EndpointDecision decision) {
    if (stopped) {
      return;
    }
    if (decision instanceof UtteranceStarted started) {
      begin(sample(started.startSeconds()));
    } else if (decision instanceof UtteranceEnded utterance) {
      conclude(sample(utterance.endSeconds()), LiveEvent.Cause.valueOf(utterance.cause().name()));
    } else if (decision instanceof Pausing begun) {
      pause(Math.round(begun.endSeconds() * options.sampleRateHz()));
    } else if (decision instanceof Paused lasting) {
      pauseLasts(sample(lasting.endSeconds()));
    } else if (decision instanceof NoSpeech none) {
      work.tell(new LiveEvent.NoSpeech(none.atSeconds(), heardSeconds()));
      stopped = true;
    }
  }

  private void begin(long start) {
    UtteranceStages stages = next.orElseGet(this::newStages);
    next = Optional.empty();
    Utterance utterance = new Utterance(utterances++, start, seconds(start), stages);
    current = Optional.of(utterance);
    windows.ifPresent(w -> w.begin(start));
    fed = start;
    if (options.endpointing().isPresent()) {
      work.tell(new LiveEvent.SpeechStarted(utterance.startSeconds(), heardSeconds()));
    }
  }

  /** Gives the current utterance what has come, up to a sample of the stream. */
  private void feed(long to) {
    boolean deciding = pause.map(Pause::lasts).orElse(false); // until then it takes nothing
    if (current.isEmpty() || deciding || fed >= to) {
      return;
    }
    Utterance utterance = current.get();
    windows.ifPresent(w -> work.addAll(w.due(utterance, audio)));
    if (phrasesOnly) {
      fed = to;
      return;
    }
    int length = Math.toIntExact(to - fed);
    FeatureMatrix inputs = utterance.stages().hear(audio.array(), audio.at(fed), length);
    fed = to;
    if (inputs.frames() == 0) {
      return;
    }
    work.advance(new Work.Interim(utterance, inputs, heardSeconds()));
  }

  /** The current utterance pauses: whether all has been said is known sooner than it has to be. */
  private void pause(long end) {
    Utterance utterance = current.orElseThrow();
    if (mayEndWithPause(utterance)) {
      forgetPause();
      Pause begun = new Pause(utterance, end, seconds(end - utterance.startSample()));
      listen(begun, EndpointOptions::noticePadding);
      pause = Optional.of(begun);
    }
  }

  /** What has not been heard of it yet need not be. */
  private void forgetPause() {
    pause.ifPresent(work::drop);
    pause = Optional.empty();
  }

  private boolean mayEndWithPause(Utterance utterance) {
    return !phrasesOnly && utterance.stages().hasGrammar();
  }

  private void listen(Pause to, ToDoubleFunction<EndpointOptions> padding) {
    feed(Math.min(to.endSample(), audio.end()));
    double quietSeconds = padding.applyAsDouble(options.endpointing().orElseThrow());
    long start = to.utterance().startSample();
    AudioClip said = quiet.orElseThrow().pausing(audio, start, to.endSample(), quietSeconds);
    work.add(new Work.Trial(to, recognizer.features(said)));
  }

  /** The pause lasts: the current utterance is over if what has been said is a whole sentence. */
  private void pauseLasts(long end) {
    Utterance utterance = current.orElseThrow();
    if (!mayEndWithPause(utterance)) {
      rules.goOn().forEach(this::obey);
      return;
    }
    feed(end);
    if (pause.isEmpty()) {
      pause(end); // an utterance that begins in a pause, after a cut
    }
    pause.orElseThrow().last(heardSeconds());
    decide();
  }

  /** Ends the current utterance, or lets it go on, once all is known of its pause. */
  private void decide() {
    Pause known = pause.filter(Pause::isKnown).orElse(null);
    if (known == null) {
      return;
    }
    EndpointOptions silences = options.endpointing().orElseThrow();
    if (silences.pausePadding() > silences.noticePadding() && known.hearAgain()) {
      listen(known, EndpointOptions::pausePadding);
      return;
    }
    pause = Optional.empty();
    known.sentence().ifPresent(sentence -> endPause(known, sentence));
    if (!stopped) {
      rules.goOn().forEach(this::obey);
      feed(audio.end());
    }
  }

  private void endPause(Pause lasting, Transcript sentence) {
    rules.endPause();
    over(lasting.endSample(), LiveEvent.Cause.SILENCE, EndpointOptions::pausePadding);
    double at = seconds(lasting.endSample());
    work.tell(
        lasting.utterance().last(sentence, at, LiveEvent.Cause.SILENCE, lasting.heardSeconds()));
  }

  private void conclude(long end, LiveEvent.Cause cause) {
    Utterance utterance = current.orElseThrow();
    over(end, cause, EndpointOptions::endPadding);
    if (!phrasesOnly) {
      work.add(last(utterance, end, cause));
    }
  }

  /** The current utterance is over; what was to be shown of it meanwhile need not be any more. */
  private void over(long end, LiveEvent.Cause cause, ToDoubleFunction<EndpointOptions> padding) {
    Utterance utterance = current.orElseThrow();
    work.dropAdvance();
    if (options.endpointing().isPresent() && cause != LiveEvent.Cause.MAX_LENGTH) {
      double at = seconds(end);
      double speech = at - padding.applyAsDouble(options.endpointing().get());
      work.tell(
          new LiveEvent.SpeechEnded(
              Math.max(utterance.startSeconds(), speech), at, heardSeconds()));
    }
    windows.ifPresent(w -> work.addAll(w.rest(utterance, audio, end)));
    current = Optional.empty();
    forgetPause();
    stopped |= options.singleUtterance();
  }

  /** The full pass over the current utterance. */
  private Work.Final last(Utterance utterance, long end, LiveEvent.Cause cause) {
    FeatureMatrix features =
        quiet
            .flatMap(
                q -> q.ended(audio, utterance.startSample(), end, cause, rules.speechEndSeconds()))
            .map(utterance.stages()::finish)
            .orElseGet(() -> wholeFeatures(utterance, end));
    return new Work.Final(utterance, features, end, cause, heardSeconds());
  }

  private FeatureMatrix wholeFeatures(Utterance utterance, long end) {
    if (end < fed) {
      float[] stretch = audio.copy(utterance.startSample(), end);
      return utterance.stages().finish(new AudioClip(stretch, options.sampleRateHz()));
    }
    int rest = Math.toIntExact(Math.min(end, audio.end()) - fed);
    utterance.stages().hear(audio.array(), audio.at(fed), rest);
    return utterance.stages().finish();
  }

  /** The back half of a step of the low-latency pass. */
  Optional<LiveEvent> done(Work.Interim interim, LogPosteriors posteriors) {
    Utterance utterance = interim.utterance();
    return utterance
        .stages()
        .interim(posteriors)
        .map(result -> utterance.interim(result, interim.heardSeconds()));
  }

  /** The back half of a full pass. */
  List<LiveEvent> done(Work.Full full, LogPosteriors posteriors) {
    if (full instanceof Work.Window window) {
      return windows.orElseThrow().heard(window, posteriors);
    }
    if (full instanceof Work.Trial trial) {
      trial.pause().hear(posteriors);
      decide();
      return work.pollNews();
    }
    return List.of(heard((Work.Final) full, posteriors));
  }

  private LiveEvent heard(Work.Final last, LogPosteriors posteriors) {
    Utterance utterance = last.utterance();
    double duration = seconds(last.endSample() - utterance.startSample());
    Transcript transcript = utterance.stages().conclude(posteriors, duration);
    return utterance.last(transcript, seconds(last.endSample()), last.cause(), last.heardSeconds());
  }

  /** The sample at a time that has been heard. */
  private long sample(double atSeconds) {
    return Math.min(audio.end(), Math.round(atSeconds * options.sampleRateHz()));
  }

  private double seconds(long sample) {
    return (double) sample / options.sampleRateHz();
  }
}

package org.auricle.engine.live;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.recognition.AcousticModel;
import org.auricle.engine.recognition.AcousticStream;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * What a worker does for some streams at once: the front half of each, one step of each network
 * over all that need one, the back half of each; then the full passes of utterances that have ended
 * or pause, or of the last seconds of others, up to a limit.
 */
final class Round {

  /**
   * Frames of full passes in one round, unless one alone has more: what comes in meanwhile has to
   * wait for them. A tenth of a second's work, about, for the networks that ship.
   */
  private static final int FINAL_FRAMES = 1_000;

  /** What one stream needs of a network. */
  private record Need<W extends Work>(ScheduledStream stream, W work) {}

  private final List<ScheduledStream> streams;
  private int steps;
  private int finals;

  Round(List<ScheduledStream> streams) {
    this.streams = streams;
  }

  int streams() {
    return streams.size();
  }

  /** Streams that needed a step of the network. */
  int steps() {
    return steps;
  }

  /** Streams that needed a full pass. */
  int finals() {
    return finals;
  }

  /** Runs; those of its streams that are ready for another. */
  List<ScheduledStream> run() {
    streams.forEach(ScheduledStream::hear);
    Map<AcousticModel, List<Need<Work.Interim>>> interims = new IdentityHashMap<>();
    for (ScheduledStream stream : streams) {
      if (stream.nextWork().orElse(null) instanceof Work.Interim interim) {
        stream.attempt(speech -> add(interims, speech, new Need<>(stream, interim)));
        steps++;
      }
    }
    interims.forEach(Round::advance);
    Map<AcousticModel, List<Need<Work.Full>>> full = new IdentityHashMap<>();
    int frames = 0;
    for (ScheduledStream stream : streams) {
      if (stream.nextWork().orElse(null) instanceof Work.Full next
          && (frames == 0 || frames + next.features().frames() <= FINAL_FRAMES)) {
        frames += next.features().frames();
        stream.attempt(speech -> add(full, speech, new Need<>(stream, next)));
        finals++;
      }
    }
    full.forEach(Round::conclude);
    return streams.stream().filter(ScheduledStream::release).toList();
  }

  /** Ends all of its streams. */
  void fail(Throwable failure) {
    for (ScheduledStream stream : streams) {
      stream.fail(failure);
      stream.release();
    }
  }

  private static <W extends Work> void add(
      Map<AcousticModel, List<Need<W>>> needs, SpeechStream speech, Need<W> need) {
    speech.poll();
    needs.computeIfAbsent(speech.recognizer().acoustic(), model -> new ArrayList<>()).add(need);
  }

  private static void advance(AcousticModel model, List<Need<Work.Interim>> needs) {
    List<AcousticStream> networks = new ArrayList<>(needs.size());
    List<FeatureMatrix> features = new ArrayList<>(needs.size());
    for (Need<Work.Interim> need : needs) {
      networks.add(need.work.utterance().stages().acoustic().orElseThrow());
      features.add(need.work.features());
    }
    List<LogPosteriors> posteriors;
    try {
      posteriors = model.advance(networks, features);
    } catch (Throwable e) {
      needs.forEach(need -> need.stream.fail(e)); // nobody knows how far each one has come
      return;
    }
    for (int i = 0; i < needs.size(); i++) {
      Need<Work.Interim> need = needs.get(i);
      LogPosteriors own = posteriors.get(i);
      need.stream.attempt(speech -> speech.done(need.work, own).ifPresent(need.stream::tell));
    }
  }

  private static void conclude(AcousticModel model, List<Need<Work.Full>> needs) {
    List<LogPosteriors> posteriors;
    try {
      posteriors = model.score(needs.stream().map(need -> need.work.features()).toList());
    } catch (Throwable e) {
      if (needs.size() == 1) {
        needs.get(0).stream.fail(e);
      } else {
        needs.forEach(need -> conclude(model, List.of(need))); // each fails for itself
      }
      return;
    }
    for (int i = 0; i < needs.size(); i++) {
      Need<Work.Full> need = needs.get(i);
      LogPosteriors own = posteriors.get(i);
      need.stream.attempt(speech -> speech.done(need.work, own).forEach(need.stream::tell));
    }
  }
}

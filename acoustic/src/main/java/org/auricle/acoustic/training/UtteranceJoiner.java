package org.auricle.acoustic.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.acoustic.training.Seeds.Purpose;

/** Chooses utterances that follow another: of its corpus and speaker, if there are others. */
final class UtteranceJoiner {
  private final AugmentationOptions.Joining options;
  private final long seed;
  private final Map<Voice, List<Utterance>> voices = new HashMap<>();

  private record Voice(int corpus, String speaker) {
    static Voice of(Utterance utterance) {
      return new Voice(utterance.corpus(), utterance.entry().speaker());
    }
  }

  UtteranceJoiner(AugmentationOptions.Joining options, List<Utterance> utterances, long seed) {
    this.options = options;
    this.seed = seed;
    if (options.probability() > 0) {
      for (Utterance u : utterances) {
        voices.computeIfAbsent(Voice.of(u), voice -> new ArrayList<>()).add(u);
      }
    }
  }

  /** The ids of what follows, in order; with the longest pauses it fits into the longest time. */
  List<Integer> followers(Utterance first, int epoch, int copy, double speed) {
    List<Utterance> same = voices.getOrDefault(Voice.of(first), List.of());
    if (same.size() < 2) {
      return List.of();
    }
    SplittableRandom random = Seeds.of(seed, Purpose.JOINING, epoch, first.id(), copy);
    List<Integer> followers = new ArrayList<>();
    double seconds = first.entry().durationSeconds() / speed;
    while (followers.size() + 1 < options.most() && random.nextDouble() < options.probability()) {
      Utterance next = same.get(random.nextInt(same.size()));
      seconds += options.maxPauseSeconds() + next.entry().durationSeconds() / speed;
      if (seconds > options.maxSeconds()) {
        break;
      }
      followers.add(next.id());
    }
    return followers;
  }
}

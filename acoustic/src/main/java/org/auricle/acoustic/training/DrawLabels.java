package org.auricle.acoustic.training;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.auricle.acoustic.training.Seeds.Purpose;

/** What is to be learned from what an epoch draws. Thread-safe. */
final class DrawLabels {
  private final List<Utterance> utterances;
  private final Speller speller;
  private final int separator;
  private final long seed;

  /**
   * The labels of utterances.
   *
   * @param separator token between the words of utterances that are joined; -1 for none
   */
  DrawLabels(List<Utterance> utterances, Speller speller, int separator, long seed) {
    this.utterances = utterances;
    this.speller = speller;
    this.separator = separator;
    this.seed = seed;
  }

  /** Token ids of an utterance and of those that follow it, no blanks. */
  int[] of(EpochPlan.Draw draw) {
    SplittableRandom random =
        Seeds.of(seed, Purpose.PIECES, draw.epoch(), draw.utterance(), draw.copy());
    IntStream labels = of(draw.utterance(), random);
    for (int id : draw.joined()) {
      boolean spoken = utterances.get(id).labels().length > 0;
      IntStream gap = separator >= 0 && spoken ? IntStream.of(separator) : IntStream.empty();
      labels = IntStream.concat(IntStream.concat(labels, gap), of(id, random));
    }
    return labels.toArray();
  }

  private IntStream of(int id, SplittableRandom random) {
    Utterance utterance = utterances.get(id);
    return IntStream.of(speller.vary(utterance.entry().text(), utterance.labels(), random));
  }
}

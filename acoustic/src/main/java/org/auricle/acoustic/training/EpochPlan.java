package org.auricle.acoustic.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.acoustic.training.Seeds.Purpose;

/**
 * Which utterances an epoch draws, at what speed, and in which batches. Batches hold utterances of
 * similar length, so that the network seldom runs a step for one utterance alone, in random order.
 * A plan depends on seed and epoch only.
 *
 * @param batches [batches][utterances in the batch]
 */
record EpochPlan(List<List<Draw>> batches) {
  /** Batches whose utterances are sorted together: similar lengths, yet another mix each epoch. */
  private static final int BATCHES_A_POOL = 32;

  /**
   * One utterance drawn.
   *
   * @param epoch from 0
   * @param utterance id
   * @param copy counts the draws of the same utterance in the epoch, from 0
   * @param speed factor
   * @param joined ids of the utterances that follow it
   */
  record Draw(int epoch, int utterance, int copy, double speed, List<Integer> joined) {
    Draw {
      joined = List.copyOf(joined);
    }
  }

  EpochPlan {
    batches = List.copyOf(batches);
  }

  /** Draws and arranges. */
  static EpochPlan of(TrainingConfig config, List<Utterance> utterances, int epoch) {
    List<Draw> draws = draw(config, utterances, epoch);
    Comparator<Draw> byLength =
        Comparator.comparingDouble(d -> speechSeconds(d, utterances) / d.speed());
    SplittableRandom random = Seeds.of(config.schedule().seed(), Purpose.ORDER, epoch);
    int batchSize = config.schedule().batchSize();
    shuffle(draws, random);
    List<List<Draw>> batches = new ArrayList<>();
    if (epoch < config.schedule().shortFirstEpochs()) {
      draws.sort(byLength);
      cut(draws, batchSize, batches);
    } else {
      int pool = BATCHES_A_POOL * batchSize;
      for (int from = 0; from < draws.size(); from += pool) {
        List<Draw> some = new ArrayList<>(draws.subList(from, Math.min(draws.size(), from + pool)));
        some.sort(byLength);
        cut(some, batchSize, batches);
      }
      shuffle(batches, random);
    }
    return new EpochPlan(batches);
  }

  /** Of the recordings, without pauses. */
  private static double speechSeconds(Draw draw, List<Utterance> utterances) {
    double seconds = utterances.get(draw.utterance()).entry().durationSeconds();
    for (int id : draw.joined()) {
      seconds += utterances.get(id).entry().durationSeconds();
    }
    return seconds;
  }

  /** Batches in an epoch, on average. */
  static int expectedBatches(TrainingConfig config, List<Utterance> utterances) {
    double draws = 0;
    for (Utterance u : utterances) {
      draws += config.train().get(u.corpus()).weight();
    }
    return (int) Math.max(1, Math.ceil(draws / config.schedule().batchSize()));
  }

  private static List<Draw> draw(TrainingConfig config, List<Utterance> utterances, int epoch) {
    long seed = config.schedule().seed();
    List<Double> speeds = config.augmentation().speeds();
    UtteranceJoiner joiner = new UtteranceJoiner(config.augmentation().joining(), utterances, seed);
    List<Draw> draws = new ArrayList<>();
    for (Utterance u : utterances) {
      double weight = config.train().get(u.corpus()).weight();
      int copies = (int) weight;
      SplittableRandom random = Seeds.of(seed, Purpose.SELECTION, epoch, u.id());
      if (random.nextDouble() < weight - copies) {
        copies++;
      }
      SplittableRandom speed = Seeds.of(seed, Purpose.SPEED, epoch, u.id());
      for (int copy = 0; copy < copies; copy++) {
        double factor = speeds.get(speed.nextInt(speeds.size()));
        List<Integer> joined = joiner.followers(u, epoch, copy, factor);
        draws.add(new Draw(epoch, u.id(), copy, factor, joined));
      }
    }
    return draws;
  }

  private static void cut(List<Draw> draws, int batchSize, List<List<Draw>> batches) {
    for (int from = 0; from < draws.size(); from += batchSize) {
      batches.add(List.copyOf(draws.subList(from, Math.min(draws.size(), from + batchSize))));
    }
  }

  /** Fisher and Yates. */
  private static <T> void shuffle(List<T> list, SplittableRandom random) {
    for (int i = list.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T swap = list.get(i);
      list.set(i, list.get(j));
      list.set(j, swap);
    }
  }
}

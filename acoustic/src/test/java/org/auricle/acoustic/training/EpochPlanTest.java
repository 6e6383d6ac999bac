package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.auricle.acoustic.training.EpochPlan.Draw;
import org.junit.jupiter.api.Test;

class EpochPlanTest {
  private static final int UTTERANCES = 1_000;
  private static final List<Utterance> ALL = utterances();

  @Test
  void aWeightOfOneDrawsEachUtteranceOnce() {
    List<Draw> draws = draws(config(1, 1, 0), 3);
    assertThat(draws).hasSize(UTTERANCES);
    assertThat(new HashSet<>(draws.stream().map(Draw::utterance).toList())).hasSize(UTTERANCES);
  }

  @Test
  void otherWeightsHoldInTheMeanAndCopiesAreCounted() {
    Map<Integer, Integer> counts = new HashMap<>();
    int epochs = 200;
    for (int epoch = 0; epoch < epochs; epoch++) {
      Map<Integer, Set<Integer>> copies = new HashMap<>();
      for (Draw draw : draws(config(2.25, 0.25, 0), epoch)) {
        copies.computeIfAbsent(draw.utterance(), u -> new TreeSet<>()).add(draw.copy());
        counts.merge(ALL.get(draw.utterance()).corpus(), 1, Integer::sum);
      }
      copies
          .values()
          .forEach(set -> assertThat(set).isIn(Set.of(0), Set.of(0, 1), Set.of(0, 1, 2)));
    }
    double perUtterance = 2.0 / UTTERANCES / epochs;
    assertThat(counts.get(0) * perUtterance).isCloseTo(2.25, within(0.01));
    assertThat(counts.get(1) * perUtterance).isCloseTo(0.25, within(0.01));
    assertThat(EpochPlan.expectedBatches(config(2.25, 0.25, 0), ALL)).isEqualTo(157);
  }

  @Test
  void batchesHoldSimilarLengthsInRandomOrder() {
    double within = 0;
    double before = Double.NEGATIVE_INFINITY;
    int rises = 0;
    EpochPlan plan = EpochPlan.of(config(1, 1, 0), ALL, 1);
    for (List<Draw> batch : plan.batches()) {
      double least = batch.stream().mapToDouble(EpochPlanTest::length).min().orElseThrow();
      double most = batch.stream().mapToDouble(EpochPlanTest::length).max().orElseThrow();
      within += most - least;
      rises += least > before ? 1 : 0;
      before = least;
    }
    assertThat(within / plan.batches().size()).isLessThan(1); // of 9 s between the extremes
    assertThat(rises).isBetween(40, 85); // of 125
  }

  @Test
  void shortFirstGoesFromShortToLong() {
    double before = 0;
    for (Draw draw : draws(config(1, 1, 1), 0)) {
      assertThat(length(draw)).isGreaterThanOrEqualTo(before);
      before = length(draw);
    }
    assertThat(draws(config(1, 1, 1), 1)).isEqualTo(draws(config(1, 1, 0), 1));
  }

  @Test
  void speedsAreDrawnEvenlyAndDependOnSeedAndEpochOnly() {
    List<Draw> first = draws(config(1, 1, 0), 0);
    assertThat(draws(config(1, 1, 0), 0)).isEqualTo(first);
    assertThat(draws(config(1, 1, 0), 1)).isNotEqualTo(first);
    for (double speed : List.of(0.95, 1.0, 1.05)) {
      assertThat(first.stream().filter(d -> d.speed() == speed).count()).isBetween(280L, 390L);
    }
  }

  @Test
  void followersAreOfTheSameCorpusAndSpeakerAndFitIntoTheTime() {
    AugmentationOptions.Joining options = new AugmentationOptions.Joining(0.5, 4, 0.1, 0.5, 12);
    UtteranceJoiner joiner = new UtteranceJoiner(options, ALL, 1);
    int[] counts = new int[4];
    for (Utterance first : ALL) {
      List<Integer> followers = joiner.followers(first, 0, 0, 0.9);
      assertThat(joiner.followers(first, 0, 0, 0.9)).isEqualTo(followers);
      counts[followers.size()]++;
      double seconds = first.entry().durationSeconds() / 0.9;
      for (int id : followers) {
        Utterance next = ALL.get(id);
        assertThat(next.corpus()).isEqualTo(first.corpus());
        assertThat(next.entry().speaker()).isEqualTo(first.entry().speaker());
        seconds += 0.5 + next.entry().durationSeconds() / 0.9;
      }
      assertThat(followers.isEmpty() || seconds <= 12).isTrue();
    }
    assertThat(counts[0]).isBetween(500, 900); // half by lot, others for want of time
    assertThat(counts[1]).isGreaterThan(counts[2]);
    assertThat(counts[2]).isGreaterThan(0);
  }

  @Test
  void whoeverIsAloneIsFollowedByNobody() {
    Utterance alone = ALL.get(0);
    UtteranceJoiner joiner =
        new UtteranceJoiner(
            new AugmentationOptions.Joining(1, 9, 0, 0, 3_600), List.of(alone, ALL.get(1)), 1);
    assertThat(joiner.followers(alone, 0, 0, 1)).isEmpty();
  }

  private static List<Draw> draws(TrainingConfig config, int epoch) {
    List<Draw> draws = new ArrayList<>();
    EpochPlan.of(config, ALL, epoch).batches().forEach(draws::addAll);
    return draws;
  }

  private static double length(Draw draw) {
    double seconds = ALL.get(draw.utterance()).entry().durationSeconds();
    for (int id : draw.joined()) {
      seconds += ALL.get(id).entry().durationSeconds();
    }
    return seconds / draw.speed();
  }

  private static TrainingConfig config(double first, double second, int shortFirst) {
    TrainingConfig tones = ToneCorpus.config(Path.of("t"), Path.of("d"), 5, 0);
    return new TrainingConfig(
        List.of(
            new TrainingConfig.Corpus(Path.of("a"), first),
            new TrainingConfig.Corpus(Path.of("b"), second)),
        tones.dev(),
        tones.text(),
        tones.features(),
        tones.network(),
        tones.optimizer(),
        tones.augmentation(),
        new TrainingConfig.Schedule(5, 8, 4, 0, shortFirst, false),
        tones.resources());
  }

  private static List<Utterance> utterances() {
    Random random = new Random(1);
    List<Utterance> all = new ArrayList<>();
    for (int i = 0; i < UTTERANCES; i++) {
      Manifest.Entry entry =
          new Manifest.Entry(
              Path.of("x"), 1 + 9 * random.nextDouble(), "a", "speaker " + i % 3, i + 1);
      all.add(new Utterance(i, i % 2, entry, new int[] {1}));
    }
    return all;
  }
}

package org.auricle.acoustic.bilstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.auricle.acoustic.bilstm.NetworkGradients.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.math.RecurrentMatrix;
import org.auricle.engine.nn.SequenceLayout;
import org.auricle.engine.recognition.AcousticStream;
import org.auricle.engine.recognition.LogPosteriors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BiLstmNetworkTest {
  private static final BiLstmConfig CONFIG = new BiLstmConfig(3, 2, 4, 5);
  private static final double SHIFT = 0.03;

  private static BiLstmNetwork network(double dropout) {
    BiLstmNetwork network = new BiLstmNetwork(CONFIG, dropout, Parallel.single());
    network.initialize(11);
    return network;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5})
  void gradientsAreTheSlopesOfTheCrossEntropy(double dropout) {
    NetworkGradients.check(network(dropout), 2e-3);
  }

  private static BiLstmAcousticModel model(BiLstmNetwork network, ChunkOptions chunks) {
    return new BiLstmAcousticModel(network.weights(), SHIFT, chunks, Parallel.single());
  }

  @Test
  void recognitionFormScoresAsTheTrainingForm() {
    BiLstmNetwork network = network(0.5);
    int frames = 90;
    float[] x = random(frames * 3, 2);
    float[] expected = Arrays.copyOf(network.forward(x, SequenceLayout.of(frames)), frames * 5);
    try (BiLstmAcousticModel model = model(network, ChunkOptions.DEFAULT)) {
      LogPosteriors actual = model.score(new FeatureMatrix(x, frames, 3));
      assertThat(actual.logProbs()).containsExactly(expected, Offset.offset(1e-5f));
      assertThat(actual.frameShiftSeconds()).isEqualTo(SHIFT);
    }
  }

  @Test
  void batchScoresAsOneByOneInTheOrderGiven() {
    BiLstmNetwork network = network(0);
    try (BiLstmAcousticModel model = model(network, ChunkOptions.DEFAULT)) {
      List<FeatureMatrix> batch = new ArrayList<>();
      for (int frames : new int[] {5, 0, 70, 1, 70, 33}) {
        batch.add(new FeatureMatrix(random(frames * 3, frames), frames, 3));
      }
      List<LogPosteriors> scored = model.score(batch);
      assertThat(scored).hasSameSizeAs(batch);
      for (int u = 0; u < batch.size(); u++) {
        LogPosteriors alone = model.score(batch.get(u));
        assertThat(scored.get(u).frames()).isEqualTo(batch.get(u).frames());
        assertThat(scored.get(u).logProbs()).isEqualTo(alone.logProbs());
      }
      assertThat(model.score(List.of())).isEmpty();
    }
  }

  @Test
  void streamsAdvanceTogetherAsEachAloneInAnyPieces() {
    BiLstmNetwork network = network(0);
    SplittableRandom random = new SplittableRandom(3);
    List<ChunkOptions> options =
        List.of(new ChunkOptions(4, 3), new ChunkOptions(4, 3), new ChunkOptions(1, 0));
    try (BiLstmAcousticModel model = model(network, options.get(0))) {
      List<FeatureMatrix> utterances = new ArrayList<>();
      List<List<LogPosteriors>> together = new ArrayList<>();
      List<AcousticStream> streams = new ArrayList<>();
      for (int u = 0; u < 7; u++) {
        utterances.add(new FeatureMatrix(random(60 * 3, u), 60, 3));
        together.add(new ArrayList<>());
        streams.add(model.newStream(options.get(u % 3).latency(SHIFT)));
      }
      int[] taken = new int[7];
      for (int round = 0; round < 40; round++) {
        List<AcousticStream> some = new ArrayList<>();
        List<FeatureMatrix> pieces = new ArrayList<>();
        List<Integer> who = new ArrayList<>();
        for (int u = 0; u < 7; u++) {
          if (random.nextInt(3) > 0) {
            int to = Math.min(60, taken[u] + random.nextInt(12));
            who.add(u);
            some.add(streams.get(u));
            pieces.add(utterances.get(u).rows(taken[u], to));
            taken[u] = to;
          }
        }
        List<LogPosteriors> said = model.advance(some, pieces);
        for (int i = 0; i < said.size(); i++) {
          together.get(who.get(i)).add(said.get(i));
        }
      }
      for (int u = 0; u < 7; u++) {
        together.get(u).add(streams.get(u).accept(utterances.get(u).rows(taken[u], 60)));
        together.get(u).add(streams.get(u).finish());
        AcousticStream alone = model.newStream(options.get(u % 3).latency(SHIFT));
        float[] expected = joined(List.of(alone.accept(utterances.get(u)), alone.finish()));
        assertThat(joined(together.get(u))).hasSize(60 * 5).isEqualTo(expected);
      }
    }
  }

  private static float[] joined(List<LogPosteriors> parts) {
    float[] all = new float[0];
    for (LogPosteriors part : parts) {
      int length = part.frames() * part.tokens();
      float[] longer = Arrays.copyOf(all, all.length + length);
      System.arraycopy(part.logProbs(), 0, longer, all.length, length);
      all = longer;
    }
    return all;
  }

  @Test
  void bfloat16ScoresNearTheFullPrecision() {
    BiLstmNetwork network = network(0);
    FeatureMatrix x = new FeatureMatrix(random(90 * 3, 2), 90, 3);
    try (BiLstmAcousticModel full = model(network, ChunkOptions.DEFAULT);
        BiLstmAcousticModel half =
            new BiLstmAcousticModel(
                network.weights(),
                RecurrentMatrix.Precision.BFLOAT16,
                SHIFT,
                ChunkOptions.DEFAULT,
                Parallel.single())) {
      float[] actual = half.score(x).logProbs();
      assertThat(actual).containsExactly(full.score(x).logProbs(), Offset.offset(0.02f));
      assertThat(actual).isNotEqualTo(full.score(x).logProbs());
    }
  }

  @Test
  void streamThatSeesTheWholeUtteranceAheadScoresAsTheFullPass() {
    int frames = 40;
    FeatureMatrix x = new FeatureMatrix(random(frames * 3, 3), frames, 3);
    try (BiLstmAcousticModel model = model(network(0), new ChunkOptions(8, 100))) {
      assertThat(stream(model, x, 7))
          .containsExactly(model.score(x).logProbs(), Offset.offset(1e-5f));
    }
  }

  /** Chunking is of the stream, not of the caller: 1, 5 or 40 frames a call give the same bits. */
  @Test
  void streamDoesNotDependOnHowFramesArrive() {
    int frames = 41;
    FeatureMatrix x = new FeatureMatrix(random(frames * 3, 4), frames, 3);
    try (BiLstmAcousticModel model = model(network(0), new ChunkOptions(8, 4))) {
      float[] once = stream(model, x, frames);
      assertThat(once).hasSize(frames * 5);
      assertThat(stream(model, x, 1)).isEqualTo(once);
      assertThat(stream(model, x, 5)).isEqualTo(once);
    }
  }

  private static float[] stream(BiLstmAcousticModel model, FeatureMatrix x, int step) {
    AcousticStream stream = model.newStream();
    float[] all = new float[x.frames() * 5];
    int done = 0;
    for (int t = 0; t < x.frames(); t += step) {
      LogPosteriors part = stream.accept(x.rows(t, Math.min(x.frames(), t + step)));
      System.arraycopy(part.logProbs(), 0, all, done * 5, part.frames() * 5);
      done += part.frames();
    }
    LogPosteriors rest = stream.finish();
    System.arraycopy(rest.logProbs(), 0, all, done * 5, rest.frames() * 5);
    assertThat(done + rest.frames()).isEqualTo(x.frames());
    return all;
  }

  @Test
  void emptyUtteranceHasNoPosteriors() {
    try (BiLstmAcousticModel model = model(network(0), ChunkOptions.DEFAULT)) {
      assertThat(model.score(FeatureMatrix.empty(3)).frames()).isZero();
      assertThat(model.newStream().finish().frames()).isZero();
    }
  }

  @Test
  void weightsThatDoNotFitAreNamed() {
    Map<String, float[]> tensors = new LinkedHashMap<>(network(0).weights().tensors());
    tensors.remove("lstm.weight_hh_l1_reverse");
    assertThatThrownBy(() -> new BiLstmWeights(CONFIG, tensors))
        .hasMessage("tensor lstm.weight_hh_l1_reverse: missing (expected: 64 values)");
    tensors.put("lstm.weight_hh_l1_reverse", new float[63]);
    assertThatThrownBy(() -> new BiLstmWeights(CONFIG, tensors))
        .hasMessage("tensor lstm.weight_hh_l1_reverse: 63 values (expected: 64 values)");
    tensors.put("lstm.weight_hh_l1_reverse", new float[64]);
    tensors.put("extra", new float[1]);
    assertThatThrownBy(() -> new BiLstmWeights(CONFIG, tensors))
        .hasMessageContaining("tensor extra: unknown");
  }

  @Test
  void chunksOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new ChunkOptions(0, 4)).hasMessageStartingWith("chunk: 0");
    assertThatThrownBy(() -> new ChunkOptions(Integer.MAX_VALUE, 4))
        .hasMessage("chunk: 2147483647, lookAhead: 4 (expected: 1..10000, 0..10000)");
    assertThatThrownBy(() -> new ChunkOptions(4, -1)).hasMessageContaining("lookAhead: -1");
  }

  @Test
  void featuresOfAnotherWidthAreRefused() {
    try (BiLstmAcousticModel model = model(network(0), ChunkOptions.DEFAULT)) {
      assertThatThrownBy(() -> model.score(FeatureMatrix.empty(4)))
          .hasMessage("features' dim: 4 (expected: 3)");
    }
  }
}

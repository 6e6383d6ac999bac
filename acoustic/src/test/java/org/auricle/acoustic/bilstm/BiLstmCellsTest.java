package org.auricle.acoustic.bilstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.auricle.acoustic.bilstm.NetworkGradients.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.CellOptions;
import org.auricle.engine.nn.SequenceLayout;
import org.auricle.engine.recognition.AcousticStream;
import org.auricle.engine.recognition.LogPosteriors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of other cells than the plain LSTM, in all the ways that a network is run. */
class BiLstmCellsTest {
  private static final int DIM = 3;
  private static final int TOKENS = 5;
  private static final double SHIFT = 0.03;

  static List<CellOptions> cells() {
    return List.of(
        new CellOptions(CellOptions.Type.LSTM, false, false, 2, false),
        new CellOptions(CellOptions.Type.LSTM, true, true, 3, true),
        new CellOptions(CellOptions.Type.GRU, false, false, 0, false));
  }

  private static BiLstmNetwork network(CellOptions cell, DropoutOptions dropout) {
    BiLstmConfig config = new BiLstmConfig(DIM, 2, 4, TOKENS, cell);
    BiLstmNetwork network = new BiLstmNetwork(config, dropout, Parallel.single());
    network.initialize(11);
    return network;
  }

  private static BiLstmAcousticModel model(CellOptions cell, ChunkOptions chunks) {
    BiLstmWeights weights = network(cell, DropoutOptions.ofOutputs(0)).weights();
    return new BiLstmAcousticModel(weights, SHIFT, chunks, Parallel.single());
  }

  private static FeatureMatrix features(int frames) {
    return new FeatureMatrix(random(frames * DIM, frames), frames, DIM);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void gradientsAreTheSlopesOfTheCrossEntropy(CellOptions cell) {
    NetworkGradients.check(network(cell, new DropoutOptions(0.3, true, 0.2)), 3e-3);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void recognitionFormScoresAsTheTrainingFormInAnyBatch(CellOptions cell) {
    BiLstmNetwork network = network(cell, new DropoutOptions(0.3, true, 0.2));
    List<FeatureMatrix> batch = List.of(features(5), features(0), features(90), features(33));
    try (BiLstmAcousticModel model = model(cell, ChunkOptions.DEFAULT)) {
      List<LogPosteriors> scored = model.score(batch);
      for (int u = 0; u < batch.size(); u++) {
        FeatureMatrix x = batch.get(u);
        assertThat(scored.get(u).logProbs()).isEqualTo(model.score(x).logProbs());
        if (x.frames() > 0) {
          float[] rows = Arrays.copyOf(x.data(), x.frames() * DIM);
          float[] trained = network.forward(rows, SequenceLayout.of(x.frames()));
          assertThat(scored.get(u).logProbs())
              .containsExactly(Arrays.copyOf(trained, x.frames() * TOKENS), Offset.offset(1e-5f));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void streamThatSeesTheWholeUtteranceAheadScoresAsTheFullPass(CellOptions cell) {
    FeatureMatrix x = features(40);
    try (BiLstmAcousticModel model = model(cell, new ChunkOptions(8, 100))) {
      float[] streamed = rest(model.newStream(), x, 0);
      assertThat(streamed).containsExactly(model.score(x).logProbs(), Offset.offset(1e-5f));
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void streamsAdvanceTogetherAsEachAlone(CellOptions cell) {
    try (BiLstmAcousticModel model = model(cell, new ChunkOptions(4, 3))) {
      List<AcousticStream> streams = new ArrayList<>();
      List<FeatureMatrix> pieces = new ArrayList<>();
      for (int u = 0; u < 3; u++) {
        streams.add(model.newStream());
        pieces.add(features(50 + u).rows(0, 20 + 3 * u));
      }
      List<LogPosteriors> said = model.advance(streams, pieces);
      for (int u = 0; u < 3; u++) {
        FeatureMatrix x = features(50 + u);
        float[] later = rest(streams.get(u), x, 20 + 3 * u);
        assertThat(joined(said.get(u).logProbs(), later))
            .hasSize(x.frames() * TOKENS)
            .isEqualTo(rest(model.newStream(), x, 0));
      }
    }
  }

  private static float[] rest(AcousticStream stream, FeatureMatrix x, int from) {
    float[] accepted = stream.accept(x.rows(from, x.frames())).logProbs();
    return joined(accepted, stream.finish().logProbs());
  }

  private static float[] joined(float[] a, float[] b) {
    float[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  /** With all weights equal, frames that lose the same outputs all say the same. */
  @Test
  void dropoutPerUtteranceTakesTheSameValuesFromAllFrames() {
    SequenceLayout layout = SequenceLayout.of(3, 2);
    float[] alike = new float[layout.rows() * DIM];
    for (boolean perUtterance : new boolean[] {true, false}) {
      BiLstmConfig config = new BiLstmConfig(DIM, 1, 20, TOKENS);
      DropoutOptions dropout = new DropoutOptions(0.5, perUtterance, 0);
      BiLstmNetwork network = new BiLstmNetwork(config, dropout, Parallel.single());
      network.initialize(3);
      Arrays.fill(network.parameters().get("lstm.weight_hh_l0").value(), 0);
      Arrays.fill(network.parameters().get("lstm.weight_hh_l0_reverse").value(), 0);
      for (String direction : new String[] {"", "_reverse"}) { // no memory: f closed
        float[] bias = network.parameters().get("lstm.bias_ih_l0" + direction).value();
        Arrays.fill(bias, 1);
        Arrays.fill(bias, 20, 40, -100);
      }
      float[] out = network.forward(alike, layout, new SplittableRandom(8));
      float[] first = Arrays.copyOfRange(out, 0, TOKENS);
      int second = layout.row(1, 0) * TOKENS;
      int other = layout.row(0, 1) * TOKENS;
      assertThat(Arrays.equals(first, Arrays.copyOfRange(out, second, second + TOKENS)))
          .isEqualTo(perUtterance);
      assertThat(first).isNotEqualTo(Arrays.copyOfRange(out, other, other + TOKENS));
    }
  }

  @Test
  void weightsOfAnotherCellAreRefused() {
    BiLstmWeights weights = network(cells().get(0), DropoutOptions.ofOutputs(0)).weights();
    BiLstmNetwork gru = network(cells().get(2), DropoutOptions.ofOutputs(0));
    assertThatThrownBy(() -> gru.transfer(weights, new int[TOKENS]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("projection=2");
    assertThatThrownBy(() -> new DropoutOptions(0, false, 1))
        .hasMessage("outputs, recurrent: 0.0, 1.0 (expected: 0 <= p < 1)");
  }
}

package org.auricle.decoder.lm.lstm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LstmLmNetworkTest {
  private static final int SYMBOLS = 11;
  private static final int STEPS = 5;
  private static final int BATCH = 3;
  private static final int CARRIED = 2; // h and c of the last layer
  private static final float DELTA = 4e-3f;

  /** Central differences of the loss, over one stretch with sentences that begin inside it. */
  @ParameterizedTest
  @CsvSource({"5,5,1,true,99", "4,6,2,true,99", "4,6,2,false,99", "4,6,1,true,5", "6,4,2,false,4"})
  void gradientsEqualFiniteDifferences(
      int embedding, int hidden, int layers, boolean tied, int samples) {
    LstmLmConfig config = new LstmLmConfig(SYMBOLS, embedding, layers, hidden, tied);
    long[] counts = {9, 8, 7, 6, 5, 4, 3, 3, 2, 1, 1};
    SampledSoftmax softmax = new SampledSoftmax(counts, samples, Parallel.single());
    softmax.draw(new SplittableRandom(5));
    LstmLmNetwork network =
        new LstmLmNetwork(config, 0, AdamW.Options.DEFAULT, 3, Parallel.single());
    SplittableRandom random = new SplittableRandom(7);
    for (Parameter p : network.parameters()) {
      CarriedLstm.uniform(p.value(), 0.8, random);
    }
    int[] symbols = random.ints(STEPS * BATCH, 0, SYMBOLS).toArray();
    int[] targets = random.ints(STEPS * BATCH, 0, SYMBOLS).toArray();
    symbols[4] = SymbolTable.BOUNDARY;

    loss(network, symbols, targets, softmax);
    float[][] gradients =
        network.parameters().stream().map(p -> p.grad().clone()).toArray(float[][]::new);
    int i = 0;
    for (Parameter p : network.parameters()) {
      float[] expected = new float[p.size()];
      for (int j = 0; j < p.size(); j++) {
        float value = p.value()[j];
        p.value()[j] = value + DELTA;
        double above = loss(network, symbols, targets, softmax);
        p.value()[j] = value - DELTA;
        double below = loss(network, symbols, targets, softmax);
        p.value()[j] = value;
        expected[j] = (float) ((above - below) / (2 * DELTA));
      }
      assertThat(gradients[i++]).as(p.name()).containsExactly(expected, Offset.offset(4e-3f));
    }
  }

  private static double loss(
      LstmLmNetwork network, int[] symbols, int[] targets, SampledSoftmax softmax) {
    // What the stretch before left goes on and gets no gradient.
    network.clearGradients();
    network.reset(BATCH);
    List<float[]> state = network.state();
    for (float[] carried : state.subList(state.size() - CARRIED, state.size())) {
      Arrays.fill(carried, 0.3f);
    }
    return network.accumulate(symbols, targets, STEPS, BATCH, softmax, new SplittableRandom(1));
  }
}

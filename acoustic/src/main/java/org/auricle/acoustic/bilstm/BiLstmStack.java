package org.auricle.acoustic.bilstm;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.math.Activations;
import org.auricle.engine.math.Gemm;
import org.auricle.engine.math.PackedMatrix;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.math.RecurrentMatrix.Precision;
import org.auricle.engine.nn.GateTrace;
import org.auricle.engine.nn.LstmInference;
import org.auricle.engine.nn.RecurrentInference;
import org.auricle.engine.nn.SequenceLayout;

/** The network's weights laid out for recognition. Immutable and thread-safe. */
final class BiLstmStack {

  /** One bidirectional layer. */
  record Layer(RecurrentInference forward, RecurrentInference backward) {}

  private final BiLstmConfig config;
  private final List<Layer> layers = new ArrayList<>();
  private final PackedMatrix outputWeight;
  private final float[] outputBias;

  BiLstmStack(BiLstmWeights weights, Precision precision) {
    config = weights.config();
    for (int l = 0; l < config.layers(); l++) {
      layers.add(
          new Layer(
              direction(weights, l, "", precision), direction(weights, l, "_reverse", precision)));
    }
    int width = config.outputDim();
    outputWeight =
        new PackedMatrix(width, config.tokens())
            .pack(weights.get(BiLstmConfig.OUTPUT + "weight"), 0, width, true);
    outputBias = weights.get(BiLstmConfig.OUTPUT + "bias");
  }

  private static RecurrentInference direction(
      BiLstmWeights weights, int layer, String direction, Precision precision) {
    BiLstmConfig config = weights.config();
    String suffix = "_l" + layer + direction;
    return RecurrentInference.of(
        config.cell(),
        config.layerInput(layer),
        config.hidden(),
        name -> weights.get(BiLstmConfig.LSTM + name + suffix),
        precision);
  }

  BiLstmConfig config() {
    return config;
  }

  List<Layer> layers() {
    return layers;
  }

  /**
   * All layers over whole utterances, packed.
   *
   * @param x [rows x inputDim]
   * @return [rows x outputDim], in the workspace
   */
  float[] run(float[] x, SequenceLayout layout, Parallel parallel, Workspace workspace) {
    int width = config.outputDim();
    float[] values = x;
    for (int l = 0; l < layers.size(); l++) {
      float[] in = values;
      float[] out = workspace.output(l, Math.multiplyExact(layout.rows(), width));
      Layer layer = layers.get(l);
      parallel.run(
          2,
          d -> {
            RecurrentInference direction = d == 0 ? layer.forward() : layer.backward();
            RecurrentInference.State state = workspace.state(d);
            state.reset(layout.batch());
            direction.run(in, 0, layout, d == 1, state, out, d * config.directionDim(), width);
          });
      values = out;
    }
    return values;
  }

  /**
   * All layers over one utterance, keeping what happens in them; of plain LSTMs only.
   *
   * @param x [frames x inputDim]
   * @param traces receives one for each layer
   * @return [frames x 2 hidden]
   */
  float[] trace(float[] x, int frames, List<BiLstmTrace.Layer> traces) {
    int hidden = config.hidden();
    float[] values = x;
    for (Layer layer : layers) {
      GateTrace forward = ((LstmInference) layer.forward()).trace(values, frames, false);
      GateTrace backward = ((LstmInference) layer.backward()).trace(values, frames, true);
      values = new float[frames * 2 * hidden];
      for (int t = 0; t < frames; t++) {
        System.arraycopy(forward.h(), t * hidden, values, t * 2 * hidden, hidden);
        System.arraycopy(backward.h(), t * hidden, values, (t * 2 + 1) * hidden, hidden);
      }
      traces.add(new BiLstmTrace.Layer(forward, backward));
    }
    return values;
  }

  /** Dense layer and log-softmax: rows of outputDim -> [frames x tokens]. */
  float[] posteriors(float[] values, int frames) {
    int tokens = config.tokens();
    float[] logProbs = new float[frames * tokens];
    Gemm.multiply(
        frames, values, 0, config.outputDim(), outputWeight, outputBias, logProbs, 0, tokens);
    Activations.logSoftmax(frames, tokens, logProbs, 0, logProbs, 0);
    return logProbs;
  }
}

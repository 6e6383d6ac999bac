package org.auricle.acoustic.vad.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.acoustic.vad.VoiceNetConfig;
import org.auricle.acoustic.vad.VoiceNetWeights;
import org.auricle.engine.math.Activations;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.Dense;
import org.auricle.engine.nn.Lstm;
import org.auricle.engine.nn.Parameter;
import org.auricle.engine.nn.ParameterSet;
import org.auricle.engine.nn.SequenceLayout;

/** The network in its trainable form. Not thread-safe. */
final class VoiceNetwork {
  private final VoiceNetConfig config;
  private final Lstm lstm;
  private final Dense output;
  private final ParameterSet parameters;

  /** Random weights; a first guess of no speech. */
  VoiceNetwork(VoiceNetConfig config, long seed) {
    this.config = config;
    lstm = new Lstm("lstm.", 0, config.inputDim(), config.hidden(), false);
    output = new Dense("output.", config.hidden(), 1, Parallel.single());
    SplittableRandom random = new SplittableRandom(seed);
    lstm.initialize(random);
    output.initialize(random);
    List<Parameter> all = new ArrayList<>(lstm.parameters());
    all.addAll(output.parameters());
    parameters = new ParameterSet(all);
  }

  ParameterSet parameters() {
    return parameters;
  }

  /** Takes over weights of the same shape. */
  void set(VoiceNetWeights weights) {
    for (Parameter p : parameters) {
      System.arraycopy(weights.values(p.name()), 0, p.value(), 0, p.size());
    }
  }

  /** The weights as they are, copied. */
  VoiceNetWeights weights() {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    for (Parameter p : parameters) {
      tensors.put(p.name(), p.value().clone());
    }
    return new VoiceNetWeights(config, tensors);
  }

  /**
   * Adds the gradient of the mean cross-entropy to the parameters' gradients.
   *
   * @param x [rows x inputDim], packed
   * @param targets [rows], probability of speech
   * @return the mean cross-entropy, natural log
   */
  double accumulate(float[] x, float[] targets, SequenceLayout layout) {
    int rows = layout.rows();
    float[] hidden = new float[rows * config.hidden()];
    float[] logits = new float[rows];
    lstm.forward(x, layout, hidden, 0, config.hidden());
    output.forward(hidden, rows, logits);
    double loss = 0;
    for (int i = 0; i < rows; i++) {
      loss += crossEntropy(logits[i], targets[i]);
    }
    Activations.sigmoid(rows, logits, 0);
    float[] dLogits = logits;
    for (int i = 0; i < rows; i++) {
      dLogits[i] = (logits[i] - targets[i]) / rows;
    }
    float[] dHidden = new float[hidden.length];
    output.backward(hidden, rows, dLogits, dHidden);
    lstm.backward(x, layout, hidden, dHidden, 0, config.hidden());
    return loss / rows;
  }

  /** -(t ln p + (1 - t) ln(1 - p)) with p the sigmoid of the logit. */
  static double crossEntropy(double logit, double target) {
    return Math.max(logit, 0) - logit * target + Math.log1p(Math.exp(-Math.abs(logit)));
  }
}

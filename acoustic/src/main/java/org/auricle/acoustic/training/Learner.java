package org.auricle.acoustic.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.GradientClipping;
import org.auricle.engine.nn.ParameterSet;
import org.auricle.engine.training.WeightAverage;

/** One step of learning: forward, CTC, backward, clipping, AdamW, average. Not thread-safe. */
final class Learner {
  private final BiLstmNetwork network;
  private final ParameterSet parameters; // those that learn
  private final AdamW adam;
  private final WeightAverage average;
  private final double clipNorm;
  private final Parallel parallel;
  private final int blank;
  private final List<CtcLoss> losses = new ArrayList<>(); // one an utterance of the batch
  private float[] dLogits = new float[0]; // [rows x tokens]

  /**
   * What a step did.
   *
   * @param loss sum over the batch of -ln p, natural log
   * @param gradientNorm before clipping, of the mean loss of an utterance
   * @param updated false if loss or gradient were not finite, and the weights were left alone
   */
  record Step(double loss, double gradientNorm, boolean updated) {}

  Learner(BiLstmNetwork network, TrainingConfig.Optimizer options, int blank, Parallel parallel) {
    this.network = network;
    network.freeze(options.frozenLayers());
    this.parameters = network.trainable();
    this.adam = new AdamW(parameters, options.adam());
    this.average = new WeightAverage(parameters, options.emaDecay());
    this.clipNorm = options.clipNorm();
    this.blank = blank;
    this.parallel = parallel;
  }

  BiLstmNetwork network() {
    return network;
  }

  /** The weights that learn: all but those of frozen layers. */
  ParameterSet parameters() {
    return parameters;
  }

  AdamW adam() {
    return adam;
  }

  WeightAverage average() {
    return average;
  }

  /** Learns from one batch. */
  Step step(Batch batch, double learningRate, SplittableRandom dropout) {
    parameters.zeroGradients();
    float[] logProbs = network.forward(batch.x(), batch.layout(), dropout);
    double[] loss = ctc(batch, logProbs);
    double sum = 0;
    for (double x : loss) {
      sum += x;
    }
    if (!Double.isFinite(sum)) {
      return new Step(sum, Double.NaN, false);
    }
    network.backward(dLogits);
    double norm = GradientClipping.globalNorm(parameters);
    if (!Double.isFinite(norm)) {
      return new Step(sum, norm, false);
    }
    adam.step(learningRate, GradientClipping.scale(norm, clipNorm));
    average.update(adam.step());
    return new Step(sum, norm, true);
  }

  private double[] ctc(Batch batch, float[] logProbs) {
    int tokens = network.config().tokens();
    if (dLogits.length < batch.layout().rows() * tokens) {
      dLogits = new float[batch.layout().rows() * tokens];
    }
    while (losses.size() < batch.size()) {
      losses.add(new CtcLoss(blank));
    }
    double[] loss = new double[batch.size()];
    float scale = 1f / batch.size();
    parallel.run(
        batch.size(),
        b -> {
          int[] rows = batch.rows()[b];
          int[] labels = batch.items().get(b).labels();
          loss[b] =
              losses.get(b).compute(logProbs, tokens, rows, rows.length, labels, scale, dLogits);
        });
    return loss;
  }
}

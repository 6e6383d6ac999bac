package org.auricle.acoustic.bilstm;

import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.recognition.AcousticModel;
import org.auricle.engine.recognition.AcousticStream;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * The network in the form that recognises. Thread-safe: weights are shared, state is a stream's.
 */
public final class BiLstmAcousticModel implements AcousticModel {
  private final BiLstmStack stack;
  private final ChunkOptions chunks;
  private final double frameShiftSeconds;
  private final Parallel parallel;

  /**
   * Lays the weights out for the kernels.
   *
   * @param frameShiftSeconds from one feature frame to the next
   * @param chunks latency control of {@link #newStream}
   * @param parallel threads for {@link #score}, which uses at most two, one a direction; closed
   *     with the model
   */
  public BiLstmAcousticModel(
      BiLstmWeights weights, double frameShiftSeconds, ChunkOptions chunks, Parallel parallel) {
    stack = new BiLstmStack(weights);
    this.chunks = chunks;
    this.frameShiftSeconds = frameShiftSeconds;
    this.parallel = parallel;
  }

  @Override
  public int featureDim() {
    return stack.config().inputDim();
  }

  @Override
  public int vocabularySize() {
    return stack.config().tokens();
  }

  @Override
  public double frameShiftSeconds() {
    return frameShiftSeconds;
  }

  @Override
  public LogPosteriors score(FeatureMatrix features) {
    requireDim(features, stack.config());
    int frames = features.frames();
    float[] logProbs =
        frames == 0
            ? new float[0]
            : stack.posteriors(stack.run(features.data(), frames, parallel), frames);
    return new LogPosteriors(logProbs, frames, vocabularySize(), frameShiftSeconds);
  }

  @Override
  public AcousticStream newStream() {
    return new ChunkedBiLstm(stack, chunks, frameShiftSeconds);
  }

  @Override
  public void close() {
    parallel.close();
  }

  static int requireDim(FeatureMatrix features, BiLstmConfig config) {
    if (features.dim() != config.inputDim()) {
      throw new IllegalArgumentException(
          "features' dim: " + features.dim() + " (expected: " + config.inputDim() + ")");
    }
    return features.dim();
  }
}

package org.auricle.acoustic.bilstm;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.math.RecurrentMatrix.Precision;
import org.auricle.engine.recognition.AcousticModel;
import org.auricle.engine.recognition.AcousticStream;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.StreamLatency;

/**
 * The network in the form that recognises. Thread-safe: weights are shared, state is a stream's.
 */
public final class BiLstmAcousticModel implements AcousticModel {
  private final BiLstmStack stack;
  private final Workspace.Pool workspaces;
  private final ChunkBatch chunkBatch;
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
    this(weights, Precision.FLOAT32, frameShiftSeconds, chunks, parallel);
  }

  /**
   * The same with a choice.
   *
   * @param precision in which the recurrent weights are stored
   */
  public BiLstmAcousticModel(
      BiLstmWeights weights,
      Precision precision,
      double frameShiftSeconds,
      ChunkOptions chunks,
      Parallel parallel) {
    stack = new BiLstmStack(weights, precision);
    workspaces = new Workspace.Pool(stack);
    chunkBatch = new ChunkBatch(stack, workspaces, frameShiftSeconds);
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
    return score(List.of(features)).get(0);
  }

  /**
   * The utterances packed side by side, so that each step in time multiplies the recurrent weights
   * by all of them at once. Bit for bit the results of one by one.
   */
  @Override
  public List<LogPosteriors> score(List<FeatureMatrix> batch) {
    batch.forEach(features -> requireDim(features, stack.config()));
    if (batch.stream().allMatch(features -> features.frames() == 0)) {
      return batch.stream().map(features -> posteriors(new float[0])).toList();
    }
    PackedBatch packed = new PackedBatch(batch);
    Workspace workspace = workspaces.take();
    try {
      float[] rows = packed.rows(featureDim(), workspace);
      float[] values = stack.run(rows, packed.layout(), parallel, workspace);
      float[] logProbs = stack.posteriors(values, packed.layout().rows());
      return packed.unpack(logProbs, vocabularySize()).stream().map(this::posteriors).toList();
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  /**
   * Scores a whole utterance, with the same result as {@link #score(FeatureMatrix)} but slower, and
   * keeps what every gate does, if the network is of plain LSTMs; of others there are no layers.
   *
   * @throws IllegalArgumentException if the features' width is not {@link #featureDim()}
   */
  public BiLstmTrace trace(FeatureMatrix features) {
    requireDim(features, stack.config());
    List<BiLstmTrace.Layer> layers = new ArrayList<>();
    if (!stack.config().cell().plain()) {
      return new BiLstmTrace(score(features), layers);
    }
    float[] values = stack.trace(features.data(), features.frames(), layers);
    float[] logProbs =
        features.frames() == 0 ? new float[0] : stack.posteriors(values, features.frames());
    return new BiLstmTrace(posteriors(logProbs), layers);
  }

  private LogPosteriors posteriors(float[] logProbs) {
    int frames = logProbs.length / vocabularySize();
    return new LogPosteriors(logProbs, frames, vocabularySize(), frameShiftSeconds);
  }

  @Override
  public AcousticStream newStream() {
    return new ChunkedBiLstm(chunkBatch, chunks);
  }

  @Override
  public AcousticStream newStream(StreamLatency latency) {
    return new ChunkedBiLstm(chunkBatch, ChunkOptions.of(latency, frameShiftSeconds));
  }

  @Override
  public StreamLatency latency() {
    return chunks.latency(frameShiftSeconds);
  }

  @Override
  public List<LogPosteriors> advance(List<AcousticStream> streams, List<FeatureMatrix> features) {
    return chunkBatch.advance(streams.stream().map(ChunkedBiLstm.class::cast).toList(), features);
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

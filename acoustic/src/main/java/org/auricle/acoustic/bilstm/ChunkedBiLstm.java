package org.auricle.acoustic.bilstm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.nn.LstmInference;
import org.auricle.engine.recognition.AcousticStream;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * Latency-controlled bidirectional LSTM (Zhang et al. 2016, arXiv 1510.08983): frames are scored a
 * chunk at a time; the forward direction's state is carried from chunk to chunk, the backward
 * direction starts afresh a few frames ahead of the chunk. Keeps at most chunk + look-ahead frames.
 * Not thread-safe.
 */
final class ChunkedBiLstm implements AcousticStream {
  private final BiLstmStack stack;
  private final ChunkOptions options;
  private final double frameShiftSeconds;
  private final List<LstmInference.State> carried = new ArrayList<>();
  private final List<LstmInference.State> ahead = new ArrayList<>();
  private final List<LstmInference.State> backward = new ArrayList<>();
  private final float[] pending; // [chunk + lookAhead x inputDim]
  private int pendingFrames;

  ChunkedBiLstm(BiLstmStack stack, ChunkOptions options, double frameShiftSeconds) {
    this.stack = stack;
    this.options = options;
    this.frameShiftSeconds = frameShiftSeconds;
    for (BiLstmStack.Layer layer : stack.layers()) {
      carried.add(layer.forward().newState());
      ahead.add(layer.forward().newState());
      backward.add(layer.backward().newState());
    }
    pending = new float[(options.chunk() + options.lookAhead()) * stack.config().inputDim()];
  }

  @Override
  public LogPosteriors accept(FeatureMatrix features) {
    int dim = BiLstmAcousticModel.requireDim(features, stack.config());
    int capacity = options.chunk() + options.lookAhead();
    int chunks = (pendingFrames + features.frames()) / options.chunk() + 1;
    float[] out = new float[chunks * options.chunk() * stack.config().tokens()];
    int frames = 0;
    for (int taken = 0; taken < features.frames(); ) {
      int n = Math.min(features.frames() - taken, capacity - pendingFrames);
      System.arraycopy(features.data(), taken * dim, pending, pendingFrames * dim, n * dim);
      taken += n;
      pendingFrames += n;
      if (pendingFrames == capacity) {
        frames = append(out, frames, score(options.chunk()), options.chunk());
        pendingFrames -= options.chunk();
        System.arraycopy(pending, options.chunk() * dim, pending, 0, pendingFrames * dim);
      }
    }
    return posteriors(Arrays.copyOf(out, frames * stack.config().tokens()), frames);
  }

  @Override
  public LogPosteriors finish() {
    int frames = pendingFrames;
    float[] out = frames == 0 ? new float[0] : score(frames);
    pendingFrames = 0;
    return posteriors(out, frames);
  }

  private int append(float[] out, int frames, float[] scored, int count) {
    int tokens = stack.config().tokens();
    System.arraycopy(scored, 0, out, frames * tokens, count * tokens);
    return frames + count;
  }

  private LogPosteriors posteriors(float[] logProbs, int frames) {
    return new LogPosteriors(logProbs, frames, stack.config().tokens(), frameShiftSeconds);
  }

  /** Scores the first count pending frames, seeing all of them. */
  private float[] score(int count) {
    int hidden = stack.config().hidden();
    int width = 2 * hidden;
    float[] values = pending;
    for (int l = 0; l < stack.layers().size(); l++) {
      BiLstmStack.Layer layer = stack.layers().get(l);
      float[] out = new float[pendingFrames * width];
      layer.forward().run(values, 0, count, false, carried.get(l), out, 0, width);
      ahead.get(l).copyFrom(carried.get(l));
      layer
          .forward()
          .run(
              values,
              count * stack.config().layerInput(l),
              pendingFrames - count,
              false,
              ahead.get(l),
              out,
              count * width,
              width);
      backward.get(l).reset();
      layer.backward().run(values, 0, pendingFrames, true, backward.get(l), out, hidden, width);
      values = out;
    }
    return stack.posteriors(values, count);
  }
}

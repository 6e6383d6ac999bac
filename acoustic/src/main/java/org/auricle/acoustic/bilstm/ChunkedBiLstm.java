package org.auricle.acoustic.bilstm;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.nn.RecurrentInference;
import org.auricle.engine.recognition.AcousticStream;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * Latency-controlled bidirectional LSTM (Zhang et al. 2016, arXiv 1510.08983): frames are scored a
 * chunk at a time; the forward direction's state is carried from chunk to chunk, the backward
 * direction starts afresh a few frames ahead of the chunk. Keeps at most chunk + look-ahead frames;
 * {@link ChunkBatch} does the computing. Not thread-safe.
 */
final class ChunkedBiLstm implements AcousticStream {
  private final ChunkBatch batch;
  private final ChunkOptions options;
  private final List<RecurrentInference.State> carried = new ArrayList<>(); // forward, by layer
  private final int dim;
  private final float[] pending; // [chunk + lookAhead x dim]
  private int pendingFrames;

  ChunkedBiLstm(ChunkBatch batch, ChunkOptions options) {
    this.batch = batch;
    this.options = options;
    for (BiLstmStack.Layer layer : batch.stack().layers()) {
      carried.add(layer.forward().newState());
    }
    dim = batch.stack().config().inputDim();
    pending = new float[window() * dim];
  }

  @Override
  public LogPosteriors accept(FeatureMatrix features) {
    return batch.advance(List.of(this), List.of(features)).get(0);
  }

  @Override
  public LogPosteriors finish() {
    return batch.finish(this);
  }

  ChunkOptions options() {
    return options;
  }

  /** Frames that a chunk and its look-ahead take. */
  int window() {
    return options.chunk() + options.lookAhead();
  }

  /** The state of the forward direction before the pending frames. */
  RecurrentInference.State carried(int layer) {
    return carried.get(layer);
  }

  /** [pendingFrames x dim], from the start of the array. */
  float[] pending() {
    return pending;
  }

  int pendingFrames() {
    return pendingFrames;
  }

  /** Takes frames as far as there is room; how many. */
  int fill(FeatureMatrix features, int from) {
    int n = Math.min(features.frames() - from, window() - pendingFrames);
    System.arraycopy(features.data(), from * dim, pending, pendingFrames * dim, n * dim);
    pendingFrames += n;
    return n;
  }

  boolean isFull() {
    return pendingFrames == window();
  }

  /** Forgets the first pending frames, which have been scored. */
  void drop(int frames) {
    pendingFrames -= frames;
    System.arraycopy(pending, frames * dim, pending, 0, pendingFrames * dim);
  }
}

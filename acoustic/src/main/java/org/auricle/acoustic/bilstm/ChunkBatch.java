package org.auricle.acoustic.bilstm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.nn.RecurrentInference;
import org.auricle.engine.nn.SequenceLayout;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * Scores the chunks of many streams side by side, so that each step in time multiplies the
 * recurrent weights by all of them at once. A stream's posteriors have the same bits in any
 * company. Thread-safe; a stream is in one batch at a time.
 */
final class ChunkBatch {
  private final BiLstmStack stack;
  private final Workspace.Pool workspaces;
  private final double frameShiftSeconds;

  ChunkBatch(BiLstmStack stack, Workspace.Pool workspaces, double frameShiftSeconds) {
    this.stack = stack;
    this.workspaces = workspaces;
    this.frameShiftSeconds = frameShiftSeconds;
  }

  BiLstmStack stack() {
    return stack;
  }

  /** One stream's part: what it has been given, and what has come out. */
  private final class Part {
    private final ChunkedBiLstm stream;
    private final FeatureMatrix features;
    private int taken;
    private float[] out = new float[0]; // [rows x tokens]

    Part(ChunkedBiLstm stream, FeatureMatrix features) {
      this.stream = stream;
      this.features = features;
    }

    /** Takes frames; whether a chunk is complete. */
    boolean fill() {
      taken += stream.fill(features, taken);
      return stream.isFull();
    }

    void append(float[] rows, int first, int stride, int count) {
      int tokens = stack.config().tokens();
      int used = out.length;
      out = Arrays.copyOf(out, used + count * tokens);
      for (int t = 0; t < count; t++) {
        System.arraycopy(rows, (first + t * stride) * tokens, out, used + t * tokens, tokens);
      }
    }

    LogPosteriors posteriors() {
      int tokens = stack.config().tokens();
      return new LogPosteriors(out, out.length / tokens, tokens, frameShiftSeconds);
    }
  }

  /** What each stream says to its features. */
  List<LogPosteriors> advance(List<ChunkedBiLstm> streams, List<FeatureMatrix> features) {
    features.forEach(f -> BiLstmAcousticModel.requireDim(f, stack.config()));
    List<Part> parts = new ArrayList<>(streams.size());
    for (int i = 0; i < streams.size(); i++) {
      parts.add(new Part(streams.get(i), features.get(i)));
    }
    List<Part> active = parts;
    while (!active.isEmpty()) {
      active = active.stream().filter(Part::fill).toList();
      for (List<Part> alike : byOptions(active)) {
        int chunk = alike.get(0).stream.options().chunk();
        score(alike, chunk);
        alike.forEach(part -> part.stream.drop(chunk));
      }
    }
    return parts.stream().map(Part::posteriors).toList();
  }

  private static Collection<List<Part>> byOptions(List<Part> parts) {
    Map<ChunkOptions, List<Part>> groups = new LinkedHashMap<>();
    for (Part part : parts) {
      groups.computeIfAbsent(part.stream.options(), o -> new ArrayList<>()).add(part);
    }
    return groups.values();
  }

  /** The pending frames of a stream that ends. */
  LogPosteriors finish(ChunkedBiLstm stream) {
    Part part = new Part(stream, FeatureMatrix.empty(stack.config().inputDim()));
    int frames = stream.pendingFrames();
    if (frames > 0) {
      score(List.of(part), frames);
      stream.drop(frames);
    }
    return part.posteriors();
  }

  /** Scores the first count pending frames of each part, seeing all of them: as many of each. */
  private void score(List<Part> parts, int count) {
    int batch = parts.size();
    int steps = parts.get(0).stream.pendingFrames();
    Workspace workspace = workspaces.take();
    try {
      float[] values = gather(parts, steps, workspace);
      for (int l = 0; l < stack.layers().size(); l++) {
        values = layer(l, values, parts, steps, count, workspace);
      }
      float[] logProbs = stack.posteriors(values, count * batch);
      for (int b = 0; b < batch; b++) {
        parts.get(b).append(logProbs, b, batch, count);
      }
    } finally {
      workspaces.giveBack(workspace);
    }
  }

  /** [steps x batch x inputDim]. */
  private float[] gather(List<Part> parts, int steps, Workspace workspace) {
    int batch = parts.size();
    if (batch == 1) {
      return parts.get(0).stream.pending();
    }
    int dim = stack.config().inputDim();
    float[] rows = workspace.input(Math.multiplyExact(steps * batch, dim));
    for (int b = 0; b < batch; b++) {
      float[] pending = parts.get(b).stream.pending();
      for (int t = 0; t < steps; t++) {
        System.arraycopy(pending, t * dim, rows, (t * batch + b) * dim, dim);
      }
    }
    return rows;
  }

  /** One layer over all steps; the forward state after the first count of them is carried on. */
  private float[] layer(
      int l, float[] values, List<Part> parts, int steps, int count, Workspace workspace) {
    BiLstmStack.Layer layer = stack.layers().get(l);
    int batch = parts.size();
    int width = stack.config().outputDim();
    float[] out = workspace.output(l, Math.multiplyExact(steps * batch, width));
    RecurrentInference.State forward = workspace.state(0);
    forward.reset(batch);
    for (int b = 0; b < batch; b++) {
      forward.load(b, parts.get(b).stream.carried(l));
    }
    SequenceLayout chunk = SequenceLayout.ofEqual(batch, count);
    layer.forward().run(values, 0, chunk, false, forward, out, 0, width);
    for (int b = 0; b < batch; b++) {
      forward.store(b, parts.get(b).stream.carried(l));
    }
    boolean last = l == stack.layers().size() - 1; // what it says beyond the chunk nobody reads
    if (steps > count && !last) {
      int rows = count * batch;
      SequenceLayout ahead = SequenceLayout.ofEqual(batch, steps - count);
      int from = rows * stack.config().layerInput(l);
      layer.forward().run(values, from, ahead, false, forward, out, rows * width, width);
    }
    RecurrentInference.State backward = workspace.state(1);
    backward.reset(batch);
    SequenceLayout all = SequenceLayout.ofEqual(batch, steps);
    layer.backward().run(values, 0, all, true, backward, out, width / 2, width);
    return out;
  }
}

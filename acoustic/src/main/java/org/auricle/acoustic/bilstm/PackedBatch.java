package org.auricle.acoustic.bilstm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.nn.SequenceLayout;

/** Utterances side by side as {@link SequenceLayout} wants them, and the way back. */
final class PackedBatch {
  private final int[] order; // utterances that have frames, longest first
  private final List<FeatureMatrix> utterances;
  private final SequenceLayout layout;

  /**
   * Orders utterances.
   *
   * @param utterances at least one of which has a frame
   */
  PackedBatch(List<FeatureMatrix> utterances) {
    this.utterances = utterances;
    order =
        IntStream.range(0, utterances.size())
            .filter(u -> utterances.get(u).frames() > 0)
            .boxed()
            .sorted(Comparator.comparing(u -> -utterances.get(u).frames()))
            .mapToInt(Integer::intValue)
            .toArray();
    layout = SequenceLayout.of(IntStream.of(order).map(u -> utterances.get(u).frames()).toArray());
  }

  SequenceLayout layout() {
    return layout;
  }

  /** [rows x dim], packed; in the workspace unless one utterance's own array is it. */
  float[] rows(int dim, Workspace workspace) {
    if (order.length == 1) {
      return utterances.get(order[0]).data();
    }
    float[] rows = workspace.input(Math.multiplyExact(layout.rows(), dim));
    for (int b = 0; b < order.length; b++) {
      float[] data = utterances.get(order[b]).data();
      for (int t = 0; t < layout.length(b); t++) {
        System.arraycopy(data, t * dim, rows, layout.row(t, b) * dim, dim);
      }
    }
    return rows;
  }

  /** The rows of each utterance, in the utterances' own order: [frames x dim] each. */
  List<float[]> unpack(float[] rows, int dim) {
    List<float[]> parts = new ArrayList<>();
    utterances.forEach(u -> parts.add(new float[u.frames() * dim]));
    for (int b = 0; b < order.length; b++) {
      float[] part = parts.get(order[b]);
      for (int t = 0; t < layout.length(b); t++) {
        System.arraycopy(rows, layout.row(t, b) * dim, part, t * dim, dim);
      }
    }
    return parts;
  }
}

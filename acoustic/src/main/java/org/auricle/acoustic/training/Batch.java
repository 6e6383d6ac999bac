package org.auricle.acoustic.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.nn.SequenceLayout;

/**
 * Utterances that go through the network together, longest first.
 *
 * @param x [rows x dim] features, packed
 * @param layout where each utterance's frames lie
 * @param items [utterances], in the layout's order
 * @param rows [utterances][frames] row of each frame
 */
record Batch(float[] x, SequenceLayout layout, List<Item> items, int[][] rows) {

  /**
   * One utterance.
   *
   * @param features [frames x dim], at least one frame
   * @param labels token ids
   * @param position in the list that it came from
   */
  record Item(FeatureMatrix features, int[] labels, int position) {}

  /** Sorts and packs; at least one item. */
  static Batch of(List<Item> items) {
    List<Item> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparingInt(i -> -i.features().frames())); // stable
    int dim = sorted.get(0).features().dim();
    SequenceLayout layout =
        SequenceLayout.of(sorted.stream().mapToInt(i -> i.features().frames()).toArray());
    float[] x = new float[layout.rows() * dim];
    int[][] rows = new int[sorted.size()][];
    for (int b = 0; b < rows.length; b++) {
      rows[b] = new int[layout.length(b)];
      float[] data = sorted.get(b).features().data();
      for (int t = 0; t < rows[b].length; t++) {
        rows[b][t] = layout.row(t, b);
        System.arraycopy(data, t * dim, x, rows[b][t] * dim, dim);
      }
    }
    return new Batch(x, layout, List.copyOf(sorted), rows);
  }

  int size() {
    return rows.length;
  }
}

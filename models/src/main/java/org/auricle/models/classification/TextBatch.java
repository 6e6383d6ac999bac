package org.auricle.models.classification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.nn.SequenceLayout;

/**
 * Texts in a packed array, longest first.
 *
 * @param order [texts] which of the given texts is the b-th here
 * @param ids [rows] words that have a vector, else the unknown one
 * @param evidence [rows x 2C] what {@link WordEvidence#rows} says
 */
record TextBatch(int[] order, SequenceLayout layout, int[] ids, float[] evidence) {

  /**
   * A text and the evidence by which it is to be judged.
   *
   * @param evidence that has not counted this text
   */
  record Item(EncodedText text, WordEvidence evidence) {}

  /** Packs texts. */
  static TextBatch of(List<Item> items, int vectors) {
    return of(items, vectors, 0, new SplittableRandom(0));
  }

  /**
   * The same with words hidden.
   *
   * @param wordDropout probability that a word is taken for an unknown one without evidence
   */
  static TextBatch of(List<Item> items, int vectors, double wordDropout, SplittableRandom random) {
    List<Integer> sorted = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      sorted.add(i);
    }
    sorted.sort(Comparator.comparingInt(i -> -items.get(i).text().length()));
    int[] order = sorted.stream().mapToInt(i -> i).toArray();
    int[] lengths = sorted.stream().mapToInt(i -> items.get(i).text().length()).toArray();
    SequenceLayout layout = SequenceLayout.of(lengths);
    int width = WordEvidence.width(items.get(0).evidence().classes());
    TextBatch batch =
        new TextBatch(order, layout, new int[layout.rows()], new float[layout.rows() * width]);
    for (int b = 0; b < order.length; b++) {
      Item item = items.get(order[b]);
      for (int t = 0; t < lengths[b]; t++) {
        if (wordDropout == 0 || random.nextDouble() >= wordDropout) {
          int row = layout.row(t, b);
          int word = item.text().words()[t];
          batch.ids[row] = word < vectors ? word : TextVocabulary.UNKNOWN;
          item.evidence().rows(item.text(), t, batch.evidence, row * width);
        }
      }
    }
    return batch;
  }
}

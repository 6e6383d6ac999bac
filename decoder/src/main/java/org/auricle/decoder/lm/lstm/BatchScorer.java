package org.auricle.decoder.lm.lstm;

import java.util.Arrays;
import java.util.List;

/** Scores sentences side by side. Not thread-safe. */
final class BatchScorer {
  private final LstmStep step;
  private final int vocabulary;
  private final StatePool pool;
  private final LstmStep.Scratch scratch = new LstmStep.Scratch();
  private float[] distributions = new float[0]; // [rows x V]

  BatchScorer(LstmStep step, LstmLmConfig config) {
    this.step = step;
    this.vocabulary = config.vocabulary();
    this.pool = new StatePool(config);
  }

  /**
   * Scores some sentences.
   *
   * @param batch indices into sentences and result, longest sentence first
   */
  void score(int[] batch, List<int[]> sentences, float[][] result) {
    int rows = batch.length;
    pool.clear();
    int[] slots = new int[rows];
    int[] others = new int[rows]; // where the next states go
    for (int r = 0; r < rows; r++) {
      slots[r] = pool.allocate();
      others[r] = pool.allocate();
      result[batch[r]] = new float[sentences.get(batch[r]).length + 1];
    }
    if (distributions.length < rows * vocabulary) {
      distributions = new float[rows * vocabulary];
    }
    int[] symbols = new int[rows];
    Arrays.fill(symbols, Vocabulary.BOUNDARY);
    int[] before = new int[rows];
    Arrays.fill(before, -1);
    for (int t = 0; rows > 0; t++) {
      step.advance(rows, symbols, before, slots, pool, scratch);
      step.logProbs(rows, slots, 0, pool, scratch, distributions);
      int lasting = 0;
      for (int r = 0; r < rows; r++) {
        int[] sentence = sentences.get(batch[r]);
        int next = t < sentence.length ? sentence[t] : Vocabulary.BOUNDARY;
        result[batch[r]][t] = distributions[r * vocabulary + next];
        symbols[r] = next;
        lasting += t < sentence.length ? 1 : 0;
      }
      rows = lasting; // the longest come first
      before = slots;
      slots = others;
      others = before;
    }
  }
}

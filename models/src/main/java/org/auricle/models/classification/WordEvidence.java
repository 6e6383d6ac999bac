package org.auricle.models.classification;

/**
 * How much each word, and each pair of neighbouring words, speaks for each class: the log-count
 * ratio of naive Bayes (Wang and Manning 2012, "Baselines and bigrams", equation 1), one class
 * against the others.
 *
 * <pre>
 *   r_fc = ln ((n_fc + a) / sum_g (n_gc + a))  -  ln ((n_f - n_fc + a) / sum_g (n_g - n_gc + a))
 * </pre>
 *
 * with n_fc the texts of class c that have f. What is not in the vocabulary speaks for nothing.
 *
 * @param classes C
 * @param words [V x C], natural log
 * @param pairs [P x C], natural log
 */
record WordEvidence(int classes, float[] words, float[] pairs) {

  /** Values of a row that {@link #rows} gives. */
  static int width(int classes) {
    return 2 * classes;
  }

  /** What each word of a text and the pair that it ends say: row t to x[xOff + t * stride ..]. */
  void rows(EncodedText text, int t, float[] x, int xOff) {
    System.arraycopy(words, text.words()[t] * classes, x, xOff, classes);
    System.arraycopy(pairs, text.pairs()[t] * classes, x, xOff + classes, classes);
  }

  /** The sum over a text for each class: naive Bayes' answer, were all classes as frequent. */
  float[] sum(EncodedText text) {
    float[] row = new float[width(classes)];
    float[] sum = new float[classes];
    for (int t = 0; t < text.length(); t++) {
      rows(text, t, row, 0);
      for (int c = 0; c < classes; c++) {
        sum[c] += row[c] + row[classes + c];
      }
    }
    return sum;
  }
}

package org.auricle.tools;

import org.auricle.engine.recognition.ErrorRate;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.tools.eval.Evaluation;

/** How far one backend's results are from those of the reference, over many recordings. */
final class Agreement {
  private final String name;
  private final Evaluation evaluation = new Evaluation();
  private double largest;
  private double sum;
  private long values;
  private int otherGreedy;
  private int otherText;
  private double seconds;

  Agreement(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Errors against what was said. */
  Evaluation evaluation() {
    return evaluation;
  }

  ErrorRate words() {
    return evaluation.words();
  }

  /** Takes the posteriors of one recording. */
  void add(LogPosteriors reference, LogPosteriors found) {
    if (reference.frames() != found.frames()) {
      largest = Double.POSITIVE_INFINITY;
      return;
    }
    float[] a = reference.logProbs();
    float[] b = found.logProbs();
    int count = reference.frames() * reference.tokens();
    for (int i = 0; i < count; i++) {
      double difference = Math.abs((double) a[i] - b[i]);
      largest = Math.max(largest, difference);
      sum += difference;
    }
    values += count;
  }

  /** Takes the texts of one recording. */
  void addTexts(boolean sameGreedy, boolean sameText) {
    otherGreedy += sameGreedy ? 0 : 1;
    otherText += sameText ? 0 : 1;
  }

  void addSeconds(double more) {
    seconds += more;
  }

  /** Largest absolute difference of a log-posterior; infinite if the frames differ in number. */
  double largest() {
    return largest;
  }

  /** Mean absolute difference of a log-posterior. */
  double mean() {
    return values == 0 ? 0 : sum / values;
  }

  /** Recordings whose text by best path decoding is another. */
  int otherGreedy() {
    return otherGreedy;
  }

  /** Recordings whose text by the bundle's decoder is another. */
  int otherText() {
    return otherText;
  }

  /** From samples to posteriors. */
  double seconds() {
    return seconds;
  }
}

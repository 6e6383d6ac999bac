package org.auricle.models.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How well a classifier does on texts whose classes are known.
 *
 * @param classes names
 * @param confusion [true class][answer] texts
 * @param low where the accuracy's 95 % interval begins, percent: the middle of ten thousand
 *     evaluations of as many texts drawn with replacement (Efron 1979)
 * @param high where it ends
 * @param byWordsAlone accuracy of {@link TextClassifier#byWordsAlone}, percent
 * @param mistakes some, those first of which it was surest
 */
public record ClassifierEvaluation(
    List<String> classes,
    int[][] confusion,
    double low,
    double high,
    double byWordsAlone,
    List<Mistake> mistakes) {
  private static final int MOST_MISTAKES = 20;
  private static final int REPLICATIONS = 10_000;
  private static final double TAIL = 0.025;

  /**
   * Figures of a class; 0 where nothing is divided by nothing.
   *
   * @param precision percent of the answers that are right
   * @param recall percent of the texts that are found
   * @param f1 harmonic mean of the two, percent
   * @param texts of the class
   */
  public record ClassFigures(String label, double precision, double recall, double f1, int texts) {}

  /**
   * A text whose class was not found.
   *
   * @param confidence probability of the answer
   */
  public record Mistake(String text, String label, String answer, double confidence) {}

  /**
   * Measures.
   *
   * @throws ClassificationException if a text has a class that the classifier does not know
   */
  public static ClassifierEvaluation of(TextClassifier model, List<LabelledText> texts) {
    List<String> classes = model.classes();
    List<Classification> answers = model.classify(texts.stream().map(LabelledText::text).toList());
    int[][] confusion = new int[classes.size()][classes.size()];
    boolean[] right = new boolean[texts.size()];
    List<Mistake> mistakes = new ArrayList<>();
    int byWords = 0;
    for (int i = 0; i < texts.size(); i++) {
      String label = texts.get(i).label();
      int truth = classes.indexOf(label);
      if (truth < 0) {
        throw new ClassificationException(
            "text %d: class %s (expected: one of %s)".formatted(i + 1, label, classes));
      }
      Classification given = answers.get(i);
      int answer = classes.indexOf(given.label());
      confusion[truth][answer]++;
      right[i] = truth == answer;
      if (!right[i]) {
        mistakes.add(new Mistake(texts.get(i).text(), label, given.label(), given.confidence()));
      }
      byWords += model.byWordsAlone(texts.get(i).text()).equals(label) ? 1 : 0;
    }
    mistakes.sort(Comparator.comparingDouble(Mistake::confidence).reversed());
    double[] interval = interval(right);
    return new ClassifierEvaluation(
        classes,
        confusion,
        interval[0],
        interval[1],
        100.0 * byWords / texts.size(),
        mistakes.stream().limit(MOST_MISTAKES).toList());
  }

  private static double[] interval(boolean[] right) {
    SplittableRandom random = new SplittableRandom(1);
    double[] accuracies = new double[REPLICATIONS];
    for (int r = 0; r < REPLICATIONS; r++) {
      int count = 0;
      for (int i = 0; i < right.length; i++) {
        count += right[random.nextInt(right.length)] ? 1 : 0;
      }
      accuracies[r] = 100.0 * count / right.length;
    }
    Arrays.sort(accuracies);
    int from = (int) (TAIL * REPLICATIONS);
    return new double[] {accuracies[from], accuracies[REPLICATIONS - 1 - from]};
  }

  /** All texts. */
  public int texts() {
    return Arrays.stream(confusion).flatMapToInt(Arrays::stream).sum();
  }

  /** Texts whose class was found. */
  public int right() {
    int right = 0;
    for (int c = 0; c < confusion.length; c++) {
      right += confusion[c][c];
    }
    return right;
  }

  /** Percent of the texts whose class was found. */
  public double accuracy() {
    return 100.0 * right() / texts();
  }

  /** Of each class in turn. */
  public List<ClassFigures> figures() {
    List<ClassFigures> figures = new ArrayList<>();
    for (int c = 0; c < confusion.length; c++) {
      int of = 0;
      int answered = 0;
      for (int k = 0; k < confusion.length; k++) {
        of += confusion[c][k];
        answered += confusion[k][c];
      }
      int right = confusion[c][c];
      figures.add(
          new ClassFigures(
              classes.get(c),
              percent(right, answered),
              percent(right, of),
              percent(2 * right, of + answered),
              of));
    }
    return figures;
  }

  /** Mean of the classes' F1, percent. */
  public double macroF1() {
    return figures().stream().mapToDouble(ClassFigures::f1).average().orElse(0);
  }

  private static double percent(int part, int of) {
    return of == 0 ? 0 : 100.0 * part / of;
  }
}

package org.auricle.models.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassifierEvaluationTest {

  private static ClassifierEvaluation of(int[][] confusion) {
    return new ClassifierEvaluation(List.of("a", "b", "c"), confusion, 0, 0, 0, List.of());
  }

  @Test
  void figuresFollowFromTheConfusion() {
    ClassifierEvaluation evaluation = of(new int[][] {{8, 2, 0}, {1, 4, 0}, {3, 0, 0}});
    assertThat(evaluation.texts()).isEqualTo(18);
    assertThat(evaluation.accuracy()).isCloseTo(100 * 12 / 18.0, within(1e-9));
    List<ClassifierEvaluation.ClassFigures> figures = evaluation.figures();
    assertThat(figures.get(0).precision()).isCloseTo(100 * 8 / 12.0, within(1e-9));
    assertThat(figures.get(0).recall()).isCloseTo(80, within(1e-9));
    assertThat(figures.get(0).f1())
        .isCloseTo(2 / (1 / (100 * 8 / 12.0) + 1 / 80.0), within(1e-9)); // harmonic mean
    assertThat(figures.get(2).precision()).isZero(); // never answered
    assertThat(figures.get(2).f1()).isZero();
    double mean = (figures.get(0).f1() + figures.get(1).f1()) / 3;
    assertThat(evaluation.macroF1()).isCloseTo(mean, within(1e-9));
  }

  @Test
  void theIntervalIsThatOfTheBinomial() throws Exception {
    TextClassifier model = TinyClassifier.untrained(2);
    List<LabelledText> texts = TinyClassifier.texts(400, 5);
    ClassifierEvaluation evaluation = ClassifierEvaluation.of(model, texts);
    double share = evaluation.accuracy() / 100;
    double deviation = 100 * Math.sqrt(share * (1 - share) / 400);
    assertThat(evaluation.low()).isCloseTo(evaluation.accuracy() - 1.96 * deviation, within(0.6));
    assertThat(evaluation.high()).isCloseTo(evaluation.accuracy() + 1.96 * deviation, within(0.6));
    assertThat(evaluation.mistakes()).allMatch(m -> !m.label().equals(m.answer()));
  }

  @Test
  void aClassThatIsNotKnownIsNamed() throws Exception {
    TextClassifier model = TinyClassifier.untrained(1);
    assertThatThrownBy(
            () -> ClassifierEvaluation.of(model, List.of(new LabelledText("good", "other"))))
        .isInstanceOf(ClassificationException.class)
        .hasMessage("text 1: class other (expected: one of [negative, positive])");
  }
}

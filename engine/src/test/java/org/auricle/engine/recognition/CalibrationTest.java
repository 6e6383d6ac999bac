package org.auricle.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  @Test
  void honestConfidencesHaveNoErrorAndTellMoreThanTheShare() {
    SplittableRandom random = new SplittableRandom(1);
    Calibration honest = new Calibration();
    Calibration boastful = new Calibration();
    Calibration indifferent = new Calibration();
    for (int i = 0; i < 20_000; i++) {
      double truth = random.nextDouble();
      boolean correct = random.nextDouble() < truth;
      honest.add(truth, correct);
      boastful.add(1, correct);
      indifferent.add(0.5, correct);
    }
    assertThat(honest.expectedCalibrationError()).isLessThan(0.02);
    // ln 2 less the mean entropy of a uniform probability, 1/2, over ln 2
    assertThat(honest.normalizedCrossEntropy())
        .isCloseTo(1 - 0.5 / Math.log(2), Offset.offset(0.02));
    assertThat(boastful.expectedCalibrationError()).isCloseTo(0.5, Offset.offset(0.02));
    assertThat(boastful.normalizedCrossEntropy()).isNegative();
    assertThat(indifferent.normalizedCrossEntropy()).isCloseTo(0, Offset.offset(1e-3));
    assertThat(honest.count(3)).isBetween(1800, 2200);
    assertThat(honest.confidence(3)).isCloseTo(0.35, Offset.offset(0.01));
    assertThat(honest.accuracy(3)).isCloseTo(0.35, Offset.offset(0.05));
  }

  @Test
  void whereNothingIsWrongNothingIsTold() {
    Calibration calibration = new Calibration();
    calibration.add(1, true);
    assertThat(calibration.normalizedCrossEntropy()).isNaN();
    assertThat(calibration.expectedCalibrationError()).isZero();
    assertThat(calibration.accuracy(0)).isNaN();
  }
}

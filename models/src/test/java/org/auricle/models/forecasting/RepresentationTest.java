package org.auricle.models.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.auricle.models.forecasting.Representation.Anchor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepresentationTest {
  private static final double[] Y = {1, 4, 9, 2, 5, 8, 3, 6, 7, 4, 5, 9};

  @ParameterizedTest
  @EnumSource(Transform.class)
  void scalingIsUndone(Transform transform) {
    Representation seen = Representation.of(transform, Anchor.MEAN, 2, 1, 1, false, Y);
    double[] z = seen.scaled(Y);
    for (int t = 0; t < Y.length; t++) {
      assertThat(seen.original(z[t])).isCloseTo(Y[t], within(1e-9));
    }
    double mean = IntStream.range(0, Y.length).mapToDouble(t -> z[t]).average().orElse(1);
    assertThat(mean).isCloseTo(0, within(1e-12));
  }

  /** Against the mean of many draws. */
  @ParameterizedTest
  @EnumSource(Transform.class)
  void expectationIsTheMeanOverTheErrors(Transform transform) {
    SplittableRandom random = new SplittableRandom(1);
    double variance = 0.04;
    double sum = 0;
    int draws = 400_000;
    for (int i = 0; i < draws; i++) {
      sum += transform.invert(2 + Math.sqrt(variance) * random.nextGaussian());
    }
    assertThat(transform.mean(2, variance)).isCloseTo(sum / draws, within(0.01));
  }

  @ParameterizedTest
  @EnumSource(Anchor.class)
  void inputsAndTargetsAreDifferencesFromTheAnchor(Anchor anchor) {
    Representation seen = Representation.of(Transform.NONE, anchor, 2, 3, 3, false, Y);
    double[] z = seen.scaled(Y);
    int origin = 7;
    int history = seen.history();
    assertThat(history).isEqualTo(anchor == Anchor.SEASON ? 5 : 2);
    for (int h = 1; h <= 4; h++) {
      int seasonBefore = origin + h - 3 * ((h + 2) / 3);
      double expected =
          switch (anchor) {
            case MEAN -> 0;
            case LAST -> z[7];
            case SEASON -> z[seasonBefore];
          };
      assertThat(seasonBefore).isLessThanOrEqualTo(origin); // known at the origin
      assertThat(seen.anchorValue(z, origin, h)).isEqualTo(expected);
    }
    assertThat(seen.input(z, origin, 1))
        .isEqualTo(z[7] - (anchor == Anchor.MEAN ? 0 : anchor == Anchor.LAST ? z[7] : z[4]));
  }

  @Test
  void windowsKnowNothingBehindTheirOriginAndHaveNoTargetsBeyondTheRange() {
    Representation seen = Representation.of(Transform.NONE, Anchor.LAST, 3, 1, 1, false, Y);
    boolean[] filled = new boolean[Y.length];
    filled[6] = true;
    List<Window> windows = Window.in(seen, seen.scaled(Y), filled, 2, 5, 9);
    assertThat(windows).extracting(Window::origin).containsExactly(4, 5, 6, 7);
    assertThat(windows.get(0).targets()[1]).isNaN(); // filled in
    assertThat(windows.get(3).targets()[1]).isNaN(); // behind the range
    double[] changed = Y.clone();
    changed[6] = 100;
    Window same = Window.in(seen, seen.scaled(changed), filled, 2, 5, 9).get(0);
    assertThat(same.features()).isEqualTo(windows.get(0).features());
  }

  @Test
  void theLikeliestTransformationEvensErrorsOut() {
    SplittableRandom random = new SplittableRandom(5);
    double[] plain = new double[400];
    double[] growing = new double[400];
    for (int t = 0; t < 400; t++) {
      plain[t] = 50 + 10 * Math.sin(t / 8.0) + random.nextGaussian();
      growing[t] = Math.exp(0.01 * t + 0.5 * Math.sin(t / 8.0) + 0.1 * random.nextGaussian());
    }
    assertThat(Transform.likeliest(growing, 1)).isEqualTo(Transform.LOG);
    assertThat(Transform.likeliest(plain, 1)).isNotEqualTo(Transform.LOG);
    plain[3] = -1;
    assertThat(Transform.likeliest(plain, 1)).isEqualTo(Transform.NONE);
  }
}

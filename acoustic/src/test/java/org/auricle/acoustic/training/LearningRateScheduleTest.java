package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
  private final LearningRateSchedule schedule = new LearningRateSchedule(1e-3, 1e-5, 200, 1_000);

  @Test
  void risesLinearlyThenFallsByHalfACosine() {
    assertThat(schedule.at(0)).isCloseTo(1e-3 / 200, within(1e-12));
    assertThat(schedule.at(99)).isCloseTo(0.5e-3, within(1e-12));
    assertThat(schedule.at(199)).isCloseTo(1e-3, within(1e-12));
    assertThat(schedule.at(200)).isCloseTo(1e-3, within(1e-12));
    assertThat(schedule.at(600)).isCloseTo((1e-3 + 1e-5) / 2, within(1e-12));
    assertThat(schedule.at(1_000)).isCloseTo(1e-5, within(1e-12));
    assertThat(schedule.at(5_000)).isCloseTo(1e-5, within(1e-12));
  }

  @Test
  void worksWithoutWarmUp() {
    assertThat(new LearningRateSchedule(1, 0, 0, 10).at(0)).isEqualTo(1);
  }
}

package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochTotalsTest {
  @Test
  void checkpointsFromBeforeUnreadableWasCountedCanBeRead() {
    String json =
        "{\"loss\": 2.0, \"labels\": 3, \"audioSeconds\": 4.0, \"tooShort\": 5, \"skippedSteps\":"
            + " 6}";
    assertThat(ConfigTree.JSON.readValue(json, EpochTotals.class))
        .isEqualTo(new EpochTotals(2, 3, 4, 5, 6, 0));
  }
}

package org.auricle.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Ten samples a second, so that every one can be seen. */
class LongerQuietTest {

  @Test
  void whatWasHeardOfTheQuietIsHeardBackwardsAndForwardsButForTheEcho() {
    float[] heard = {9, 8, 7, 5, 1, 2, 3}; // the last four of them quiet
    assertThat(LongerQuiet.after(heard, 4, 10))
        .containsExactly(9, 8, 7, 5, 1, 2, 3, 3, 2, 1, 1, 2, 3, 3, 2, 1, 1, 2);
  }

  @Test
  void whatIsLongEnoughOrTooShortStaysAsItIs() {
    float[] heard = new float[20];
    assertThat(LongerQuiet.after(heard, 15, 10)).isSameAs(heard);
    assertThat(LongerQuiet.after(heard, 1, 10)).isSameAs(heard);
  }
}

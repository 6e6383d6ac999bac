package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OldGarbageTest {
  private static final long MB = 1 << 20;

  private long inUse = 50 * MB;
  private long garbage;
  private int collections;
  private final OldGarbage old =
      new OldGarbage(
          () -> inUse + garbage,
          () -> {
            garbage = 0;
            collections++;
          });

  @Test
  void staysBelowTwiceWhatIsInUseWithoutCollectingOften() {
    long most = 0;
    for (int i = 0; i < 10_000; i++) {
      garbage += MB;
      old.check();
      most = Math.max(most, garbage + inUse);
    }
    assertThat(most).isLessThanOrEqualTo(OldGarbage.PLENTY);
    assertThat(collections).isLessThanOrEqualTo((int) (10_000 * MB / (OldGarbage.PLENTY - inUse)));

    inUse = 1000 * MB;
    collections = 0;
    for (int i = 0; i < 10_000; i++) {
      garbage += MB;
      old.check();
      assertThat(garbage + inUse).isLessThanOrEqualTo(2 * inUse);
    }
    assertThat(collections).isBetween(9, 11);
  }
}

package org.auricle.engine.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void callsEachTaskOnce(int threads) {
    try (Parallel parallel = Parallel.of(threads)) {
      for (int round = 0; round < 500; round++) {
        AtomicIntegerArray calls = new AtomicIntegerArray(round % 40);
        parallel.run(calls.length(), calls::incrementAndGet);
        for (int i = 0; i < calls.length(); i++) {
          assertThat(calls.get(i)).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void runsARunInsideATask() {
    AtomicInteger calls = new AtomicInteger();
    try (Parallel parallel = Parallel.of(2)) {
      parallel.run(8, i -> parallel.run(5, j -> calls.incrementAndGet()));
    }
    assertThat(calls).hasValue(40);
  }

  @Test
  void throwsTheFailureOfATaskAndGoesOn() {
    try (Parallel parallel = Parallel.of(2)) {
      for (int round = 0; round < 50; round++) {
        assertThatThrownBy(
                () ->
                    parallel.run(
                        9,
                        i -> {
                          if (i == 4) {
                            throw new IllegalStateException("task 4");
                          }
                        }))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("task 4");
      }
      AtomicInteger calls = new AtomicInteger();
      parallel.run(9, i -> calls.incrementAndGet());
      assertThat(calls).hasValue(9);
    }
  }

  @Test
  void servesSeveralCallersAtOnce() {
    AtomicInteger calls = new AtomicInteger();
    try (Parallel outer = Parallel.of(3);
        Parallel shared = Parallel.of(2)) {
      outer.run(30, i -> shared.run(7, j -> calls.incrementAndGet()));
    }
    assertThat(calls).hasValue(210);
  }

  @Test
  void refusesATeamOfNone() {
    assertThatThrownBy(() -> Parallel.of(0)).hasMessage("threads: 0 (expected: >= 1)");
  }
}

package org.auricle.decoder.ctc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BeamOptionsTest {

  @Test
  void defaultsAreAsDocumented() {
    assertThat(BeamOptions.DEFAULT).isEqualTo(new BeamOptions(64, 20, 40, -8));
    assertThat(BeamOptions.DEFAULT.withBeamWidth(8)).isEqualTo(new BeamOptions(8, 20, 40, -8));
  }

  @Test
  void refusesWhatKeepsNothing() {
    assertThatThrownBy(() -> new BeamOptions(0, 30, 40, -15))
        .hasMessage("beamWidth: 0 (expected: >= 1)");
    assertThatThrownBy(() -> new BeamOptions(1, 0, 40, -15))
        .hasMessage("beamMargin: 0.0 nats (expected: > 0)");
    assertThatThrownBy(() -> new BeamOptions(1, 30, 0, -15))
        .hasMessage("tokensPerFrame: 0 (expected: >= 1)");
    assertThatThrownBy(() -> new BeamOptions(1, 30, 40, 0))
        .hasMessage("tokenMinLogProb: 0.0 (expected: < 0, a natural log)");
    assertThatThrownBy(() -> new BeamOptions(1, 30, 40, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

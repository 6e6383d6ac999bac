package org.auricle.decoder.posteriors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.auricle.decoder.posteriors.PosteriorNormalizer.Normalized;
import org.junit.jupiter.api.Test;

class PosteriorNormalizerTest {
  private static final float[] PROBS = {0.5f, 0.25f, 0.25f, 0, 0.1f, 0.9f};

  private static Normalized normalize(PosteriorScale scale, float... values)
      throws PosteriorsException {
    return PosteriorNormalizer.normalize(
        values, values.length / 3, 3, 0.01, Optional.ofNullable(scale), "x");
  }

  @Test
  void findsOutWhatTheNumbersAre() throws PosteriorsException {
    float[] logs = new float[6];
    float[] logits = new float[6];
    float[] rounded = new float[6];
    for (int i = 0; i < 6; i++) {
      logs[i] = (float) Math.log(PROBS[i]);
      logits[i] = logs[i] + 3;
      rounded[i] = logs[i] + 0.3f;
    }
    assertScale(PROBS, PosteriorScale.PROBS);
    assertScale(logs, PosteriorScale.LOG_PROBS);
    assertScale(rounded, PosteriorScale.LOG_PROBS);
    assertScale(logits, PosteriorScale.LOGITS);
  }

  private static void assertScale(float[] values, PosteriorScale scale) throws PosteriorsException {
    Normalized found = normalize(null, values);
    assertThat(found.scale()).isEqualTo(scale);
    float[] logProbs = found.posteriors().logProbs();
    for (int i = 0; i < 6; i++) {
      assertThat(Math.exp(logProbs[i])).isCloseTo(PROBS[i], within(1e-6));
    }
    assertThat(normalize(scale, values).posteriors().logProbs()).containsExactly(logProbs);
  }

  @Test
  void saysWhatIsNoDistribution() {
    float inf = Float.POSITIVE_INFINITY;
    assertFails("x: NaN in frame 1, column 2 (expected: numbers)", null, 1, 0, 0, 0, 1, Float.NaN);
    assertFails("x: Infinity in frame 0, column 0", null, inf, 0, 0);
    assertFails("x: frame 0: no value below 0, sum 6.0000", null, 1, 2, 3);
    assertFails("x: frame 0: sum 0.6000 (expected: 1", PosteriorScale.PROBS, 0.1f, 0.2f, 0.3f);
    assertFails("x: frame 0: -0.5 (expected: prob", PosteriorScale.PROBS, -0.5f, 1.2f, 0.3f);
    assertFails("x: frame 0: probabilities add up to 3", PosteriorScale.LOG_PROBS, 0, 0, 0);
    assertFails("x: frame 0: all -infinity", PosteriorScale.LOGITS, -inf, -inf, -inf);
    assertFails("x: frame 0: all -infinity", null, -inf, -inf, -inf);
  }

  private static void assertFails(String message, PosteriorScale scale, float... values) {
    assertThatThrownBy(() -> normalize(scale, values))
        .isInstanceOf(PosteriorsException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void takesNoFramesForNoFrames() throws PosteriorsException {
    assertThat(normalize(null).posteriors().frames()).isZero();
  }
}

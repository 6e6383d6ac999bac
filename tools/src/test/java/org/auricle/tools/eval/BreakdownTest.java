package org.auricle.tools.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.engine.audio.AudioClip;
import org.junit.jupiter.api.Test;

class BreakdownTest {

  @Test
  void valuesComeWithTheHighestRateFirst() {
    Breakdown found =
        Breakdown.by(
            "gender",
            List.of(
                Results.of(Map.of("gender", "f"), "a b c d", "a b c d"),
                Results.of(Map.of("gender", "m"), "a b", "a x"),
                Results.of(Map.of("gender", "f"), "a b c d", "a b x"),
                Results.of(Map.of(), "a", "b")),
            Bootstrap.DEFAULT);
    assertThat(found.groups())
        .extracting(Breakdown.Group::name)
        .containsExactly("(not given)", "m", "f");
    assertThat(found.groups())
        .extracting(group -> group.words().percent())
        .containsExactly(100.0, 50.0, 25.0);
    assertThat(found.groups()).extracting(Breakdown.Group::utterances).containsExactly(1, 1, 2);
    assertThat(found.groups())
        .extracting(group -> group.interval().isPresent())
        .containsExactly(false, false, true);
  }

  @Test
  void manyNumbersArePutIntoRanges() {
    List<Evaluation.Utterance> utterances = new ArrayList<>();
    for (int age = 6; age < 43; age++) {
      utterances.add(Results.of(Map.of("age", "" + age), "a", age < 10 ? "x" : "a"));
    }
    Breakdown found = Breakdown.by("age", utterances, Bootstrap.DEFAULT);
    assertThat(found.groups())
        .extracting(Breakdown.Group::name)
        .containsExactly("0 to 10", "10 to 20", "20 to 30", "30 to 40", "40 to 50");
    assertThat(found.groups())
        .extracting(Breakdown.Group::utterances)
        .containsExactly(4, 10, 10, 10, 3);
    assertThat(found.groups().get(0).words().percent()).isEqualTo(100);
    Breakdown few = Breakdown.by("age", utterances.subList(0, 3), Bootstrap.DEFAULT);
    assertThat(few.groups()).extracting(Breakdown.Group::name).containsExactly("6", "7", "8");
  }

  @Test
  void theEstimateFindsTheRatioOfSpeechToNoise() {
    SplittableRandom random = new SplittableRandom(2);
    float[] samples = new float[32_000]; // a second of noise, a second of noise and a loud tone
    for (int i = 0; i < samples.length; i++) {
      double tone = i < 16_000 ? 0 : 0.1 * Math.sqrt(2) * Math.sin(0.2 * i);
      samples[i] = (float) (tone + 0.01 * Math.sqrt(12) * (random.nextDouble() - 0.5));
    }
    // power 0.01 + 0.0001 over 0.0001
    assertThat(SpeechLevel.snrDb(new AudioClip(samples, 16_000))).isEqualTo(20, within(1.0));
    assertThat(SpeechLevel.snrDb(new AudioClip(new float[8_000], 16_000))).isZero();
    assertThat(SpeechLevel.snrDb(new AudioClip(new float[10], 16_000))).isZero();
  }
}

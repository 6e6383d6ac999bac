package org.auricle.acoustic.g2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.SequenceLayout;
import org.auricle.engine.recognition.LogPosteriors;
import org.junit.jupiter.api.Test;

class LetterToSoundTest {
  private static final LetterToSoundConfig CONFIG =
      new LetterToSoundConfig(List.of("a", "b", "c"), List.of("X", "Y"), 2, 2, 5);

  private static BiLstmNetwork network() {
    BiLstmNetwork network = new BiLstmNetwork(CONFIG.network(), 0, Parallel.single());
    network.initialize(3);
    return network;
  }

  /** The network that trains gives a letter's frames side by side; each is normalised here. */
  @Test
  void aLettersFramesAreDistributionsEach() {
    BiLstmNetwork network = network();
    LogPosteriors scores =
        new LetterToSound(CONFIG, network.weights()).score(List.of("cab")).get(0);
    assertThat(scores.frames()).isEqualTo(6);
    assertThat(scores.tokens()).isEqualTo(3);
    float[] x = {0, 0, 1, 1, 0, 0, 0, 1, 0}; // c, a, b
    float[] rows = network.forward(x, SequenceLayout.of(3));
    for (int t = 0; t < 6; t++) {
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        sum += Math.exp(rows[t * 3 + k]);
      }
      for (int k = 0; k < 3; k++) {
        assertThat((double) scores.logProbs()[t * 3 + k])
            .isCloseTo(rows[t * 3 + k] - Math.log(sum), within(1e-4));
      }
    }
  }

  @Test
  void manyWordsAreScoredAsOne() {
    LetterToSound model = new LetterToSound(CONFIG, network().weights());
    List<String> words = List.of("a", "abcabc", "ba", "cc");
    List<LogPosteriors> together = model.score(words);
    for (int i = 0; i < words.size(); i++) {
      LogPosteriors alone = model.score(List.of(words.get(i))).get(0);
      assertThat(together.get(i).frames()).isEqualTo(2 * words.get(i).length());
      assertThat(together.get(i).logProbs()).isEqualTo(alone.logProbs());
    }
    assertThat(model.score(List.of())).isEmpty();
    assertThatThrownBy(() -> model.score(List.of("a", "d")))
        .isInstanceOf(PronunciationException.class);
  }

  @Test
  void shapesAreChecked() {
    LetterToSoundConfig other =
        new LetterToSoundConfig(List.of("a", "b", "c"), List.of("X", "Y"), 3, 2, 5);
    assertThatThrownBy(() -> new LetterToSound(other, network().weights()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
    assertThatThrownBy(
            () -> new LetterToSoundConfig(List.of("a"), List.of("X Y"), 2, 1, 4).network())
        .hasMessageContaining("phones");
    assertThatThrownBy(() -> new LetterToSoundConfig(List.of("a"), List.of("X"), 9, 1, 4))
        .hasMessage("frames: 9 (expected: 1..8)");
  }
}

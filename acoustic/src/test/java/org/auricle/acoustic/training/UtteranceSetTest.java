package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.auricle.acoustic.training.TrainingConfig.UnknownCharacters;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UtteranceSetTest {
  private static final List<String> SYMBOLS = List.of("<blank>", "|", "a", "b");
  private static final TokenTable TOKENS = new TokenTable(SYMBOLS, 0);

  @TempDir Path folder;

  @Test
  void numbersUtterancesAcrossManifestsAndCountsWhatItLeavesOut() throws IOException {
    Path first = manifest("1", "a b", 2, "a-b", 2, "a", 31);
    Path second = manifest("2", "b", 1);

    UtteranceSet set =
        UtteranceSet.read(List.of(first, second), TOKENS::encode, text(UnknownCharacters.SKIP));

    assertThat(set.utterances()).extracting(Utterance::id).containsExactly(0, 1);
    assertThat(set.utterances()).extracting(Utterance::corpus).containsExactly(0, 1);
    assertThat(set.utterances().get(0).labels()).containsExactly(2, 1, 3);
    assertThat(set.unspellable()).isEqualTo(1);
    assertThat(set.tooLong()).isEqualTo(1);
    assertThat(set.totalSeconds()).isEqualTo(3);
  }

  @Test
  void namesFileLineAndCharacterOfATextThatCannotBeSpelled() throws IOException {
    Path file = manifest("1", "a", 1, "a7", 1);
    assertThatThrownBy(
            () -> UtteranceSet.read(List.of(file), TOKENS::encode, text(UnknownCharacters.FAIL)))
        .isInstanceOf(ManifestException.class)
        .hasMessage(file + ", line 2: no token for \"7\" in \"a7\"");
  }

  @Test
  void refusesAManifestOfWhichNothingIsLeft() throws IOException {
    Path file = manifest("1", "c", 1);
    assertThatThrownBy(
            () -> UtteranceSet.read(List.of(file), TOKENS::encode, text(UnknownCharacters.SKIP)))
        .isInstanceOf(ManifestException.class)
        .hasMessage(file + ": no usable utterance (all too long or not spellable)");
  }

  private static TrainingConfig.Text text(UnknownCharacters unknown) {
    return new TrainingConfig.Text(SYMBOLS, Optional.empty(), unknown, 30);
  }

  /** From pairs of text and duration. */
  private Path manifest(String name, Object... entries) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < entries.length; i += 2) {
      lines.append(
          "{\"audio_filepath\": \"x.wav\", \"text\": \"%s\", \"duration\": %s}\n"
              .formatted(entries[i], entries[i + 1]));
    }
    return Files.writeString(folder.resolve(name + ".jsonl"), lines);
  }
}

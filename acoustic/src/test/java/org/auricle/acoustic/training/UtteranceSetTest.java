package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    UtteranceSet set = read(UnknownCharacters.SKIP, first, second);

    assertThat(set.utterances()).extracting(Utterance::id).containsExactly(0, 1);
    assertThat(set.utterances()).extracting(Utterance::corpus).containsExactly(0, 1);
    assertThat(set.utterances().get(0).labels()).containsExactly(2, 1, 3);
    assertThat(set.unspellable()).isEqualTo(1);
    assertThat(set.tooLong()).isEqualTo(1);
    assertThat(set.totalSeconds()).isEqualTo(3);
  }

  @Test
  void namesFileLineAndCharactersOfEachTextThatCannotBeSpelled() throws IOException {
    Path file = manifest("1", "a", 1, "a7", 1, " ", 1, "A7B8", 1);
    assertThatThrownBy(() -> read(UnknownCharacters.FAIL, file))
        .isInstanceOf(ManifestException.class)
        .extracting(e -> ((ManifestException) e).faults())
        .isEqualTo(
            List.of(
                new ManifestFault(file, 2, "no token for \"7\" in \"a7\""),
                new ManifestFault(file, 3, "text: empty (expected: what is said)"),
                new ManifestFault(file, 4, "no token for \"7\", \"8\" in \"a7b8\"")));
  }

  @Test
  void capitalsWithoutTokensAreTakenInLowerCase() throws IOException {
    UtteranceSet set = read(UnknownCharacters.FAIL, manifest("1", "A B", 1, "a b", 1));
    assertThat(set.lowered()).isEqualTo(1);
    assertThat(set.utterances()).extracting(u -> u.entry().text()).containsOnly("a b");
    assertThat(set.utterances().get(0).labels()).containsExactly(2, 1, 3);
  }

  @Test
  void aRecordingMayStandInAManifestOnce() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("twice.jsonl"),
            "{\"audio_filepath\": \"x.wav\", \"text\": \"a\", \"duration\": 1}\n".repeat(2));
    assertThatThrownBy(() -> read(UnknownCharacters.FAIL, file))
        .hasMessageStartingWith(
            file + ", line 2: audio_filepath: the recording of line 1 again (expected: each once");
  }

  @Test
  void refusesAManifestOfWhichNothingIsLeft() throws IOException {
    Path file = manifest("1", "c", 1);
    assertThatThrownBy(() -> read(UnknownCharacters.SKIP, file))
        .isInstanceOf(ManifestException.class)
        .hasMessage(file + ": no usable utterance (all too long or not spellable)");
  }

  @Test
  void whereNobodySpeaksThereIsNothingToSpell() throws IOException {
    ManifestFaults faults = new ManifestFaults();
    Path file = manifest("noise", "", 1, "rain!", 2, "", 31);
    UtteranceSet set =
        UtteranceSet.of(
            List.of(Manifest.read(file, faults)),
            corpus -> false,
            TOKENS::encode,
            text(UnknownCharacters.FAIL),
            faults);
    faults.throwIfAny();
    assertThat(set.utterances()).hasSize(2).allMatch(u -> u.labels().length == 0);
    assertThat(set.tooLong()).isOne();
  }

  private static UtteranceSet read(UnknownCharacters unknown, Path... files) throws IOException {
    ManifestFaults faults = new ManifestFaults();
    List<Manifest> manifests = new ArrayList<>();
    for (Path file : files) {
      manifests.add(Manifest.read(file, faults));
    }
    UtteranceSet set =
        UtteranceSet.of(manifests, corpus -> true, TOKENS::encode, text(unknown), faults);
    faults.throwIfAny();
    return set;
  }

  private static TrainingConfig.Text text(UnknownCharacters unknown) {
    return new TrainingConfig.Text(SYMBOLS, Optional.empty(), PieceSettings.NONE, unknown, 30);
  }

  /** From pairs of text and duration. */
  private Path manifest(String name, Object... entries) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < entries.length; i += 2) {
      lines.append(
          "{\"audio_filepath\": \"%d.wav\", \"text\": \"%s\", \"duration\": %s}\n"
              .formatted(i, entries[i], entries[i + 1]));
    }
    return Files.writeString(folder.resolve(name + ".jsonl"), lines);
  }
}

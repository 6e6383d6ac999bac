package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
  private static final String GOOD =
      "{\"audio_filepath\": \"audio/a.flac\", \"duration\": 1.5, \"text\": \"yes\"}";

  @TempDir Path folder;

  @Test
  void readsWhatNeMoWrites() throws IOException {
    Path file =
        write(
            GOOD
                + "\n\n{\"text\": \"it's ök\", \"speaker\": \"x\", \"age\": 6, \"lang\": null,"
                + " \"slots\": {\"a\": [1]}, \"duration\": 2, \"audio_filepath\": \"../b.wav\"}\n");

    Manifest manifest = Manifest.read(file);

    assertThat(manifest.entries()).hasSize(2);
    assertThat(manifest.totalSeconds()).isCloseTo(3.5, within(1e-12));
    Manifest.Entry first = manifest.entries().get(0);
    assertThat(first.audio()).isEqualTo(folder.resolve("audio/a.flac"));
    assertThat(first.speaker()).isEmpty();
    Manifest.Entry second = manifest.entries().get(1);
    assertThat(second.audio()).isEqualTo(folder.getParent().resolve("b.wav"));
    assertThat(second.text()).isEqualTo("it's ök");
    assertThat(second.speaker()).isEqualTo("x");
    assertThat(second.line()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"duration\": 1, \"text\": \"\"}|no \"audio_filepath\" (expected: audio_filepath,"
            + " duration, text)",
        "{\"audio_filepath\": \"a\", \"text\": \"\"}|no \"duration\" (expected: audio_filepath,"
            + " duration, text)",
        "{\"audio_filepath\": \"a\", \"duration\": \"1\", \"text\": \"\"}|duration: \"1\""
            + " (expected: a number)",
        "{\"audio_filepath\": \"a\", \"duration\": -1, \"text\": \"\"}|duration: -1.0 (expected: >"
            + " 0)",
        "{\"audio_filepath\": 7, \"duration\": 1, \"text\": \"\"}|audio_filepath: 7 (expected: a"
            + " string)",
        "{\"audio_filepath\": \"a|found \"{\"audio_filepath\": \"a\" (expected: one JSON object a"
            + " line)",
        "17|found \"17\" (expected: a JSON object)"
      })
  void namesFileAndLineOfWhatIsWrong(String line, String problem) throws IOException {
    Path file = write(GOOD + "\n" + line + "\n");
    assertThatThrownBy(() -> Manifest.read(file))
        .isInstanceOf(ManifestException.class)
        .hasMessage(file + ", line 2: " + problem);
  }

  @Test
  void takesAByteOrderMark() throws IOException {
    Path file = write("\uFEFF{\"audio_filepath\": \"a.wav\", \"duration\": 1, \"text\": \"a\"}\n");
    assertThat(Manifest.read(file).entries()).hasSize(1);
  }

  @Test
  void refusesMissingEmptyAndBinaryFiles() throws IOException {
    Path missing = folder.resolve("none.jsonl");
    assertThatThrownBy(() -> Manifest.read(missing))
        .isInstanceOf(ManifestException.class)
        .hasMessage(missing + ": no such file");
    assertThatThrownBy(() -> Manifest.read(folder))
        .isInstanceOf(ManifestException.class)
        .hasMessage(folder + ": is a directory (expected: a file of JSON lines)");
    Path empty = write("\n \n");
    assertThatThrownBy(() -> Manifest.read(empty))
        .isInstanceOf(ManifestException.class)
        .hasMessage(empty + ": entries: 0 (expected: >= 1)");
    Path binary = folder.resolve("binary.jsonl");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThatThrownBy(() -> Manifest.read(binary))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith(binary + ", line 1: ");
  }

  private Path write(String text) throws IOException {
    return Files.write(folder.resolve("m.jsonl"), text.getBytes(StandardCharsets.UTF_8));
  }
}

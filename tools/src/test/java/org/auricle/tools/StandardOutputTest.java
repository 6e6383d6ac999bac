package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardOutputTest {

  @Test
  void endsQuietlyWhenNobodyReadsAnyMore(@TempDir Path folder) throws Exception {
    assumeFalse(
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows"),
        "knows what Unix says of pipes");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        ChildCommand.of(List.of(), List.of("help")).redirectError(err.toFile());
    builder.environment().put("LC_ALL", "C");
    Process child = builder.start();
    child.getInputStream().close();
    assertThat(child.waitFor()).as(Files.readString(err)).isEqualTo(StandardOutput.BROKEN_PIPE);
    assertThat(Files.readAllLines(err)).noneMatch(line -> line.startsWith("auricle:"));
  }
}

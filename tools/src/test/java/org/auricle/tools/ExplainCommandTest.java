package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  @TempDir private Path folder;

  @Test
  void thePageHoldsAllPicturesAndNeedsNothingElse() throws IOException {
    String model = Fixtures.bundle(folder).toString();
    Path tone = Fixtures.tone(folder.resolve("a <tone>.wav"), 300, 0.8);
    Path out = folder.resolve("page.html");
    CommandRun run = CommandRun.of("explain", "-m", model, tone.toString(), "-o", out.toString());
    assertThat(run).isEqualTo(new CommandRun(0, "", ""));
    String page = Files.readString(out);
    // spectrogram, posteriors, and four pictures a direction
    assertThat(page.split("data:image/png", -1)).hasSize(1 + 2 + 8);
    assertThat(page.split("data:audio/wav", -1)).hasSize(2);
    assertThat(page)
        .contains("a &lt;tone&gt;.wav", "Layer 1, forwards", "Layer 1, backwards", "Forget")
        .doesNotContain("<tone>", "http:", "https:", "NaN");
  }

  @Test
  void aModelInOnnxHasNoGates() throws IOException {
    String model = Fixtures.onnxBundle(folder).toString();
    Path tone = Fixtures.tone(folder.resolve("tone.wav"), 300, 0.8);
    Path out = folder.resolve("page.html");
    CommandRun run = CommandRun.of("explain", "-m", model, tone.toString(), "-o", out.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.readString(out)).contains("cannot be looked into").doesNotContain("Layer 1");
  }

  @Test
  void whatCannotBeDrawnIsRefused() throws IOException {
    Path lasting = Fixtures.tone(folder.resolve("lasting.wav"), 300, 61);
    Path out = folder.resolve("page.html");
    CommandRun run = CommandRun.of("explain", lasting.toString(), "-o", out.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("61.00 s (expected: at most 60 s)");
    assertThat(CommandRun.of("explain", lasting.toString()).code()).isEqualTo(2);
    Path tone = Fixtures.tone(folder.resolve("tone.wav"), 300, 0.3);
    CommandRun nowhere =
        CommandRun.of("explain", tone.toString(), "-o", folder.resolve("no/page.html").toString());
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.errLines()).hasSize(1);
  }
}

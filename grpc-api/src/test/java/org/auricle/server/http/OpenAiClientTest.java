package org.auricle.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.auricle.grpc.ToneAlphabet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OpenAI's own client for Node (src/test/openai), as npm has it. */
class OpenAiClientTest {
  private static final Path SOURCES = Path.of("src/test/openai");
  private static final Path INSTALLED = Path.of("target/openai");
  private static final int TIMEOUT_SECONDS = 180;

  @TempDir private Path folder;

  @Test
  void openAisClientIsServed() throws Exception {
    assumeThat(isInstalled("node") && isInstalled("npm"))
        .as("node and npm are not installed: OpenAI's client is not tried")
        .isTrue();
    install();
    Path wav = folder.resolve("beeps.wav");
    Files.write(wav, ToneAlphabet.wav(ToneAlphabet.speak("ab cd", 16000)).toByteArray());
    JsonNode told;
    try (RunningHttp http = new RunningHttp()) {
      told =
          JsonMapper.shared()
              .readTree(run("node", "client.js", http.uri("/v1").toString(), wav.toString()));
    }
    assertThat(told.get("models").get(0).asString()).isEqualTo(ToneRegistry.MODEL);
    assertThat(told.get("text").asString()).isEqualTo("ab cd");
    assertThat(told.get("plain").asString()).isEqualTo("ab cd\n");
    assertThat(told.get("srt").asString()).contains(" --> ").contains("ab cd");
    assertThat(told.get("verbose").get("words")).hasSize(2);
    assertThat(told.get("verbose").get("segments")).hasSize(1);
    assertThat(told.get("deltas").get(0).asString()).isEqualTo("ab cd");
    assertThat(told.get("streamed").asString()).isEqualTo("ab cd");
    assertError(told.get("errors").get(0), "NotFoundError", 404, "model_not_found");
    assertError(told.get("errors").get(1), "BadRequestError", 400, "invalid_audio");
    assertError(told.get("errors").get(2), "BadRequestError", 400, "unsupported");
  }

  private static void assertError(JsonNode error, String name, int status, String code) {
    assertThat(error.get("name").asString()).isEqualTo(name);
    assertThat(error.get("status").asInt()).isEqualTo(status);
    assertThat(error.get("code").asString()).isEqualTo(code);
  }

  private static boolean isInstalled(String command) {
    for (String path : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(path, command))) {
        return true;
      }
    }
    return false;
  }

  /** What the lock file says, once. */
  private static void install() throws Exception {
    Files.createDirectories(INSTALLED);
    Path lock = INSTALLED.resolve("package-lock.json");
    boolean done =
        Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))
            && Files.exists(lock)
            && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0;
    for (String name : List.of("package.json", "package-lock.json", "client.js")) {
      Files.copy(
          SOURCES.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!done) {
      run("npm", "ci", "--no-audit", "--no-fund", "--silent");
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile(INSTALLED, "errors", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(INSTALLED.toFile())
            .redirectError(errors.toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s", Files.readString(errors)).isZero();
    Files.delete(errors);
    return output;
  }
}

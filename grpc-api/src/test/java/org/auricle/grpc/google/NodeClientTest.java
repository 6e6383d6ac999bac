package org.auricle.grpc.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.auricle.grpc.google.Spoken.pcm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.auricle.grpc.ToneAlphabet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Google's client for Node (src/test/node), as npm has it. */
class NodeClientTest {
  private static final Path SOURCES = Path.of("src/test/node");
  private static final Path INSTALLED = Path.of("target/node");

  @TempDir Path folder;

  @Test
  void googlesClientForNodeIsServed() throws Exception {
    Assumptions.assumeTrue(installed("node") && installed("npm"), "node and npm are not installed");
    install();
    Path audio = Files.createDirectory(folder.resolve("audio"));
    Files.write(audio.resolve("ab.raw"), pcm("ab").toByteArray());
    Files.write(audio.resolve("ab.mulaw"), Spoken.muLaw("ab").toByteArray());
    Files.write(
        audio.resolve("two.raw"),
        pcm("ab").concat(Spoken.silence(2)).concat(pcm("cd")).toByteArray());
    for (String name : List.of("bad-cab.flac", "bad-cab.opus")) {
      Files.write(audio.resolve(name), Spoken.fixture(name).toByteArray());
    }

    JsonNode told;
    try (GoogleServer server = new GoogleServer(folder.resolve("jobs"))) {
      told =
          new ObjectMapper()
              .readTree(run("node", "client.js", "" + server.port(), audio.toString()));
    }

    assertThat(texts(told, "encodings")).containsExactly("ab", "ab", "bad cab", "bad cab");
    assertThat(told.get("alternatives").asInt()).isEqualTo(3);
    assertThat(told.get("word").get(0).get("word").asString()).isEqualTo("ab");
    assertThat(told.get("word").get(0).get("start").asDouble())
        .isCloseTo(ToneAlphabet.GAP_SECONDS, within(0.03));
    assertThat(told.get("word").get(0).get("end").asDouble())
        .isCloseTo(2 * ToneAlphabet.LETTER_SECONDS, within(0.03));
    assertThat(texts(told, "boosted")).containsExactly("abb");
    assertThat(texts(told, "adapted")).containsExactly("abb");
    assertThat(texts(told, "streamed")).containsExactly("ab", " cd");
    assertThat(told.get("interim").asBoolean()).isTrue();
    assertThat(texts(told, "events"))
        .containsExactly("END_OF_SINGLE_UTTERANCE", "SPEECH_EVENT_UNSPECIFIED");
    assertThat(texts(told, "single")).containsExactly("ab");
    assertThat(texts(told, "longRunning")).containsExactly("ab", " cd");
    assertThat(told.get("refused").asInt()).isEqualTo(3); // INVALID_ARGUMENT
  }

  private static List<String> texts(JsonNode told, String field) {
    return told.get(field).valueStream().map(JsonNode::asString).toList();
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
      run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(INSTALLED.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + ": " + output).isZero();
    return output;
  }

  private static boolean installed(String command) {
    for (String folder : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(folder, command))) {
        return true;
      }
    }
    return false;
  }
}

package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher, in a checkout of its own whose JDKs and Maven are scripts that tell what they do.
 */
class LauncherTest {
  private static final String FAKE_JAVA =
      """
      #!/bin/bash
      echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2
      echo "the JVM's own words" >&2
      echo "Auricle's words" >&3
      echo "telemetry off: $ORT_DISABLE_TELEMETRY" >&2
      echo "home $(dirname "$(dirname "$0")")"
      printf 'argument %s\\n' "$@"
      for word; do
        case $word in
          -XX:ArchiveClassesAtExit=*)
            echo once >>"$(dirname "$0")/archived.txt"
            [ -e "$(dirname "$0")/no-archives" ] || echo classes >"${word#*=}"
            ;;
        esac
      done
      exit 7
      """;
  private static final String FAKE_MAVEN =
      """
      #!/bin/bash
      echo "built with $JAVA_HOME in $PWD" >>builds.txt
      [ -e fail ] && { echo 'the compiler says no'; exit 1; }
      mkdir -p tools/target/lib && touch tools/target/lib/auricle.jar
      for word; do [ "$word" != -Pgpu ] || touch tools/target/lib/onnxruntime_gpu-1.jar; done
      """;

  @TempDir private Path temp;
  private Path checkout;
  private Path home;
  private Path bin;

  @BeforeEach
  void layOut() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
    checkout = Files.createDirectories(temp.resolve("a checkout"));
    home = Files.createDirectories(temp.resolve("home"));
    bin = Files.createDirectories(temp.resolve("bin"));
    script(checkout.resolve("tools/auricle"), Files.readString(Path.of("auricle")));
    Files.writeString(checkout.resolve("pom.xml"), "");
    Files.createDirectories(checkout.resolve("engine/src/main"));
    script(bin.resolve("mvn"), FAKE_MAVEN);
    jdk("90.0.1", true); // newer than whatever this machine has
  }

  @Test
  void buildsOnceAndRunsFromAnywhereThroughLinks() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("link"), Path.of("a checkout/tools/auricle"));
    Path linkToLink = Files.createSymbolicLink(bin.resolve("auricle"), link);
    Result first = run(linkToLink, "transcribe", "two words.wav", "");
    assertThat(first.code).isEqualTo(7);
    assertThat(first.out).endsWith("argument transcribe\nargument two words.wav\nargument \n");
    assertThat(first.err).contains("auricle: building");
    assertThat(run(linkToLink, "x").err).doesNotContain("building");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    run(launcher());
    Path source = Files.writeString(checkout.resolve("engine/src/main/A.java"), "class A {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    run(launcher());
    assertThat(builds()).hasSize(2);
  }

  @Test
  void saysWhyTheBuildFailed() throws Exception {
    Files.writeString(checkout.resolve("fail"), "");
    Result result = run(launcher());
    assertThat(result.code).isEqualTo(1);
    assertThat(result.out).isEmpty();
    assertThat(result.err).contains("the compiler says no").contains("auricle: the build failed");
  }

  @Test
  void filtersTheIncubatorWarningAndNothingElse() throws Exception {
    run(launcher());
    assertThat(run(launcher()).err.lines())
        .containsExactlyInAnyOrder("the JVM's own words", "Auricle's words", "telemetry off: 1");
  }

  @Test
  void picksTheNewestJdkAndBuildsWithTheNewestThatHasACompiler() throws Exception {
    jdk("9.0.4", true);
    jdk("91.0.10", true);
    jdk("91.0.9", true);
    jdk("99.0.1", false);
    Files.createDirectories(jdks().resolve("no-jdk"));
    assertThat(run(launcher()).out).startsWith("home " + jdks().resolve("99.0.1"));
    assertThat(builds()).singleElement().asString().contains(jdks().resolve("91.0.10") + " in");
  }

  @Test
  void takesTheJdkItIsTold() throws Exception {
    Path told = jdk("91.0.9", true);
    jdk("99.0.1", true);
    Result result = run(Map.of("AURICLE_JAVA_HOME", told.toString()), launcher());
    assertThat(result.out).startsWith("home " + told);
    result = run(Map.of("AURICLE_JAVA_HOME", "/nowhere"), launcher());
    assertThat(result.code).isEqualTo(1);
    assertThat(result.err)
        .isEqualTo("auricle: AURICLE_JAVA_HOME: /nowhere (expected: a JDK 17 or newer)\n");
  }

  @Test
  void buildsForTheGpuWhenToldAndKeepsToIt() throws Exception {
    Path jar = checkout.resolve("tools/target/lib/onnxruntime_gpu-1.jar");
    run(launcher());
    assertThat(jar).doesNotExist();
    run(Map.of("AURICLE_GPU", "1"), launcher());
    assertThat(jar).exists();
    run(launcher());
    run(Map.of("AURICLE_GPU", "1"), launcher());
    assertThat(builds()).hasSize(2);
    run(Map.of("AURICLE_GPU", "0"), launcher());
    run(launcher());
    assertThat(jar).doesNotExist();
    assertThat(builds()).hasSize(3);
    assertThat(run(Map.of("AURICLE_GPU", "yes"), launcher()).err)
        .isEqualTo("auricle: AURICLE_GPU: yes (expected: 0 or 1)\n");
  }

  @Test
  void unpacksOnnxRuntimesLibrariesOnce() throws Exception {
    assumeTrue("amd64".equals(System.getProperty("os.arch")), "knows the folder's name");
    assumeTrue("Linux".equals(System.getProperty("os.name")), "knows the folder's name");
    script(
        jdks().resolve("90.0.1/bin/jar"),
        """
        #!/bin/bash
        echo "$@" >>unpacked.txt
        mkdir -p "$3"
        """);
    String folder = "ai/onnxruntime/native/linux-x64";
    for (int again = 0; again < 2; again++) {
      assertThat(run(Map.of("AURICLE_GPU", "1"), launcher()).out)
          .contains("argument -Donnxruntime.native.path=" + unpacked().resolve(folder) + "\n");
    }
    assertThat(unpacked().resolve("unpacked.txt"))
        .hasContent(
            "xf " + checkout.resolve("tools/target/lib/onnxruntime_gpu-1.jar") + " " + folder);
  }

  private Path unpacked() {
    return checkout.resolve("tools/target/native");
  }

  @Test
  void archivesTheClassesOnceAndAgainWhenTheyChange() throws Exception {
    Path archive = checkout.resolve("tools/target/auricle-90000001.jsa");
    for (int again = 0; again < 2; again++) {
      assertThat(run(launcher(), "x").out)
          .contains("argument -XX:SharedArchiveFile=" + archive + "\n");
    }
    assertThat(archived()).hasSize(1);
    Path jar = checkout.resolve("tools/target/lib/auricle.jar");
    Files.setLastModifiedTime(archive, FileTime.from(Instant.now().minusSeconds(60)));
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now())); // built by hand
    assertThat(run(launcher(), "x").out).contains("argument -XX:SharedArchiveFile=" + archive);
    assertThat(archived()).hasSize(2);
    assertThat(checkout.resolve("tools/target")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aTranscriptionsNurseryDoesNotGrowWithTheMachine() throws Exception {
    assertThat(run(launcher(), "transcribe", "x").out).contains("argument -XX:MaxNewSize=64m\n");
    assertThat(run(launcher(), "eval", "x").out).doesNotContain("MaxNewSize");
  }

  @Test
  void anotherJdkHasAnArchiveOfItsOwn() throws Exception {
    run(launcher());
    jdk("91.0.9", true);
    assertThat(run(launcher()).out)
        .contains("SharedArchiveFile=" + checkout.resolve("tools/target/auricle-91000009.jsa"));
  }

  @Test
  void doesWithoutAnArchiveWhereTheJdkMakesNone() throws Exception {
    Files.writeString(jdks().resolve("90.0.1/bin/no-archives"), "");
    for (int again = 0; again < 2; again++) {
      Result result = run(launcher(), "x");
      assertThat(result.code).isEqualTo(7);
      assertThat(result.out).endsWith("argument x\n").doesNotContain("SharedArchiveFile");
    }
    assertThat(archived()).as("not tried again").hasSize(1);
  }

  @Test
  void twoStartsAtOnceBuildAndArchiveOnce() throws Exception {
    ProcessBuilder builder = new ProcessBuilder(launcher().toString(), "x");
    builder.environment().keySet().removeIf(name -> name.contains("JAVA"));
    builder.environment().put("HOME", home.toString());
    builder.environment().put("PATH", bin + ":/usr/bin:/bin");
    builder.redirectErrorStream(true);
    Process one = builder.start();
    Process other = builder.start();
    for (Process process : List.of(one, other)) {
      assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("argument x\n");
      assertThat(process.waitFor()).isEqualTo(7);
    }
    assertThat(builds()).hasSize(1);
    assertThat(archived()).hasSize(1);
  }

  /** A line each time the JDK was asked for an archive. */
  private List<String> archived() throws IOException {
    return Files.readAllLines(jdks().resolve("90.0.1/bin/archived.txt"));
  }

  @Test
  void passesJvmOptionsOn() throws Exception {
    Result result = run(Map.of("AURICLE_JAVA_OPTS", "-Xmx8g -Dx=y"), launcher());
    assertThat(result.out).contains("argument -Xmx8g\nargument -Dx=y\n");
  }

  /** What a run of the launcher gave. */
  private record Result(int code, String out, String err) {}

  private Path launcher() {
    return checkout.resolve("tools/auricle");
  }

  private Path jdks() {
    return home.resolve(".jdks");
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds.txt"));
  }

  private Path jdk(String version, boolean compiler) throws IOException {
    Path jdk = jdks().resolve(version);
    script(jdk.resolve("bin/java"), FAKE_JAVA);
    if (compiler) {
      script(jdk.resolve("bin/javac"), "");
    }
    Files.writeString(
        jdk.resolve("release"),
        "JAVA_VERSION=\"" + version + "\"\nMODULES=\"java.base jdk.incubator.vector\"\n");
    return jdk;
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Result run(Path launcher, String... arguments) throws Exception {
    return run(Map.of(), launcher, arguments);
  }

  private Result run(Map<String, String> environment, Path launcher, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = temp.resolve("out.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile());
    builder.environment().keySet().removeIf(name -> name.contains("JAVA"));
    builder.environment().put("HOME", home.toString());
    builder.environment().put("PATH", bin + ":/usr/bin:/bin");
    builder.environment().putAll(environment);
    Process process = builder.start();
    byte[] err = process.getErrorStream().readAllBytes(); // until the filter, too, has ended
    int code = process.waitFor();
    return new Result(code, Files.readString(out), new String(err, StandardCharsets.UTF_8));
  }
}

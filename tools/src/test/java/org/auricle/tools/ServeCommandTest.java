package org.auricle.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server answers on the port that it names, and stops when it is told to. */
class ServeCommandTest {
  @TempDir private Path folder;

  @Test
  void servesUntilItIsStopped() throws Exception {
    requireServed("-m", Fixtures.bundle(folder).toString());
  }

  @Test
  void servesModelsInOnnx() throws Exception {
    String model = Fixtures.onnxBundle(folder).toString();
    requireServed("-m", model, "--provider", "auto", "--threads", "2", "--batch-streams", "4");
  }

  @Test
  void refusesOptionsOutOfRange() {
    assertThat(CommandRun.of("serve", "--batch-streams", "0"))
        .isEqualTo(
            new CommandRun(
                2, "", "auricle: --batch-streams: runtime.batchStreams: 0 (expected: 1..4096)\n"));
  }

  @Test
  void showsTheConfigurationAndTakesItBack() throws Exception {
    CommandRun shown = CommandRun.of("serve", "--port", "0", "--drain", "7", "--print-config");
    assertThat(shown.code()).isZero();
    assertThat(shown.out()).contains("  port: 0\n", "  drain: 7s\n", "[AURICLE_GRPC_PORT, ");

    Path file = folder.resolve("server.yaml");
    Files.writeString(file, shown.out());
    assertThat(CommandRun.of("serve", "--config", file.toString(), "--print-config"))
        .isEqualTo(shown);
  }

  @Test
  void aModelThatUnderstandsIsTheFirstDomains() {
    CommandRun shown =
        CommandRun.of(
            "serve", "-d", "a.yaml", "-d", "b.yaml", "--understanding", "runs/a", "--print-config");
    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(shown.out())
        .containsSubsequence("a.yaml", "understanding: \"runs/a\"", "b.yaml")
        .containsOnlyOnce("runs/a");
    assertThat(CommandRun.of("serve", "--understanding", "runs/a").err())
        .startsWith("auricle: --understanding: 1 given (expected: at most one for each of");
  }

  @Test
  void theDocumentedConfigurationIsTheDefault() throws Exception {
    Path documented = Path.of("..", "docs", "server.yaml");
    assertThat(CommandRun.of("serve", "--print-config").out())
        .as("auricle serve --print-config > docs/server.yaml")
        .isEqualTo(Files.readString(documented));
  }

  @Test
  void saysWhereAConfigurationIsWrong() throws Exception {
    Path file = folder.resolve("server.yaml");
    Files.writeString(file, "grpc:\n  prot: 1\n");
    CommandRun run = CommandRun.of("serve", "--config", file.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("auricle: " + file + ":2:3: grpc.prot: unknown option (exp");
  }

  private void requireServed(String... options) throws Exception {
    Path config = folder.resolve("server.yaml");
    Files.writeString(config, "google: {enabled: false}\n"); // no database in the user's home
    String[] first = {"serve", "--config", config.toString(), "--port", "0", "--http-port", "none"};
    String[] command = Arrays.copyOf(first, first.length + options.length);
    System.arraycopy(options, 0, command, first.length, options.length);
    PipedInputStream pipe = new PipedInputStream();
    PrintStream err = new PrintStream(new PipedOutputStream(pipe), true, StandardCharsets.UTF_8);
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    CompletableFuture<Integer> code = new CompletableFuture<>();
    Thread server = new Thread(() -> code.complete(Auricle.run(new Console(out, err, 0), command)));
    server.start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(pipe, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      assertThat(line).matches("auricle: serving tiny on 127\\.0\\.0\\.1:\\d+");
      int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      assertThat(prefaceOf(port)).isEqualTo(new byte[] {0, 0}); // an HTTP/2 frame: length, type
      server.interrupt();
      assertThat(code.get()).isZero();
    }
  }

  /** The first bytes that an HTTP/2 server sends: 24 bits of length, of which the upper 16. */
  private static byte[] prefaceOf(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().readNBytes(2);
    }
  }
}

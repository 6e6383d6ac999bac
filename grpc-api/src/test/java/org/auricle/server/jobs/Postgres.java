package org.auricle.server.jobs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL of its own, from the machine's installation; tests are skipped where there is none.
 */
final class Postgres implements AutoCloseable {
  private final Path bin;
  private final Path data;
  private final int port;
  private final boolean root;

  private Postgres(Path bin, Path data, int port) {
    this.bin = bin;
    this.data = data;
    this.port = port;
    root = System.getProperty("user.name").equals("root"); // as whom it refuses to run
  }

  static Postgres start(Path folder) throws Exception {
    Optional<Path> bin = installation();
    Assumptions.assumeTrue(bin.isPresent(), "PostgreSQL (initdb, pg_ctl) is not installed");
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path data = Files.createTempDirectory("auricle-postgres");
    Postgres postgres = new Postgres(bin.get(), data, port);
    if (postgres.root) {
      Assumptions.assumeTrue(
          postgres.run("chown", "-R", "postgres", data.toString()) == 0,
          "PostgreSQL does not run as root, and there is no user postgres");
    }
    postgres.tool("initdb", "-D", data.toString(), "-U", "auricle", "-A", "trust", "-N");
    postgres.tool(
        "pg_ctl",
        "-D",
        data.toString(),
        "-w",
        "-l",
        data.resolve("log").toString(),
        "-o",
        "-p " + port + " -h 127.0.0.1 -k " + data,
        "start");
    return postgres;
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  private static Optional<Path> installation() throws IOException {
    Path debian = Path.of("/usr/lib/postgresql");
    List<Path> candidates = new ArrayList<>();
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions.map(version -> version.resolve("bin")).forEach(candidates::add);
      }
    }
    for (String folder : System.getenv("PATH").split(":")) {
      candidates.add(Path.of(folder));
    }
    return candidates.stream()
        .filter(path -> Files.isExecutable(path.resolve("initdb")))
        .filter(path -> Files.isExecutable(path.resolve("pg_ctl")))
        .findFirst();
  }

  private void tool(String name, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if (root) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(bin.resolve(name).toString());
    command.addAll(List.of(arguments));
    if (run(command.toArray(String[]::new)) != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  private int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .directory(data.toFile())
        .start()
        .waitFor();
  }

  @Override
  public void close() throws Exception {
    tool("pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "stop");
    run("rm", "-rf", data.toString());
  }
}

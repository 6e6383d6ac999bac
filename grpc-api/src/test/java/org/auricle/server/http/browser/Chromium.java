package org.auricle.server.http.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless browser whose microphone plays a file. */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final String LISTENING = "DevTools listening on ";
  private static final int TIMEOUT_SECONDS = 60; // an error, not a delay

  private final Process process;
  private final Path profile;
  private final DevTools tools;

  private Chromium(Process process, Path profile, DevTools tools) {
    this.process = process;
    this.profile = profile;
    this.tools = tools;
  }

  /** Where one is installed, if any is. */
  public static Optional<Path> find() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts one.
   *
   * @param options beside those for a fake microphone and no window
   */
  public static Chromium start(Path binary, String... options) throws Exception {
    Path profile = Files.createTempDirectory("auricle-chromium-");
    List<String> command =
        new ArrayList<>(
            List.of(
                binary.toString(),
                "--headless=new",
                "--no-sandbox", // as root, in containers
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--autoplay-policy=no-user-gesture-required",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile));
    command.addAll(List.of(options));
    command.add("about:blank");
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try {
      URI uri = address(process).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return new Chromium(process, profile, new DevTools(HttpClient.newHttpClient(), uri));
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static CompletableFuture<URI> address(Process process) {
    CompletableFuture<URI> address = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(
                      new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  if (line.startsWith(LISTENING)) {
                    address.complete(URI.create(line.substring(LISTENING.length()).strip()));
                  }
                }
              } catch (IOException e) {
                // it has been ended
              }
              address.completeExceptionally(new IOException("the browser has ended"));
            },
            "chromium-stderr");
    reader.setDaemon(true);
    reader.start();
    return address;
  }

  /** Opens a page in a tab of its own. */
  public Tab open(URI uri) throws Exception {
    return new Tab(tools, uri);
  }

  @Override
  public void close() throws IOException {
    tools.close();
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}

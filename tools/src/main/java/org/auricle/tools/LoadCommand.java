package org.auricle.tools;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.auricle.acoustic.training.Manifest;
import org.auricle.grpc.ServerOptions;
import org.auricle.models.Models;
import org.auricle.models.domain.DomainException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What a server bears. */
@Command(
    name = "load",
    description = {
      "Have many speakers talk to a server at once, and say how long they wait for its results.",
      "",
      "Each speaker plays the recordings of the manifest one after the other in real time, from a"
          + " place of its own, each in a call of its own. Latency counts from the sending of the"
          + " last sample that a result needs to its arrival. Without --server there is a server in"
          + " this process.",
      "",
      "Exit code 1 if a call failed, or nobody answers at --server."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle load dev.jsonl --streams 100 --seconds 300 --json",
      "  auricle load dev.jsonl --streams 16 --saturate                what it can do at most",
      "  auricle load dev.jsonl --streams 16 --saturate --no-batching  and each stream by itself",
      "  auricle load orders.jsonl --streams 20 --assistant coffee.yaml -m en-small"
    })
final class LoadCommand implements Callable<Integer> {
  private static final int MAX_STREAMS = 10_000;
  private static final int WARM_UP_STREAMS = 4;
  private static final int CONNECT_SECONDS = 10;
  private static final double LISTENS_SECONDS = 1.5; // who has given an order, before the next

  @ParentCommand private Auricle auricle;

  @Parameters(
      paramLabel = "MANIFEST",
      description = "Recordings, JSON lines; see auricle help eval.")
  private Path manifest;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "10",
      description = "Speakers (default: ${DEFAULT-VALUE}).")
  private int streams;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to measure (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--ramp",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "Before that, the speakers begin one after the other; of this time only errors count"
              + " (default: ${DEFAULT-VALUE}).")
  private double ramp;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "8",
      description =
          "Before all that, a server in this process is kept busy, until the JVM has compiled it"
              + " (default: ${DEFAULT-VALUE}).")
  private double warmUp;

  @Option(
      names = "--chunk-ms",
      paramLabel = "MS",
      defaultValue = "100",
      description = "Audio in a message (default: ${DEFAULT-VALUE}).")
  private int chunkMillis;

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description = "A server that is running, without TLS (default: one in this process).")
  private String server;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description =
          "What to ask the server for; for one in this process, also a path (default: the server's"
              + " default, "
              + Models.DEFAULT
              + " here).")
  private String model = "";

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Threads that recognise, of a server in this process (default: all processors).")
  private int workers = ServerOptions.DEFAULT.workerThreads();

  @Option(
      names = "--assistant",
      paramLabel = "DOMAIN",
      description =
          "The recordings are orders, to be understood: a domain file, or with --server the name of"
              + " a domain that it serves. How long people wait for what was meant is counted from"
              + " the end of the silence that ends an order, and from the end of speech.")
  private String domain;

  @Option(
      names = "--end-silence",
      paramLabel = "SECONDS",
      description =
          "With --assistant: the silence that ends an order (default: as the server has it).")
  private double endSilence;

  @Option(
      names = "--saturate",
      description = "Send as fast as the server takes it; the audio a second is what counts.")
  private boolean saturate;

  @Option(
      names = "--no-batching",
      description = "A server in this process recognises each stream by itself, for comparison.")
  private boolean withoutBatching;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Override
  public Integer call() throws IOException, DomainException {
    check();
    List<LoadAudio> recordings =
        LoadAudio.read(Manifest.read(manifest), chunkMillis, domain == null ? 0 : LISTENS_SECONDS);
    if (server != null) {
      return run(server, model, domain == null ? "" : domain, recordings);
    }
    LoadServer.Plan plan = new LoadServer.Plan(workers, streams, !withoutBatching, saturate);
    Optional<Path> file = Optional.ofNullable(domain).map(Path::of);
    try (LoadServer own = LoadServer.start(model.isEmpty() ? Models.DEFAULT : model, file, plan)) {
      return run(own.address(), own.model(), own.domain(), recordings);
    }
  }

  private void check() {
    require("--streams", streams, streams >= 1 && streams <= MAX_STREAMS, "1.." + MAX_STREAMS);
    require("--seconds", seconds, seconds > 0 && seconds <= 1e6, "> 0, at most 1000000");
    require("--ramp", ramp, ramp >= 0 && ramp <= 1e6, ">= 0, at most 1000000");
    require("--warm-up", warmUp, warmUp >= 0 && warmUp <= 1e6, ">= 0, at most 1000000");
    require("--chunk-ms", chunkMillis, chunkMillis >= 1 && chunkMillis <= 10_000, "1..10000");
    require("--workers", workers, workers >= 1, ">= 1");
    require("--end-silence", endSilence, endSilence >= 0 && endSilence <= 60, "0..60");
    if (domain == null && endSilence > 0) {
      throw new InputException("--end-silence: without --assistant (expected: with it)");
    }
    if (domain != null && saturate) {
      throw new InputException("--saturate: with --assistant (expected: speech as it is spoken)");
    }
    if (server != null && withoutBatching) {
      throw new InputException("--no-batching: with --server (expected: a server in this process)");
    }
  }

  private static void require(String option, Object value, boolean valid, String expected) {
    if (!valid) {
      throw new InputException(option + ": " + value + " (expected: " + expected + ")");
    }
  }

  private int run(String address, String name, String talk, List<LoadAudio> recordings)
      throws IOException {
    ManagedChannel channel;
    try {
      channel = ManagedChannelBuilder.forTarget(address).usePlaintext().directExecutor().build();
    } catch (IllegalArgumentException e) {
      throw new InputException("--server: " + address + " (expected: HOST:PORT)", e);
    }
    try {
      if (server != null) {
        requireAnswer(channel);
      } else if (warmUp > 0) {
        warmUp(protocol(channel, name, talk), recordings);
      }
      return run(protocol(channel, name, talk), recordings);
    } finally {
      channel.shutdownNow();
    }
  }

  private LoadProtocol<?, ?> protocol(ManagedChannel channel, String name, String talk) {
    return domain == null
        ? new LoadSpeech(channel, name)
        : new LoadAssistant(channel, name, talk, endSilence);
  }

  /** Without somebody there, there is nothing to measure: any answer will do. */
  private void requireAnswer(ManagedChannel channel) throws IOException {
    try {
      var unused =
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(CONNECT_SECONDS, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      Status status = e.getStatus();
      if (status.getCode() == Status.Code.UNAVAILABLE
          || status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
        String why =
            status.getCause() == null ? status.getDescription() : e.getCause().getMessage();
        throw new IOException("--server: " + server + " does not answer: " + why, e);
      }
    }
  }

  /** The JVM compiles what it sees used often: before that, everything takes ten times as long. */
  private void warmUp(LoadProtocol<?, ?> protocol, List<LoadAudio> recordings) {
    LoadRun.Plan few = new LoadRun.Plan(WARM_UP_STREAMS, warmUp, 0, false);
    long seconds = (long) Math.ceil(warmUp);
    try (TaskProgress progress = TaskProgress.of(auricle.console(), "warm-up", seconds)) {
      new LoadRun(few, protocol, recordings).run(progress);
    }
  }

  private int run(LoadProtocol<?, ?> protocol, List<LoadAudio> recordings) {
    try (TaskProgress progress =
        TaskProgress.of(auricle.console(), "load", (long) Math.ceil(ramp + seconds))) {
      LoadRun run =
          new LoadRun(new LoadRun.Plan(streams, seconds, ramp, !saturate), protocol, recordings);
      run.run(progress);
      LoadStatistics result = run.statistics();
      progress.close();
      auricle
          .console()
          .out()
          .println(
              json ? Json.line(result.json(streams, !saturate)) : result.text(streams, !saturate));
      return result.errors() == 0 ? 0 : Failures.INTERNAL;
    }
  }
}

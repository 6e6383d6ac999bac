package org.auricle.tools;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.auricle.grpc.ServedModel;
import org.auricle.grpc.ServerOptions;
import org.auricle.grpc.SpeechServer;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.RuntimeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Recognition over gRPC. */
@Command(
    name = "serve",
    description = {
      "Serve auricle.v1.Speech over gRPC, with health and reflection, until it is stopped.",
      "",
      "There is no encryption and no password: to be reachable from elsewhere (--host 0.0.0.0) it"
          + " belongs behind a proxy that has both. SIGTERM and Ctrl-C let calls in progress finish."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle serve",
      "  auricle serve --host 0.0.0.0 --port 8443 --model en-spell --model models/mine",
      "  grpcurl -plaintext localhost:50051 describe auricle.v1.Speech"
    })
final class ServeCommand implements Callable<Integer> {

  /** Calls run side by side: more threads for one would only take them from others. */
  private static final int THREADS_A_CALL = 1;

  @ParentCommand private Auricle auricle;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      defaultValue = Models.DEFAULT,
      description =
          "A model that ships with Auricle, or the path of one; repeatable. Calls that name no model"
              + " get the first (default: ${DEFAULT-VALUE}).")
  private List<String> models;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Interface to listen on, 0.0.0.0 for all (default: this machine only).")
  private String host = ServerOptions.DEFAULT.host();

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "Port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port = ServerOptions.DEFAULT.port();

  @Option(
      names = "--max-calls",
      paramLabel = "N",
      description = "Calls at a time; more are refused (default: ${DEFAULT-VALUE}).")
  private int maxCalls = ServerOptions.DEFAULT.maxConcurrentCalls();

  @Option(
      names = "--max-seconds",
      paramLabel = "SECONDS",
      description = "Longest audio of a call (default: ${DEFAULT-VALUE}).")
  private double maxSeconds = ServerOptions.DEFAULT.maxAudioSeconds();

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that recognise (default: all processors).")
  private int workers = ServerOptions.DEFAULT.workerThreads();

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      description =
          "How long calls in progress may go on after SIGTERM (default: ${DEFAULT-VALUE}).")
  private long drainSeconds = ServerOptions.DEFAULT.shutdownGrace().toSeconds();

  @Mixin private ProviderOptions provider;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads for one call's recognition (default: 1, since calls run side by side).")
  private int threads = THREADS_A_CALL;

  @Option(
      names = "--batch-streams",
      paramLabel = "N",
      description =
          "With a model in ONNX: compute up to N calls in one run, which pays on a GPU"
              + " (default: 1).")
  private int batchStreams = 1;

  @Override
  public Integer call() throws IOException {
    ServerOptions options = options();
    RuntimeOptions runtime = runtimeOptions();
    List<ServedModel> served = new ArrayList<>();
    try {
      for (String model : models) {
        ModelBundle bundle = Models.open(model);
        served.add(
            new ServedModel(bundle.manifest().name(), RecognizerFactory.create(bundle, runtime)));
      }
      serve(options, served);
    } finally {
      served.forEach(model -> model.recognizer().close());
    }
    return 0;
  }

  /** Returns when the server has stopped: after SIGTERM, or when this thread is interrupted. */
  private void serve(ServerOptions options, List<ServedModel> served) throws IOException {
    try (SpeechServer server = SpeechServer.start(options, served)) {
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "auricle-drain"));
      String names = String.join(", ", served.stream().map(ServedModel::name).toList());
      auricle.console().note("serving " + names + " on " + options.host() + ":" + server.port());
      server.awaitTermination();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RuntimeOptions runtimeOptions() {
    try {
      return provider.apply(
          RuntimeOptions.DEFAULT.withThreads(threads).withBatchStreams(batchStreams));
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private ServerOptions options() {
    try {
      return ServerOptions.DEFAULT
          .withHost(host)
          .withPort(port)
          .withMaxConcurrentCalls(maxCalls)
          .withMaxAudioSeconds(maxSeconds)
          .withWorkerThreads(workers)
          .withShutdownGrace(Duration.ofSeconds(drainSeconds));
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }
}

package org.auricle.tools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.auricle.grpc.ServedModel;
import org.auricle.grpc.ServerOptions;
import org.auricle.grpc.SpeechServer;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.RuntimeOptions;
import org.auricle.server.config.ConfigReader;
import org.auricle.server.config.ConfigWriter;
import org.auricle.server.config.ModelConfig;
import org.auricle.server.config.ServerConfig;
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
      "  auricle serve --config server.yaml",
      "  auricle serve --print-config > server.yaml",
      "  grpcurl -plaintext localhost:50051 describe auricle.v1.Speech"
    })
final class ServeCommand implements Callable<Integer> {
  @ParentCommand private Auricle auricle;

  @Mixin private ServeOptions options;

  @Option(
      names = "--print-config",
      description = "Show the configuration as it would be used, and what it could say; serve not.")
  private boolean printConfig;

  @Override
  public Integer call() throws IOException {
    Map<String, String> environment = System.getenv();
    ServerConfig config = options.read(environment);
    ConfigReader.unknownVariables(environment)
        .forEach(name -> auricle.console().note("warning: " + name + ": no such option"));
    if (printConfig) {
      auricle.console().out().print(ConfigWriter.write(config));
      return 0;
    }
    RuntimeOptions runtime = ServeOptions.runtime(config.runtime());
    List<ServedModel> served = new ArrayList<>();
    try {
      for (ModelConfig model : config.models()) {
        ModelBundle bundle = Models.open(model.model());
        String name = model.name().isEmpty() ? bundle.manifest().name() : model.name();
        served.add(new ServedModel(name, RecognizerFactory.create(bundle, runtime)));
      }
      serve(serverOptions(config), served);
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

  private static ServerOptions serverOptions(ServerConfig config) {
    return ServerOptions.DEFAULT
        .withHost(config.grpc().host())
        .withPort(config.grpc().port())
        .withMaxMessageBytes(config.grpc().maxMessageBytes())
        .withMaxConcurrentCalls(config.grpc().maxCalls())
        .withMaxAudioSeconds(config.streaming().maxAudioSeconds())
        .withWorkerThreads(config.streaming().workerThreads())
        .withShutdownGrace(config.lifecycle().drain());
  }
}

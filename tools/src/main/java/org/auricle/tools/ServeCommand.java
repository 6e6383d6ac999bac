package org.auricle.tools;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.auricle.models.domain.DomainException;
import org.auricle.server.ModelRegistry;
import org.auricle.server.config.ConfigException;
import org.auricle.server.config.ConfigReader;
import org.auricle.server.config.ConfigWriter;
import org.auricle.server.config.ServerConfig;
import org.auricle.server.launch.AuricleServer;
import org.auricle.server.registry.ModelLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The server. */
@Command(
    name = "serve",
    description = {
      "Serve speech recognition over gRPC and HTTP until it is stopped.",
      "",
      "Without a configuration it listens to this machine only, in the clear, to everybody. SIGTERM"
          + " and Ctrl-C let calls in progress finish; then it ends with code 0."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle serve",
      "  auricle serve --domain coffee.yaml                  an assistant, and its page",
      "  auricle serve --domain coffee.yaml --understanding runs/coffee",
      "  auricle serve --config server.yaml",
      "  auricle serve --print-config > server.yaml",
      "  auricle serve --host 0.0.0.0 --port 8443 --model en-spell --model models/mine",
      "  grpcurl -plaintext localhost:50051 describe auricle.v1.Speech"
    })
final class ServeCommand implements Callable<Integer> {
  @ParentCommand private Auricle auricle;

  @Mixin private ServeOptions options;

  @Option(
      names = "--print-config",
      description = "Show the configuration as it would be used, with all options; do not serve.")
  private boolean printConfig;

  @Override
  public Integer call() throws IOException, DomainException {
    Map<String, String> environment = System.getenv();
    ServerConfig config = options.read(environment);
    ConfigReader.unknownVariables(environment)
        .forEach(name -> auricle.console().note("warning: " + name + ": no such option"));
    if (printConfig) {
      auricle.console().out().print(ConfigWriter.write(config));
      return 0;
    }
    Logging.configure(config.logging(), auricle.console().err());
    try (AuricleServer server =
        AuricleServer.start(config, ModelLoader.bundles(ServeOptions.runtime(config.runtime())))) {
      announce(config, server);
      TerminationSignal.onTermination(server::close);
      server.awaitTermination();
    } catch (ConfigException e) {
      if (e.getCause() instanceof DomainException faults) {
        throw faults; // a line for each
      }
      throw new InputException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private void announce(ServerConfig config, AuricleServer server) {
    String names =
        String.join(", ", server.models().stream().map(ModelRegistry.Entry::name).toList());
    StringBuilder line = new StringBuilder("serving ").append(names);
    line.append(" on ").append(config.grpc().host()).append(':').append(server.grpcPort());
    server
        .httpPort()
        .ifPresent(
            port ->
                line.append(" and ")
                    .append(config.tls().isOn() ? "https://" : "http://")
                    .append(config.http().host())
                    .append(':')
                    .append(port));
    auricle.console().note(line.toString());
  }
}

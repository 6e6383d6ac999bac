package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.acoustic.onnx.ExecutionProvider;
import org.auricle.engine.math.RecurrentMatrix.Precision;
import org.auricle.models.RuntimeOptions;
import org.auricle.server.config.ConfigException;
import org.auricle.server.config.ConfigReader;
import org.auricle.server.config.ConfigReader.Overlay;
import org.auricle.server.config.RuntimeConfig;
import org.auricle.server.config.ServerConfig;
import picocli.CommandLine.Option;

/** What can be said about a server on the command line; the rest stands in its configuration. */
final class ServeOptions {
  private static final int BYTES_PER_MEGABYTE_SHIFT = 20;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "YAML file with all options (--print-config shows them). Variables such as"
              + " AURICLE_GRPC_PORT stand above it, and what is said here above both.")
  private Path config;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description =
          "A model that ships with Auricle, or the path of one; repeatable. Calls that name no"
              + " model get the first (default: en-spell).")
  private List<String> models;

  @Option(
      names = {"-d", "--domain"},
      paramLabel = "FILE",
      description =
          "A domain file that an assistant is to understand; repeatable. The page and"
              + " auricle.v1.Assistant talk about it.")
  private List<String> domains;

  @Option(
      names = "--understanding",
      paramLabel = "MODEL",
      description =
          "What \"auricle train domain\" has written for the first domain, to understand other"
              + " words, too: the file, or its folder; repeatable, for the second domain and so"
              + " on.")
  private List<String> understanding;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Interface to listen on, 0.0.0.0 for all (default: this machine only).")
  private String host;

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "Port for gRPC, 0 for any free one (default: 50051).")
  private String port;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "Port for HTTP, 0 for any free one, none for no HTTP (default: 8080 if free).")
  private String httpPort;

  @Option(
      names = "--max-calls",
      paramLabel = "N",
      description = "Calls at a time; more are refused (default: 400).")
  private String maxCalls;

  @Option(
      names = "--max-seconds",
      paramLabel = "SECONDS",
      description = "Longest audio of a call (default: 600).")
  private String maxSeconds;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that recognise (default: all processors).")
  private String workers;

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      description = "How long calls in progress may go on after SIGTERM (default: 30).")
  private Integer drainSeconds;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads for one call's recognition (default: 1, since calls run side by side).")
  private String threads;

  @Option(
      names = "--batch-streams",
      paramLabel = "N",
      description =
          "With a model in ONNX: compute up to N calls in one run, which pays on a GPU"
              + " (default: 1).")
  private String batchStreams;

  @Option(
      names = "--provider",
      paramLabel = "PROVIDER",
      description =
          "Where a model in ONNX is computed: cpu, cuda (a GPU), or auto: a GPU if there is one"
              + " (default: cpu).")
  private String provider;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      description =
          "How a network of our own stores its recurrent weights: fp32, or bf16, which is faster"
              + " for few streams (default: fp32).")
  private String precision;

  @Option(
      names = "--cuda-device",
      paramLabel = "N",
      description = "Number of the GPU (default: 0).")
  private String cudaDevice;

  @Option(
      names = "--cuda-memory",
      paramLabel = "MB",
      description = "Most memory of the GPU to take, megabytes (default: no limit).")
  private String cudaMemory;

  /** Reads file, environment and these options. */
  ServerConfig read(Map<String, String> environment) throws IOException {
    List<Overlay> overlays = new ArrayList<>();
    if (models != null) {
      overlays.add(new Overlay("--model", "models", models));
    }
    if (domains != null) {
      overlays.add(new Overlay("--domain", "assistant.domains", domains));
    }
    if (understanding != null) {
      overlays.add(
          new Overlay("--understanding", "assistant.domains[].understanding", understanding));
    }
    add(overlays, "--host", "grpc.host", host);
    add(overlays, "--host", "http.host", host);
    add(overlays, "--port", "grpc.port", port);
    if ("none".equals(httpPort)) {
      add(overlays, "--http-port", "http.enabled", "false");
    } else if (httpPort != null) {
      add(overlays, "--http-port", "http.enabled", "true");
      add(overlays, "--http-port", "http.port", httpPort);
    }
    add(overlays, "--max-calls", "grpc.maxCalls", maxCalls);
    add(overlays, "--max-seconds", "streaming.maxAudioSeconds", maxSeconds);
    add(overlays, "--workers", "streaming.workers", workers);
    add(overlays, "--drain", "lifecycle.drain", drainSeconds == null ? null : drainSeconds + "s");
    add(overlays, "--threads", "runtime.threads", threads);
    add(overlays, "--batch-streams", "runtime.batchStreams", batchStreams);
    add(overlays, "--provider", "runtime.provider", provider);
    add(overlays, "--precision", "runtime.precision", precision);
    add(overlays, "--cuda-device", "runtime.cudaDevice", cudaDevice);
    add(overlays, "--cuda-memory", "runtime.cudaMemoryMegabytes", cudaMemory);
    try {
      return ConfigReader.read(Optional.ofNullable(config), environment, overlays);
    } catch (ConfigException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static void add(List<Overlay> overlays, String flag, String path, String value) {
    if (value != null) {
      overlays.add(new Overlay(flag, path, List.of(value)));
    }
  }

  /** How models are computed. */
  static RuntimeOptions runtime(RuntimeConfig config) {
    return RuntimeOptions.DEFAULT
        .withThreads(config.threads())
        .withBatchStreams(config.batchStreams())
        .withPrecision(
            config.precision() == RuntimeConfig.Precision.BF16
                ? Precision.BFLOAT16
                : Precision.FLOAT32)
        .withProvider(ExecutionProvider.valueOf(config.provider().name()))
        .withCuda(config.cudaDevice(), config.cudaMemoryMegabytes() << BYTES_PER_MEGABYTE_SHIFT);
  }
}

package org.auricle.tools;

import org.auricle.acoustic.onnx.ExecutionProvider;
import org.auricle.models.RuntimeOptions;
import picocli.CommandLine.Option;

/** Options that say where a model in ONNX is computed. */
final class ProviderOptions {
  private static final long BYTES_PER_MEGABYTE = 1 << 20;

  @Option(
      names = "--provider",
      paramLabel = "PROVIDER",
      description =
          "Where a model in ONNX is computed: cpu, cuda (a GPU), or auto: a GPU if there is one"
              + " (default: cpu).")
  private ExecutionProvider provider = ExecutionProvider.CPU;

  @Option(
      names = "--cuda-device",
      paramLabel = "N",
      description = "Number of the GPU (default: ${DEFAULT-VALUE}).")
  private int device;

  @Option(
      names = "--cuda-memory",
      paramLabel = "MB",
      description = "Most memory of the GPU to take, megabytes (default: no limit).")
  private long megabytes;

  /** The same options, with these. */
  RuntimeOptions apply(RuntimeOptions options) {
    if (device < 0) {
      throw new InputException("--cuda-device: " + device + " (expected: >= 0)");
    }
    if (megabytes < 0 || megabytes > Long.MAX_VALUE / BYTES_PER_MEGABYTE) {
      throw new InputException("--cuda-memory: " + megabytes + " (expected: megabytes)");
    }
    return options.withProvider(provider).withCuda(device, megabytes * BYTES_PER_MEGABYTE);
  }
}

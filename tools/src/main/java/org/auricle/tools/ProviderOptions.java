package org.auricle.tools;

import org.auricle.acoustic.onnx.ExecutionProvider;
import org.auricle.engine.math.RecurrentMatrix.Precision;
import org.auricle.models.RuntimeOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that say where and how a model is computed. */
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
      names = "--precision",
      paramLabel = "TYPE",
      converter = PrecisionName.class,
      description =
          "How a network of our own stores its recurrent weights: fp32, or bf16, which is faster for"
              + " one recording at a time (default: fp32).")
  private Precision precision = Precision.FLOAT32;

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
    return options
        .withPrecision(precision)
        .withProvider(provider)
        .withCuda(device, megabytes * BYTES_PER_MEGABYTE);
  }

  /** The short names that people use. */
  static final class PrecisionName implements ITypeConverter<Precision> {
    @Override
    public Precision convert(String value) {
      return switch (value) {
        case "fp32" -> Precision.FLOAT32;
        case "bf16" -> Precision.BFLOAT16;
        default -> throw new TypeConversionException(value + " (expected: fp32 or bf16)");
      };
    }
  }
}

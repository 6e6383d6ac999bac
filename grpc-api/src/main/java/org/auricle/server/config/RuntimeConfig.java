package org.auricle.server.config;

/** How models are computed. */
public record RuntimeConfig(
    @Option(
            value = "1",
            doc =
                "Threads for one call; streams run side by side, so 1 is best when "
                    + "there are many.")
        int threads,
    @Option(
            value = "fp32",
            doc =
                "How a network of ours stores its recurrent weights: fp32, or bf16, "
                    + "which is faster for few streams.")
        Precision precision,
    @Option(
            value = "cpu",
            doc =
                "Where a model in ONNX is computed: cpu, cuda, or auto: a GPU if there "
                    + "is one.")
        Provider provider,
    @Option(value = "0", doc = "Number of the GPU.") int cudaDevice,
    @Option(value = "0", doc = "Most memory of the GPU to take; 0: no limit.")
        long cudaMemoryMegabytes,
    @Option(
            value = "1",
            doc =
                "With a model in ONNX: calls that are computed in one run, which pays "
                    + "on a GPU.")
        int batchStreams) {

  /** Storage of recurrent weights. */
  public enum Precision {
    FP32,
    BF16
  }

  /** Where ONNX is computed. */
  public enum Provider {
    CPU,
    CUDA,
    AUTO
  }

  /** Validates ranges. */
  public RuntimeConfig {
    Checks.range(threads, 1, 1024, "threads");
    Checks.range(cudaDevice, 0, 1023, "cudaDevice");
    Checks.range(cudaMemoryMegabytes, 0, Long.MAX_VALUE >> 20, "cudaMemoryMegabytes");
    Checks.range(batchStreams, 1, 4096, "batchStreams");
  }
}

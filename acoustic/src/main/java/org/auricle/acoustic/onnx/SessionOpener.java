package org.auricle.acoustic.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.nio.file.Path;

/** Opens sessions on the provider asked for, or on the processor where that is not to be had. */
final class SessionOpener {
  private static final System.Logger LOG = System.getLogger(SessionOpener.class.getName());

  /** A session and where it computes. */
  record Opened(OrtEnvironment environment, OrtSession session, ExecutionProvider provider) {}

  private SessionOpener() {}

  static Opened open(Path file, String name, OnnxRuntimeOptions options) {
    OrtEnvironment environment = environment();
    if (options.provider() != ExecutionProvider.CPU) {
      try {
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
          throw new OrtException(
              "this build of ONNX Runtime computes on the processor only (mvn -Pgpu brings the"
                  + " other)");
        }
        OrtSession session = session(environment, file, options, true);
        LOG.log(
            System.Logger.Level.DEBUG, "{0}: on CUDA device {1}", name, "" + options.cudaDevice());
        return new Opened(environment, session, ExecutionProvider.CUDA);
      } catch (OrtException e) {
        LOG.log(
            options.provider() == ExecutionProvider.CUDA
                ? System.Logger.Level.WARNING
                : System.Logger.Level.DEBUG,
            "{0}: on the processor, since CUDA cannot be used: {1}",
            name,
            OrtErrors.text(e));
      }
    }
    try {
      return new Opened(
          environment, session(environment, file, options, false), ExecutionProvider.CPU);
    } catch (OrtException e) {
      throw OrtErrors.translate(name, "", e);
    }
  }

  static OrtEnvironment environment() {
    return OrtLibrary.environment();
  }

  private static OrtSession session(
      OrtEnvironment environment, Path file, OnnxRuntimeOptions options, boolean cuda)
      throws OrtException {
    try (SessionOptions settings = new SessionOptions()) {
      settings.setIntraOpNumThreads(options.threads());
      settings.setExecutionMode(
          options.parallelBranches() ? ExecutionMode.PARALLEL : ExecutionMode.SEQUENTIAL);
      settings.setInterOpNumThreads(options.parallelBranches() ? options.threads() : 1);
      settings.setOptimizationLevel(level(options.optimization()));
      settings.setCPUArenaAllocator(options.arena());
      // Patterns are kept for every shape there ever was, and speech has one length an utterance.
      settings.setMemoryPatternOptimization(false);
      String spinning = options.spinning() ? "1" : "0";
      settings.addConfigEntry("session.intra_op.allow_spinning", spinning);
      settings.addConfigEntry("session.inter_op.allow_spinning", spinning);
      if (!cuda) {
        return environment.createSession(file.toString(), settings);
      }
      try (OrtCUDAProviderOptions device = new OrtCUDAProviderOptions(options.cudaDevice())) {
        if (options.cudaMemoryBytes() > 0) {
          device.add("gpu_mem_limit", Long.toString(options.cudaMemoryBytes()));
        }
        device.add("arena_extend_strategy", "kSameAsRequested");
        device.add("cudnn_conv_algo_search", "HEURISTIC"); // EXHAUSTIVE: anew for every length
        device.add("use_tf32", "0"); // 10 bits of mantissa: not the same results as elsewhere
        settings.addCUDA(device);
        return environment.createSession(file.toString(), settings);
      }
    }
  }

  private static OptLevel level(OnnxRuntimeOptions.Optimization optimization) {
    return switch (optimization) {
      case NONE -> OptLevel.NO_OPT;
      case BASIC -> OptLevel.BASIC_OPT;
      case EXTENDED -> OptLevel.EXTENDED_OPT;
      case ALL -> OptLevel.ALL_OPT;
    };
  }
}

package org.auricle.acoustic.onnx;

import java.time.Duration;
import java.util.Objects;

/**
 * How ONNX Runtime runs a model. Results do not depend on it, up to rounding.
 *
 * @param threads of one run; runs of several callers go side by side
 * @param provider where it computes
 * @param cudaDevice number of the CUDA device
 * @param cudaMemoryBytes most memory that ONNX Runtime's arena takes of the device; 0: no limit
 * @param arena whether memory of the processor is kept from run to run: faster, but what the
 *     longest utterance took stays taken
 * @param spinning whether threads without work wait actively: lower latency on a machine of one's
 *     own, wasted cores on a shared one
 * @param optimization what is done to the graph when it is loaded
 * @param parallelBranches whether independent branches of the graph run side by side
 * @param maxBatch most utterances in one run
 * @param maxBatchSeconds most audio in one run, padding included, seconds; a longer utterance runs
 *     alone
 * @param gather calls of {@code score} on different threads that are put into one run; 1: none
 * @param gatherWait how long the first of them waits for the others
 */
public record OnnxRuntimeOptions(
    int threads,
    ExecutionProvider provider,
    int cudaDevice,
    long cudaMemoryBytes,
    boolean arena,
    boolean spinning,
    Optimization optimization,
    boolean parallelBranches,
    int maxBatch,
    double maxBatchSeconds,
    int gather,
    Duration gatherWait) {

  private static final int MAX_THREADS = 1024;
  private static final int MAX_BATCH = 4096;
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  /** What is done to the graph when it is loaded. */
  public enum Optimization {
    /** Nothing. */
    NONE,
    /** Constants folded, what does nothing removed. */
    BASIC,
    /** Nodes fused, too. */
    EXTENDED,
    /** Layouts changed, too. */
    ALL
  }

  /** One thread of the processor; batches of up to 64 utterances or ten minutes. */
  public static final OnnxRuntimeOptions DEFAULT =
      new OnnxRuntimeOptions(
          1,
          ExecutionProvider.CPU,
          0,
          0,
          true,
          false,
          Optimization.ALL,
          false,
          64,
          600,
          1,
          Duration.ofMillis(5));

  /** Validates ranges. */
  public OnnxRuntimeOptions {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(optimization, "optimization");
    Objects.requireNonNull(gatherWait, "gatherWait");
    require(threads >= 1 && threads <= MAX_THREADS, "threads", threads, "1.." + MAX_THREADS);
    require(cudaDevice >= 0, "cudaDevice", cudaDevice, ">= 0");
    require(cudaMemoryBytes >= 0, "cudaMemoryBytes", cudaMemoryBytes, ">= 0");
    require(maxBatch >= 1 && maxBatch <= MAX_BATCH, "maxBatch", maxBatch, "1.." + MAX_BATCH);
    require(maxBatchSeconds > 0, "maxBatchSeconds", maxBatchSeconds, "> 0");
    require(gather >= 1 && gather <= MAX_BATCH, "gather", gather, "1.." + MAX_BATCH);
    require(
        !gatherWait.isNegative() && gatherWait.compareTo(MAX_WAIT) <= 0,
        "gatherWait",
        gatherWait,
        "0 to 10 s");
  }

  /** The same with another number of threads. */
  public OnnxRuntimeOptions withThreads(int newThreads) {
    return new OnnxRuntimeOptions(
        newThreads,
        provider,
        cudaDevice,
        cudaMemoryBytes,
        arena,
        spinning,
        optimization,
        parallelBranches,
        maxBatch,
        maxBatchSeconds,
        gather,
        gatherWait);
  }

  /** The same on another provider, with its device and the limit of its memory. */
  public OnnxRuntimeOptions withProvider(ExecutionProvider newProvider, int device, long bytes) {
    return new OnnxRuntimeOptions(
        threads,
        newProvider,
        device,
        bytes,
        arena,
        spinning,
        optimization,
        parallelBranches,
        maxBatch,
        maxBatchSeconds,
        gather,
        gatherWait);
  }

  /** The same with other habits of the session. */
  public OnnxRuntimeOptions withSession(
      boolean newArena, boolean newSpinning, Optimization newOptimization, boolean newParallel) {
    return new OnnxRuntimeOptions(
        threads,
        provider,
        cudaDevice,
        cudaMemoryBytes,
        newArena,
        newSpinning,
        newOptimization,
        newParallel,
        maxBatch,
        maxBatchSeconds,
        gather,
        gatherWait);
  }

  /** The same with other limits of a run. */
  public OnnxRuntimeOptions withBatches(int newMaxBatch, double newMaxBatchSeconds) {
    return new OnnxRuntimeOptions(
        threads,
        provider,
        cudaDevice,
        cudaMemoryBytes,
        arena,
        spinning,
        optimization,
        parallelBranches,
        newMaxBatch,
        newMaxBatchSeconds,
        gather,
        gatherWait);
  }

  /** The same with calls gathered. */
  public OnnxRuntimeOptions withGather(int calls, Duration wait) {
    return new OnnxRuntimeOptions(
        threads,
        provider,
        cudaDevice,
        cudaMemoryBytes,
        arena,
        spinning,
        optimization,
        parallelBranches,
        maxBatch,
        maxBatchSeconds,
        calls,
        wait);
  }

  private static void require(boolean valid, String name, Object value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}

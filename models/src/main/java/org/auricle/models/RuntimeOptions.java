package org.auricle.models;

import java.time.Duration;
import java.util.Objects;
import org.auricle.acoustic.onnx.ExecutionProvider;
import org.auricle.acoustic.onnx.OnnxRuntimeOptions;
import org.auricle.engine.math.RecurrentMatrix.Precision;

/**
 * How a model is run; but for the voice gate, what it says hardly depends on it.
 *
 * @param threads for one utterance, 1 or more; a native model uses at most 2, one a direction
 * @param precision in which a native model's recurrent weights are stored: {@link
 *     Precision#BFLOAT16} is faster for one utterance at a time, and moves log-posteriors by some
 *     thousandths
 * @param provider where a model in ONNX is computed; native ones run on the processor
 * @param cudaDevice number of the CUDA device
 * @param cudaMemoryBytes most memory of the CUDA device to take; 0: no limit
 * @param batchStreams utterances of different callers that are put into one run of a model in ONNX;
 *     1: none
 * @param voiceGate whether a bundle that brings a detector of speech says only what it is sure of
 *     where that hears none
 */
public record RuntimeOptions(
    int threads,
    Precision precision,
    ExecutionProvider provider,
    int cudaDevice,
    long cudaMemoryBytes,
    int batchStreams,
    boolean voiceGate) {

  private static final Duration GATHER_WAIT = Duration.ofMillis(5);

  /** One thread of the processor, each utterance by itself. */
  public static final RuntimeOptions DEFAULT =
      new RuntimeOptions(1, Precision.FLOAT32, ExecutionProvider.CPU, 0, 0, 1, true);

  /** Validates ranges. */
  public RuntimeOptions {
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(provider, "provider");
    require(threads >= 1, "threads", threads, ">= 1");
    require(cudaDevice >= 0, "cudaDevice", cudaDevice, ">= 0");
    require(cudaMemoryBytes >= 0, "cudaMemoryBytes", cudaMemoryBytes, ">= 0");
    require(batchStreams >= 1 && batchStreams <= 4096, "batchStreams", batchStreams, "1..4096");
  }

  /** The same with another number of threads. */
  public RuntimeOptions withThreads(int newThreads) {
    return new RuntimeOptions(
        newThreads, precision, provider, cudaDevice, cudaMemoryBytes, batchStreams, voiceGate);
  }

  /** The same with weights of a native network in another precision. */
  public RuntimeOptions withPrecision(Precision newPrecision) {
    return new RuntimeOptions(
        threads, newPrecision, provider, cudaDevice, cudaMemoryBytes, batchStreams, voiceGate);
  }

  /** The same on another provider. */
  public RuntimeOptions withProvider(ExecutionProvider newProvider) {
    return new RuntimeOptions(
        threads, precision, newProvider, cudaDevice, cudaMemoryBytes, batchStreams, voiceGate);
  }

  /** The same on another CUDA device, with a limit of its memory. */
  public RuntimeOptions withCuda(int device, long memoryBytes) {
    return new RuntimeOptions(
        threads, precision, provider, device, memoryBytes, batchStreams, voiceGate);
  }

  /** The same with utterances of different callers in one run. */
  public RuntimeOptions withBatchStreams(int streams) {
    return new RuntimeOptions(
        threads, precision, provider, cudaDevice, cudaMemoryBytes, streams, voiceGate);
  }

  /** The same with or without the gate. */
  public RuntimeOptions withVoiceGate(boolean gate) {
    return new RuntimeOptions(
        threads, precision, provider, cudaDevice, cudaMemoryBytes, batchStreams, gate);
  }

  /** What ONNX Runtime is told. */
  OnnxRuntimeOptions onnx() {
    return OnnxRuntimeOptions.DEFAULT
        .withThreads(threads)
        .withProvider(provider, cudaDevice, cudaMemoryBytes)
        .withGather(batchStreams, GATHER_WAIT);
  }

  private static void require(boolean valid, String name, Object value, String expected) {
    if (!valid) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}

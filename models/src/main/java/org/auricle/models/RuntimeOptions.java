package org.auricle.models;

import java.util.Objects;
import org.auricle.acoustic.onnx.ExecutionProvider;

/**
 * How a model is run; what it says does not depend on it, up to rounding.
 *
 * @param threads for one utterance, 1 or more; a native model uses at most 2, one a direction
 * @param provider where a model in ONNX is computed; native models run on the processor
 */
public record RuntimeOptions(int threads, ExecutionProvider provider) {

  /** One thread of the processor. */
  public static final RuntimeOptions DEFAULT = new RuntimeOptions(1, ExecutionProvider.CPU);

  /** Validates ranges. */
  public RuntimeOptions {
    Objects.requireNonNull(provider, "provider");
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads + " (expected: >= 1)");
    }
  }

  /** The same with another number of threads. */
  public RuntimeOptions withThreads(int newThreads) {
    return new RuntimeOptions(newThreads, provider);
  }

  /** The same on another provider. */
  public RuntimeOptions withProvider(ExecutionProvider newProvider) {
    return new RuntimeOptions(threads, newProvider);
  }
}

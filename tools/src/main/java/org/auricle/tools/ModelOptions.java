package org.auricle.tools;

import java.io.IOException;
import org.auricle.acoustic.onnx.ExecutionProvider;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.models.Models;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.RuntimeOptions;
import picocli.CommandLine.Option;

/** Options that choose the model to recognise with. */
final class ModelOptions {
  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      defaultValue = Models.DEFAULT,
      description =
          "A model that ships with Auricle, or the path of one (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads for one recording, 1 or 2 (default: 2 if there are two processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--provider",
      paramLabel = "PROVIDER",
      defaultValue = "cpu",
      description =
          "Where a model in ONNX is computed: cpu, cuda (a GPU), or auto: a GPU if there is one"
              + " (default: ${DEFAULT-VALUE}).")
  private ExecutionProvider provider;

  /** What the user calls it. */
  String name() {
    return name;
  }

  /** Reads the model. */
  Recognizer open() throws IOException {
    if (threads < 1) {
      throw new InputException("--threads: " + threads + " (expected: >= 1)");
    }
    return RecognizerFactory.create(
        Models.open(name), RuntimeOptions.DEFAULT.withThreads(threads).withProvider(provider));
  }
}

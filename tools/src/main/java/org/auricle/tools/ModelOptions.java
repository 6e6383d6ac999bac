package org.auricle.tools;

import java.io.IOException;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.models.Models;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.RuntimeOptions;
import picocli.CommandLine.Mixin;
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
      description =
          "Threads for one recording; a network of our own uses at most 2 (default: all"
              + " processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Mixin private ProviderOptions provider;

  /** What the user calls it. */
  String name() {
    return name;
  }

  /** Reads the model. */
  Recognizer open() throws IOException {
    if (threads < 1) {
      throw new InputException("--threads: " + threads + " (expected: >= 1)");
    }
    RuntimeOptions options = provider.apply(RuntimeOptions.DEFAULT.withThreads(threads));
    return RecognizerFactory.create(Models.open(name), options);
  }
}

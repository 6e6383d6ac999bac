package org.auricle.tools;

import java.io.IOException;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.models.BundleManifest;
import org.auricle.models.LanguageParts;
import org.auricle.models.ModelBundle;
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
          "Threads (default: all processors). They share one recording, where a network of our own"
              + " uses at most 2, except in eval, where each has its own recordings.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--no-lm", description = "Leave out the model's own lexicon and language models.")
  private boolean without;

  @Option(
      names = "--ungated",
      description =
          "Keep also words that the model is not sure of where its own detector hears no speech,"
              + " which finds some in noise and music.")
  private boolean ungated;

  @Mixin private ProviderOptions provider;
  @Mixin private LanguageOptions language;

  /** What the user calls it. */
  String name() {
    return name;
  }

  /** Where and on how many threads it runs. */
  RuntimeOptions runtime() {
    if (threads < 1) {
      throw new InputException("--threads: " + threads + " (expected: >= 1)");
    }
    return provider.apply(RuntimeOptions.DEFAULT.withThreads(threads).withVoiceGate(!ungated));
  }

  /** How many threads there are. */
  int threads() {
    return runtime().threads();
  }

  /** Whether the model keeps what it knows of the language and is not given. */
  boolean keepsOwn() {
    return !without;
  }

  /** What the decoder is to know of the language. */
  LanguageOptions language() {
    return language;
  }

  /** Reads the model, with the language models that were asked for. */
  ModelBundle bundle() throws IOException {
    ModelBundle bundle = Models.open(name);
    BundleManifest manifest = bundle.manifest();
    LanguageParts own = without ? LanguageParts.NONE : bundle.language();
    LanguageParts parts = language.parts(bundle.tokens(), own);
    return bundle
        .with(parts, language.weights(manifest.language(), parts))
        .with(language.beam(manifest.decoder()));
  }

  /** Makes a model ready whose network runs on one thread: the callers are many. */
  Recognizer openForMany(ModelBundle bundle) throws IOException {
    return RecognizerFactory.create(bundle, runtime().withThreads(1));
  }

  /** Reads the model and makes it ready. */
  Recognizer open() throws IOException {
    return RecognizerFactory.create(bundle(), runtime());
  }
}

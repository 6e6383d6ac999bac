package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.auricle.decoder.lm.NgramModel;
import org.auricle.decoder.lm.Perplexity;
import picocli.CommandLine.Option;

/** An n-gram model that is made: its words, its file, and how well it predicts. */
final class NgramOutput {

  @Option(
      names = "-o",
      paramLabel = "MODEL",
      required = true,
      description = "Where to write it; in ARPA's format if the name ends in .arpa, else binary.")
  private Path file;

  @Option(
      names = "--limit-vocab",
      paramLabel = "FILE",
      description = "Keep only these words, separated by blanks or lines.")
  private Path vocabulary;

  @Option(names = "--dev", paramLabel = "TEXT", description = "Say the perplexity of this text.")
  private String dev;

  /** A text to measure, if there is one. */
  Optional<String> dev() {
    return Optional.ofNullable(dev);
  }

  /** Refuses a file that cannot be written, before hours of counting. */
  void check() throws IOException {
    TextFiles.requireWritable(file);
  }

  /** The only words to keep; empty: all. */
  Optional<Set<String>> words() throws IOException {
    if (vocabulary == null) {
      return Optional.empty();
    }
    Set<String> words = new HashSet<>();
    TextFiles.read(
        List.of(vocabulary.toString()),
        line -> Arrays.stream(line.split("\\s+")).filter(w -> !w.isEmpty()).forEach(words::add),
        bytes -> {});
    return Optional.of(words);
  }

  /** Writes the model, in ARPA's format if asked for or if the file's name says so. */
  void write(NgramModel model, boolean arpa) throws IOException {
    if (arpa || file.toString().endsWith(".arpa")) {
      model.writeArpa(file);
    } else {
      model.write(file);
    }
  }

  /** Adds the perplexity to a page, if there is a text to measure. */
  void measure(NgramModel model, Page page) throws IOException {
    if (dev == null) {
      return;
    }
    Perplexity perplexity = new Perplexity(model);
    TextFiles.read(List.of(dev), perplexity::add, bytes -> {});
    page.line(
        "perplexity",
        "%.2f, %.2f without %,d unknown words of %,d",
        perplexity.perplexity(),
        perplexity.perplexityOfKnown(),
        perplexity.unknown(),
        perplexity.queries());
  }
}

package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.auricle.decoder.lm.Discounts;
import org.auricle.decoder.lm.NgramTrainer;
import org.auricle.decoder.lm.NgramTrainerOptions;
import org.auricle.decoder.lm.NgramTrainerOptions.Symbols;
import org.auricle.decoder.lm.NgramTrainingException;
import org.auricle.decoder.lm.Perplexity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Text to an n-gram model. */
@Command(
    name = "build",
    description = {
      "Make an n-gram model of texts: interpolated modified Kneser-Ney, as KenLM's lmplz does.",
      "",
      "Texts have one sentence a line, words separated by blanks, UTF-8, plain or gzip. They must"
          + " look like what is recognised: no punctuation, same case."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle lm build text.txt -o lm.bin",
      "  auricle lm build *.txt.gz -o lm.arpa --order 4 --prune 0,0,1 --dev dev.txt",
      "  auricle lm build text.txt -o letters.bin --characters --order 6"
    })
final class LmBuildCommand implements Callable<Integer> {

  @ParentCommand private LmCommand lm;

  @Parameters(paramLabel = "TEXT", arity = "1..*", description = "Files; - for standard input.")
  private List<String> texts;

  @Option(
      names = "-o",
      paramLabel = "MODEL",
      required = true,
      description = "Where to write it; in ARPA's format if the name ends in .arpa.")
  private Path output;

  @Option(names = "--arpa", description = "Write ARPA's format whatever the name.")
  private boolean arpa;

  @Option(
      names = "--order",
      paramLabel = "N",
      defaultValue = "3",
      description = "Most words of an n-gram (default: ${DEFAULT-VALUE}).")
  private int order;

  @Option(
      names = "--prune",
      paramLabel = "N[,N...]",
      hideParamSyntax = true,
      split = "[, ]+",
      description =
          "Leave out n-grams seen at most so often: a number for each order, the last for all"
              + " longer ones; 0,0,1 leaves out what is longer than two words and seen once.")
  private List<Integer> prune = List.of();

  @Option(
      names = "--limit-vocab",
      paramLabel = "FILE",
      description = "Keep only these words, separated by blanks or lines.")
  private Path vocabulary;

  @Option(
      names = "--vocab-size",
      paramLabel = "N",
      defaultValue = "0",
      description = "Keep only the N most frequent words (default: all).")
  private int vocabularySize;

  @Option(
      names = "--discount-fallback",
      description = "Use discounts of 0.5, 1 and 1.5 where counts are too few to tell any.")
  private boolean fallback;

  @Option(
      names = "--characters",
      description = "Letters are the symbols, <space> stands between words.")
  private boolean characters;

  @Option(names = "--dev", paramLabel = "TEXT", description = "Say the perplexity of this text.")
  private String dev;

  @Override
  public Integer call() throws IOException {
    if (characters && dev != null) {
      throw new InputException("--dev: " + dev + " (expected: none, with --characters)");
    }
    TextFiles.requireWritable(output); // before hours of counting
    NgramTrainer trainer = trainer();
    read(trainer);
    NgramTrainer.Result result;
    try {
      result = trainer.train();
    } catch (NgramTrainingException e) {
      throw new InputException(
          e.getMessage()
              + (e.isAboutDiscounts() ? "; --discount-fallback goes on all the same" : ""),
          e);
    }
    boolean text = arpa || output.toString().endsWith(".arpa");
    if (text) {
      result.model().writeArpa(output);
    } else {
      result.model().write(output);
    }
    report(trainer, result);
    return 0;
  }

  private NgramTrainer trainer() throws IOException {
    Optional<Set<String>> kept = Optional.empty();
    if (vocabulary != null) {
      Set<String> words = new HashSet<>();
      TextFiles.read(
          List.of(vocabulary.toString()),
          line -> Arrays.stream(line.split("\\s+")).filter(w -> !w.isEmpty()).forEach(words::add),
          bytes -> {});
      kept = Optional.of(words);
    }
    try {
      return new NgramTrainer(
          new NgramTrainerOptions(
              order,
              prune,
              kept,
              vocabularySize,
              fallback ? Optional.of(Discounts.FALLBACK) : Optional.empty(),
              characters ? Symbols.CHARACTERS : Symbols.WORDS));
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private void read(NgramTrainer trainer) throws IOException {
    long bytes = TextFiles.bytes(texts);
    try (TaskProgress progress = TaskProgress.of(lm.console(), "counting", bytes)) {
      TextFiles.read(
          texts,
          trainer::add,
          done ->
              progress.update(
                  Math.min(done, bytes),
                  String.format(Locale.ROOT, "%,d words", trainer.symbols())));
    }
  }

  private void report(NgramTrainer trainer, NgramTrainer.Result result) throws IOException {
    Page page = new Page();
    page.line("sentences", "%,d", trainer.sentences());
    page.line(characters ? "characters" : "words", "%,d", trainer.symbols());
    for (int i = 0; i < result.orders().size(); i++) {
      NgramTrainer.Order counts = result.orders().get(i);
      Discounts d = counts.discounts();
      page.line(
          (i + 1) + "-grams",
          "%,d of %,d, discounts %.4f %.4f %.4f",
          counts.kept(),
          counts.seen(),
          d.one(),
          d.two(),
          d.more());
    }
    if (dev != null) {
      Perplexity perplexity = new Perplexity(result.model());
      TextFiles.read(List.of(dev), perplexity::add, bytes -> {});
      page.line(
          "perplexity",
          "%.2f, %.2f without %,d unknown words of %,d",
          perplexity.perplexity(),
          perplexity.perplexityOfKnown(),
          perplexity.unknown(),
          perplexity.queries());
    }
    lm.console().out().println(page);
  }
}

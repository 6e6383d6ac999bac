package org.auricle.tools;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.auricle.decoder.lm.Discounts;
import org.auricle.decoder.lm.NgramTrainer;
import org.auricle.decoder.lm.NgramTrainerOptions;
import org.auricle.decoder.lm.NgramTrainerOptions.Symbols;
import org.auricle.decoder.lm.NgramTrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private NgramOutput output;

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

  @Override
  public Integer call() throws IOException {
    if (characters && output.dev().isPresent()) {
      throw new InputException(
          "--dev: " + output.dev().get() + " (expected: none, with --characters)");
    }
    output.check();
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
    output.write(result.model(), arpa);
    report(trainer, result);
    return 0;
  }

  private NgramTrainer trainer() throws IOException {
    try {
      return new NgramTrainer(
          new NgramTrainerOptions(
              order,
              prune,
              output.words(),
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
    output.measure(result.model(), page);
    lm.console().out().println(page);
  }
}

package org.auricle.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.DomainException;
import org.auricle.models.domain.DomainReader;
import org.auricle.models.domain.DomainReader.DomainFile;
import org.auricle.models.domain.DomainSentences;
import org.auricle.models.domain.DomainWords;
import org.auricle.models.domain.Intent;
import org.auricle.models.domain.LabelledSentence;
import org.auricle.models.domain.LanguageSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** What is in a domain file, and what is wrong with it. */
@Command(
    name = "domain",
    description = {
      "Check a domain file: all its faults, each with its line, what is odd about it, and what it"
          + " allows to be said.",
      "",
      "With --model, words that the model cannot say are faults, too. Exit code 2 if there is a"
          + " fault; of warnings alone 0."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle domain coffee.yaml",
      "  auricle domain coffee.yaml --model en-small",
      "  auricle domain coffee.yaml --samples 20"
    })
final class DomainCommand implements Callable<Integer> {
  private static final double EXACT = 1e15; // larger numbers are not known to the last digit
  private static final int MOST_SAMPLES = 1_000_000;

  @ParentCommand private Auricle auricle;

  @Parameters(paramLabel = "FILE", description = "The domain file (YAML).")
  private Path file;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description = "The model that is to hear it.")
  private String model;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Print N sentences that it allows, and what they mean (default: none).")
  private int samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of these sentences (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Override
  public Integer call() throws IOException, DomainException {
    if (samples < 0 || samples > MOST_SAMPLES) {
      throw new InputException("--samples: " + samples + " (expected: 0.." + MOST_SAMPLES + ")");
    }
    DomainFile read = DomainReader.open(TextFiles.notFolder(file));
    read.warnings().forEach(warning -> auricle.console().note("warning: " + warning));
    if (model != null) {
      try (Recognizer recognizer = RecognizerFactory.open(model)) {
        DomainWords.check(read.domain(), file.toString(), recognizer::check);
      }
    }
    print(read.domain());
    return 0;
  }

  private void print(Domain domain) {
    PrintStream out = auricle.console().out();
    Map<String, Double> ways = LanguageSize.of(domain);
    out.printf(
        Locale.ROOT,
        "%s: %d intents, %d slots, %d words, %s sentences%n",
        domain.name(),
        domain.intents().size(),
        domain.slots().size(),
        DomainWords.lines(domain).size(),
        number(ways.values().stream().mapToDouble(Double::doubleValue).sum()));
    for (Intent intent : domain.intents()) {
      out.printf(
          Locale.ROOT,
          "  %s: %s sentences%s%n",
          intent.name(),
          number(ways.get(intent.name())),
          intent.slotNames().isEmpty() ? "" : "; " + String.join(", ", intent.slotNames()));
    }
    List<LabelledSentence> drawn = DomainSentences.sample(domain, samples, seed);
    drawn.forEach(sentence -> out.println(line(sentence)));
  }

  private static String line(LabelledSentence sentence) {
    StringBuilder line = new StringBuilder(String.join(" ", sentence.words()));
    line.append('\t').append(sentence.intent());
    sentence
        .slots()
        .forEach(slot -> line.append(' ').append(slot.slot()).append('=').append(slot.value()));
    return line.toString();
  }

  private static String number(double count) {
    return count < EXACT
        ? String.format(Locale.ROOT, "%,.0f", count)
        : String.format(Locale.ROOT, "%.1e", count);
  }
}

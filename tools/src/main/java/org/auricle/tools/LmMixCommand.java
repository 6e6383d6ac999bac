package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.auricle.decoder.lm.NgramMixer;
import org.auricle.decoder.lm.NgramMixture;
import org.auricle.decoder.lm.NgramModel;
import org.auricle.decoder.lm.NgramTrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Several n-gram models to one, or one to a smaller one. */
@Command(
    name = "mix",
    description = {
      "Make one n-gram model of several, by linear interpolation, and leave out n-grams that change"
          + " little.",
      "",
      "Weights are given, or found on a text of the kind that will be recognised, which none of the"
          + " models has learned from. A word counts for nothing in a model that does not know it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle lm mix books.bin domain.bin --tune dev.txt -o lm.bin --prune 1e-8",
      "  auricle lm mix books.bin domain.bin --weights 0.3,0.7 -o lm.bin",
      "  auricle lm mix lm.arpa --prune 1e-7 --limit-vocab words.txt -o small.bin"
    })
final class LmMixCommand implements Callable<Integer> {

  @ParentCommand private LmCommand lm;

  @Parameters(
      paramLabel = "MODEL",
      arity = "1..*",
      description = "n-gram models: ARPA, plain or gzip, or binary.")
  private List<Path> inputs;

  @Mixin private NgramOutput output;

  @Option(
      names = "--weights",
      paramLabel = "X[,X...]",
      hideParamSyntax = true,
      split = "[, ]+",
      description = "Of the models, 1 together (default: all the same).")
  private List<Double> weights = List.of();

  @Option(
      names = "--tune",
      paramLabel = "TEXT",
      description = "Find the weights with which the models predict this text best.")
  private String tune;

  @Option(
      names = "--prune",
      paramLabel = "X",
      defaultValue = "0",
      description =
          "Leave out n-grams whose loss raises perplexity by less than this share, such as 1e-8"
              + " (Stolcke 1998; default: none).")
  private double prune;

  @Override
  public Integer call() throws IOException {
    if (!weights.isEmpty() && tune != null) {
      throw new InputException("--tune: " + tune + " (expected: none, with --weights)");
    }
    if (!(prune >= 0)) {
      throw new InputException("--prune: " + prune + " (expected: >= 0)");
    }
    output.check();
    Optional<Set<String>> words = output.words();
    List<NgramModel> models = new ArrayList<>();
    for (Path input : inputs) {
      models.add(LanguageModels.openNgram(input));
    }
    List<Double> used = weights(models);
    NgramModel model;
    try {
      model = new NgramMixer(new NgramMixture(models, used), words).mix(prune);
    } catch (IllegalArgumentException e) {
      throw new InputException("--weights: " + e.getMessage(), e);
    }
    output.write(model, false);
    report(used, model);
    return 0;
  }

  private List<Double> weights(List<NgramModel> models) throws IOException {
    if (tune == null) {
      int n = models.size();
      return weights.isEmpty() ? models.stream().map(m -> 1.0 / n).toList() : weights;
    }
    List<String> sentences = new ArrayList<>();
    TextFiles.read(List.of(tune), sentences::add, bytes -> {});
    try {
      return NgramMixture.bestWeights(models, sentences);
    } catch (NgramTrainingException e) {
      throw new InputException("--tune: " + tune + ": " + e.getMessage(), e);
    }
  }

  private void report(List<Double> used, NgramModel model) throws IOException {
    Page page = new Page();
    page.line(
        "weights",
        "%s",
        used.stream()
            .map(w -> String.format(Locale.ROOT, "%.4f", w))
            .collect(Collectors.joining(", ")));
    for (int order = 1; order <= model.order(); order++) {
      page.line(order + "-grams", "%,d", model.count(order));
    }
    page.line("binary", "%,d bytes", model.bytes());
    output.measure(model, page);
    lm.console().out().println(page);
  }
}

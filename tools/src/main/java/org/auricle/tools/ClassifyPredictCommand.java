package org.auricle.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.auricle.models.classification.Classification;
import org.auricle.models.classification.ClassifierFile;
import org.auricle.models.classification.TextClassifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

/** What texts are. */
@Command(
    name = "predict",
    description = {
      "Say what texts are.",
      "",
      "Prints a line for each text: its class, the probability of that, and the text, separated by"
          + " tabs; with --json an object with the probabilities of all classes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle classify predict runs/sentiment \"an enjoyable trifle\"",
      "  auricle transcribe call.wav | auricle classify predict runs/sentiment --file -",
      "  auricle classify predict runs/sentiment --json --file mails.csv --text body"
    })
final class ClassifyPredictCommand implements Callable<Integer> {
  private static final int BATCH = 256;

  @ParentCommand private ClassifyCommand parent;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "The folder of \"classify train\", or its .safetensors file.")
  private Path model;

  @Parameters(index = "1..*", paramLabel = "TEXT", description = "Texts, each an argument.")
  private List<String> texts = List.of();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "Texts: the field or column of a .jsonl, .csv or .tsv file, else one a line; - for"
              + " standard input.")
  private String file;

  @Mixin private TextFields fields;

  @Option(names = "--json", description = "Print JSON, an object a line.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (texts.isEmpty() && file == null) {
      throw new InputException("TEXT: none (expected: texts, or --file)");
    }
    TextClassifier classifier = ClassifierFile.read(model);
    List<String> all = new ArrayList<>(texts);
    if (file != null) {
      all.addAll(fromFile());
    }
    PrintStream out = parent.console().out();
    for (int from = 0; from < all.size(); from += BATCH) {
      List<String> some = all.subList(from, Math.min(all.size(), from + BATCH));
      List<Classification> answers = classifier.classify(some);
      for (int i = 0; i < some.size(); i++) {
        out.println(line(some.get(i), answers.get(i)));
      }
    }
    return 0;
  }

  private List<String> fromFile() throws IOException {
    String name = file.toLowerCase(Locale.ROOT);
    if (name.endsWith(".jsonl") || name.endsWith(".csv") || name.endsWith(".tsv")) {
      return fields.reader().readTexts(TextFiles.notFolder(Path.of(file)));
    }
    List<String> lines = new ArrayList<>();
    TextFiles.read(
        List.of(file),
        line -> {
          if (!line.isBlank()) {
            lines.add(line);
          }
        },
        bytes -> {});
    return lines;
  }

  private String line(String text, Classification answer) {
    if (!json) {
      return String.format(
          Locale.ROOT,
          "%s\t%.4f\t%s",
          answer.label(),
          answer.confidence(),
          text.replaceAll("\\s+", " "));
    }
    ObjectNode node = Json.object().put("text", text).put("label", answer.label());
    ObjectNode probabilities = node.putObject("probabilities");
    for (int c = 0; c < answer.classes().size(); c++) {
      double rounded = Math.round(answer.probabilities()[c] * 1e6) / 1e6;
      probabilities.put(answer.classes().get(c), rounded);
    }
    return Json.line(node);
  }
}

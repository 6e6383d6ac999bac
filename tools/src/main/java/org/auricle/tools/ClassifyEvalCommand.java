package org.auricle.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.auricle.engine.training.ReportPage;
import org.auricle.models.classification.ClassifierEvaluation;
import org.auricle.models.classification.ClassifierEvaluation.ClassFigures;
import org.auricle.models.classification.ClassifierFile;
import org.auricle.models.classification.TextClassifier;
import org.auricle.tools.report.ClassifierPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

/** How well a text classifier does. */
@Command(
    name = "eval",
    description = {
      "Measure a text classifier on labelled texts.",
      "",
      "Prints accuracy with its 95 % interval by the bootstrap, precision, recall and F1 of each"
          + " class, and which class is taken for which."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle classify eval runs/sentiment test.jsonl",
      "  auricle classify eval runs/sentiment test.csv --json --html test.html"
    })
final class ClassifyEvalCommand implements Callable<Integer> {

  @ParentCommand private ClassifyCommand parent;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "The folder of \"classify train\", or its .safetensors file.")
  private Path model;

  @Parameters(index = "1", paramLabel = "FILE", description = "Labelled texts.")
  private Path file;

  @Mixin private TextFields fields;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page, too.")
  private Path html;

  @Override
  public Integer call() throws IOException {
    if (html != null) {
      TextFiles.requireWritable(html);
    }
    TextClassifier classifier = ClassifierFile.read(model);
    ClassifierEvaluation evaluation =
        ClassifierEvaluation.of(classifier, fields.reader().read(TextFiles.notFolder(file)));
    PrintStream out = parent.console().out();
    out.println(json ? Json.line(object(evaluation)) : text(evaluation));
    if (html != null) {
      String name = file.getFileName().toString();
      ReportPage.write(
          html, ReportPage.html("Text classifier", ClassifierPage.evaluation(evaluation, name)));
    }
    return 0;
  }

  /** On one line. */
  static String summary(ClassifierEvaluation evaluation) {
    return String.format(
        Locale.ROOT,
        "accuracy %.2f %% (%.2f .. %.2f), %d of %d right; macro F1 %.2f %%; counting words alone"
            + " %.2f %%",
        evaluation.accuracy(),
        evaluation.low(),
        evaluation.high(),
        evaluation.right(),
        evaluation.texts(),
        evaluation.macroF1(),
        evaluation.byWordsAlone());
  }

  private static String text(ClassifierEvaluation evaluation) {
    StringBuilder text = new StringBuilder(summary(evaluation)).append('\n');
    int width = evaluation.classes().stream().mapToInt(String::length).max().orElse(0);
    for (ClassFigures f : evaluation.figures()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-"
                  + Math.max(5, width)
                  + "s  precision %6.2f %%  recall %6.2f %%  F1 %6.2f %%"
                  + "  of %,d texts",
              f.label(),
              f.precision(),
              f.recall(),
              f.f1(),
              f.texts()));
    }
    text.append('\n');
    for (int c = 0; c < evaluation.classes().size(); c++) {
      for (int k = 0; k < evaluation.classes().size(); k++) {
        if (c != k && evaluation.confusion()[c][k] > 0) {
          text.append(
              String.format(
                  Locale.ROOT,
                  "%n%,d %s taken for %s",
                  evaluation.confusion()[c][k],
                  evaluation.classes().get(c),
                  evaluation.classes().get(k)));
        }
      }
    }
    return text.toString();
  }

  private static ObjectNode object(ClassifierEvaluation evaluation) {
    ObjectNode node = Json.object();
    node.put("texts", evaluation.texts());
    node.put("right", evaluation.right());
    node.put("accuracy", Json.rounded(evaluation.accuracy()));
    node.putArray("interval")
        .add(Json.rounded(evaluation.low()))
        .add(Json.rounded(evaluation.high()));
    node.put("macroF1", Json.rounded(evaluation.macroF1()));
    node.put("byWordsAlone", Json.rounded(evaluation.byWordsAlone()));
    ObjectNode classes = node.putObject("classes");
    for (ClassFigures f : evaluation.figures()) {
      classes
          .putObject(f.label())
          .put("precision", Json.rounded(f.precision()))
          .put("recall", Json.rounded(f.recall()))
          .put("f1", Json.rounded(f.f1()))
          .put("texts", f.texts());
    }
    ObjectNode confusion = node.putObject("confusion");
    for (int c = 0; c < evaluation.classes().size(); c++) {
      ObjectNode row = confusion.putObject(evaluation.classes().get(c));
      for (int k = 0; k < evaluation.classes().size(); k++) {
        row.put(evaluation.classes().get(k), evaluation.confusion()[c][k]);
      }
    }
    return node;
  }
}

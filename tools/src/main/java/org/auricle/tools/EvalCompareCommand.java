package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.auricle.tools.eval.Bootstrap;
import org.auricle.tools.eval.Comparison;
import org.auricle.tools.eval.EvalJson;
import org.auricle.tools.eval.EvalText;
import org.auricle.tools.eval.SavedEvaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Two evaluations side by side. */
@Command(
    name = "compare",
    description = {
      "Compare two evaluations of the same recordings that \"auricle eval --json\" has written.",
      "",
      "Says how the word error rates differ, with a 95 %% interval, and how probable such a"
          + " difference is by chance: the matched-pairs test of Gillick and Cox, and the exact"
          + " test over its segments."
    },
    footerHeading = "%nExample:%n",
    footer = "  auricle eval compare before.json after.json")
final class EvalCompareCommand implements Callable<Integer> {

  @ParentCommand private EvalCommand parent;

  @Parameters(index = "0", paramLabel = "A.json", description = "The one.")
  private Path first;

  @Parameters(index = "1", paramLabel = "B.json", description = "The other.")
  private Path second;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the bootstrap (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    SavedEvaluation a = SavedEvaluation.read(first);
    SavedEvaluation b = SavedEvaluation.read(second);
    Comparison comparison =
        Comparison.of(
            name(first, a),
            a.utterances(),
            name(second, b),
            b.utterances(),
            new Bootstrap(Bootstrap.DEFAULT.replications(), seed));
    parent.console().out().println(json ? EvalJson.of(comparison) : EvalText.of(comparison));
    return 0;
  }

  private static String name(Path file, SavedEvaluation evaluation) {
    return file.getFileName() + " (" + evaluation.model() + ")";
  }
}

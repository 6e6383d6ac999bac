package org.auricle.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Texts as word pieces. */
@Command(
    name = "split",
    description = {
      "Divide texts into word pieces: each line of text becomes a line of pieces, separated by"
          + " blanks. \u2581 marks the start of a word.",
      "",
      "A model that was imported does not tell the probabilities of its pieces; words are divided"
          + " into as few as possible then."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle pieces split pieces.txt < text.txt",
      "  auricle pieces split runs/first/model --lexicon words.txt > lexicon.txt",
      "  auricle pieces split pieces.txt --temperature 5 text.txt"
    })
final class PiecesSplitCommand implements Callable<Integer> {

  @ParentCommand private PiecesCommand pieces;

  @Parameters(
      index = "0",
      paramLabel = "PIECES",
      description = "A file of \"auricle pieces train\", or a model that has pieces.")
  private String name;

  @Parameters(
      index = "1..*",
      paramLabel = "TEXT",
      description = "Files, plain or gzip (default: standard input).")
  private List<String> texts = List.of("-");

  @Option(
      names = "--lexicon",
      description = "Print each word once, a tab, and its pieces: a lexicon for these words only.")
  private boolean lexicon;

  @Option(
      names = "--temperature",
      paramLabel = "X",
      description =
          "Draw one of all ways to divide a word, as a recipe's text.pieces.temperature does; 0 for"
              + " the likeliest (default: ${DEFAULT-VALUE}).")
  private double temperature = 0;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of what is drawn (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Override
  public Integer call() throws IOException {
    if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new InputException("--temperature: " + temperature + " (expected: >= 0)");
    }
    PieceModel model = open();
    Set<String> words = new HashSet<>();
    SplittableRandom random = new SplittableRandom(seed);
    PrintStream out = pieces.console().out();
    for (String file : texts) {
      TextFiles.read(
          List.of(file),
          line -> {
            if (!lexicon) {
              out.println(split(model, line, random, file));
              return;
            }
            for (String word : line.strip().split("\\s+", -1)) {
              if (!word.isEmpty() && words.add(word)) {
                out.println(word + "\t" + split(model, word, random, file));
              }
            }
          },
          bytes -> {});
    }
    out.flush();
    return 0;
  }

  private String split(PieceModel model, String text, SplittableRandom random, String file) {
    try {
      return String.join(
          " ", temperature == 0 ? model.split(text) : model.sample(text, temperature, random));
    } catch (IllegalArgumentException e) {
      throw new InputException((file.equals("-") ? "input" : file) + ": " + e.getMessage(), e);
    }
  }

  private PieceModel open() throws IOException {
    if (Files.isRegularFile(Path.of(name)) && !name.endsWith(".zip")) {
      return PieceModel.read(Path.of(name));
    }
    ModelBundle bundle = Models.open(name);
    if (bundle.pieces().isPresent()) {
      return bundle.pieces().get();
    }
    if (!PieceModel.arePieces(bundle.tokens().symbols())) {
      throw new InputException(name + ": no word pieces (expected: a model of word pieces)");
    }
    return PieceModel.ofTokens(bundle.tokens().symbols());
  }
}

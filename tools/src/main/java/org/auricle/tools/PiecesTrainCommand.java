package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.acoustic.pieces.PieceOptions;
import org.auricle.acoustic.pieces.PieceTrainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Texts to word pieces. */
@Command(
    name = "train",
    description = {
      "Find the word pieces that texts are made of: a unigram model (Kudo 2018).",
      "",
      "Texts have words separated by blanks, UTF-8, plain or gzip. They must look like what is"
          + " recognised: no punctuation, same case; every character in them becomes a piece. The"
          + " file has a piece, a tab and the logarithm of its probability on each line, as"
          + " SentencePiece's .vocab files, which serve as well."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle pieces train text.txt -o pieces.txt",
      "  auricle pieces train *.txt.gz -o pieces.txt --count 500 --longest 6"
    })
final class PiecesTrainCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @ParentCommand private PiecesCommand pieces;

  @Parameters(paramLabel = "TEXT", arity = "1..*", description = "Files; - for standard input.")
  private List<String> texts;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "PIECES",
      required = true,
      description = "Where to write them.")
  private Path output;

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "Most pieces, characters and the start of a word among them (default:"
              + " ${DEFAULT-VALUE}).")
  private int count = PieceOptions.DEFAULT.count();

  @Option(
      names = "--longest",
      paramLabel = "N",
      description = "Most characters of a piece (default: ${DEFAULT-VALUE}).")
  private int longest = PieceOptions.DEFAULT.longest();

  @Override
  public Integer call() throws IOException {
    TextFiles.requireWritable(output);
    PieceTrainer trainer;
    PieceModel model;
    try {
      trainer = new PieceTrainer(new PieceOptions(count, longest));
      TextFiles.read(texts, line -> trainer.add(line, 1), bytes -> {});
      if (trainer.words() == 0) {
        throw new InputException("TEXT: no words (expected: some)");
      }
      model = trainer.train();
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage().replaceFirst("^(count|longest):", "--$1:"), e);
    }
    model.write(output);
    report(trainer, model);
    return 0;
  }

  private void report(PieceTrainer trainer, PieceModel model) {
    String start = String.valueOf(PieceModel.WORD_START);
    List<String> characters = new ArrayList<>();
    List<String> longer = new ArrayList<>();
    for (String text : model.texts()) {
      boolean isOne = text.codePointCount(0, text.length()) == 1;
      (isOne ? characters : longer).add(text);
    }
    characters.remove(start);
    characters.sort(Comparator.naturalOrder());
    Page page = new Page();
    page.line("words", "%,d different ones", trainer.words());
    page.line(
        "pieces",
        "%,d, %,d characters and %s among them",
        model.texts().size(),
        characters.size(),
        start);
    page.line("characters", "%s", String.join(" ", characters));
    List<String> likeliest = longer.subList(0, Math.min(SHOWN, longer.size()));
    page.line("likeliest", "%s", String.join(" ", likeliest));
    pieces.console().out().println(page);
  }
}

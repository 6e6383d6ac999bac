package org.auricle.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.auricle.acoustic.g2p.PronunciationDictionary;
import org.auricle.acoustic.g2p.PronunciationException;
import org.auricle.models.Pronouncer;
import org.auricle.models.Pronouncer.Pronunciation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Words to phones. */
@Command(
    name = "g2p",
    description = {
      "Say how words are pronounced.",
      "",
      "Prints a lexicon: on each line a word, a tab, and its phones separated by blanks. A word of the"
          + " dictionary is said as there, all others as the network reads their letters."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle g2p g2p.safetensors auricle kubernetes",
      "  auricle g2p g2p.safetensors -n 3 --scores kubernetes",
      "  auricle g2p g2p.safetensors --dictionary cmudict-en-us.dict --file words.txt -o lexicon.txt"
    })
final class G2pCommand implements Callable<Integer> {

  @ParentCommand private Auricle auricle;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A .safetensors file of \"auricle train g2p\", or a model that has one.")
  private String model;

  @Parameters(index = "1..*", paramLabel = "WORD", description = "Words to say.")
  private List<String> words = List.of();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Words to say, one a line; - for standard input.")
  private String file;

  @Option(
      names = "--dictionary",
      paramLabel = "FILE",
      description = "A pronunciation dictionary, which is asked first.")
  private Path dictionary;

  @Option(
      names = {"-n", "--n-best"},
      paramLabel = "N",
      description =
          "Most ways to say a word that the dictionary does not have (default: ${DEFAULT-VALUE}).")
  private int nBest = 1;

  @Option(
      names = "--share",
      paramLabel = "X",
      description =
          "Leave out ways whose probability is less than X times the likeliest's (default:"
              + " ${DEFAULT-VALUE}).")
  private double share = 0.2;

  @Option(
      names = "--skip",
      description = "Leave out words of the file that have something else than letters.")
  private boolean skip;

  @Option(names = "--scores", description = "Print the probability of each way behind another tab.")
  private boolean scores;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Write the lexicon there instead of to standard output.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    check();
    Pronouncer pronouncer = Pronouncer.open(model);
    if (dictionary != null) {
      pronouncer = pronouncer.with(PronunciationDictionary.read(TextFiles.notFolder(dictionary)));
    }
    Set<String> wanted = new LinkedHashSet<>(words);
    if (file != null) {
      wanted.addAll(fromFile(pronouncer));
    }
    String lexicon = lexicon(pronouncer, List.copyOf(wanted));
    if (out == null) {
      PrintStream console = auricle.console().out();
      console.print(lexicon);
      console.flush();
    } else {
      Files.writeString(out, lexicon, StandardCharsets.UTF_8);
    }
    return 0;
  }

  private void check() {
    if (words.isEmpty() && file == null) {
      throw new InputException("WORD: none (expected: words, or --file)");
    }
    if (nBest < 1) {
      throw new InputException("--n-best: " + nBest + " (expected: >= 1)");
    }
    if (!(share >= 0 && share <= 1)) {
      throw new InputException("--share: " + share + " (expected: 0..1)");
    }
    if (out != null) {
      TextFiles.requireWritable(out);
    }
  }

  /** The file's words, each once; those that cannot be said are refused here, with their lines. */
  private List<String> fromFile(Pronouncer pronouncer) throws IOException {
    List<String> lines = new ArrayList<>();
    TextFiles.read(List.of(file), lines::add, bytes -> {});
    List<String> good = new ArrayList<>();
    int skipped = 0;
    for (int i = 0; i < lines.size(); i++) {
      String word = lines.get(i).strip();
      if (!word.isEmpty()) {
        try {
          pronouncer.check(word);
          good.add(word);
        } catch (PronunciationException e) {
          if (!skip) {
            throw new InputException(
                file + " line " + (i + 1) + ": " + e.getMessage() + "; --skip leaves it out", e);
          }
          skipped++;
        }
      }
    }
    if (skipped > 0) {
      auricle.console().note(file + ": words left out: " + skipped);
    }
    return good;
  }

  private String lexicon(Pronouncer pronouncer, List<String> wanted) {
    List<List<Pronunciation>> said = pronouncer.pronounce(wanted, nBest);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < wanted.size(); i++) {
      List<Pronunciation> ways = said.get(i);
      for (Pronunciation way : ways) {
        if (way.probability() >= share * ways.get(0).probability()) {
          lines.append(wanted.get(i)).append('\t').append(String.join(" ", way.phones()));
          if (scores) {
            lines.append(String.format(Locale.ROOT, "\t%.4f", way.probability()));
          }
          lines.append('\n');
        }
      }
    }
    return lines.toString();
  }
}

package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.auricle.decoder.lm.NgramModel;
import org.auricle.decoder.lm.Perplexity;
import org.auricle.engine.recognition.LanguageModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

/** Speed, size and perplexity of a language model. */
@Command(
    name = "lm",
    description = {
      "Score a text with a language model, word by word, on one thread.",
      "",
      "A query is a word or the end of a sentence. Words are looked up beforehand; the text is"
          + " scored until the JVM is warm, then again and again, and the median is told. Unknown"
          + " words count in the perplexity; it is told without them, too. An LSTM model scores many"
          + " sentences at a time, once."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  auricle bench lm lm.bin text.txt", "  auricle bench lm lm.arpa text.txt --json"})
final class BenchLmCommand implements Callable<Integer> {
  private static final int MAX_PASSES = 1001;

  @ParentCommand private BenchCommand bench;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "The model. One in ARPA's format is scored in its binary form, in memory.")
  private Path file;

  @Parameters(
      index = "1",
      paramLabel = "TEXT",
      description = "One sentence a line, plain or gzip; - for standard input.")
  private String text;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "2",
      description = "Time to warm up, and then to measure (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (!(seconds > 0)) {
      throw new InputException("--seconds: " + seconds + " (expected: > 0)");
    }
    if (LanguageModels.isSafetensors(file)) {
      bench.console().out().println(LstmLmBench.run(file, text, json));
      return 0;
    }
    NgramModel model = NgramModel.open(file);
    Perplexity perplexity = new Perplexity(model);
    List<int[]> sentences = new ArrayList<>();
    TextFiles.read(
        List.of(text),
        line -> {
          perplexity.add(line);
          List<String> words = List.of(line.strip().split("\\s+"));
          if (!words.get(0).isEmpty()) {
            sentences.add(words.stream().mapToInt(model::id).toArray());
          }
        },
        bytes -> {});
    if (sentences.isEmpty()) {
      throw new InputException(text + ": no words (expected: text, one sentence a line)");
    }
    double nanos = nanosPerPass(model.newSession(), sentences) / perplexity.queries();
    bench
        .console()
        .out()
        .println(json ? json(model, perplexity, nanos) : text(model, perplexity, nanos));
    return 0;
  }

  private double nanosPerPass(LanguageModel.Session session, List<int[]> sentences) {
    int[][] text = sentences.toArray(int[][]::new);
    long limit = (long) (seconds * 1e9);
    double checksum = 0;
    for (long start = System.nanoTime(); System.nanoTime() - start < limit; ) {
      checksum += score(session, text);
    }
    List<Double> passes = new ArrayList<>();
    for (long start = System.nanoTime();
        System.nanoTime() - start < limit && passes.size() < MAX_PASSES || passes.size() < 3; ) {
      long before = System.nanoTime();
      checksum += score(session, text);
      passes.add((double) (System.nanoTime() - before));
    }
    if (Double.isNaN(checksum)) { // so that nothing is optimised away
      throw new InputException(file + ": NaN (expected: probabilities)");
    }
    passes.sort(null);
    return passes.get(passes.size() / 2);
  }

  private static double score(LanguageModel.Session session, int[][] text) {
    double sum = 0;
    for (int[] sentence : text) {
      int state = session.start();
      for (int word : sentence) {
        long step = session.step(state, word);
        state = LanguageModel.Session.state(step);
        sum += LanguageModel.Session.logProb(step);
      }
      sum += session.end(state);
    }
    return sum;
  }

  private static String json(NgramModel model, Perplexity perplexity, double nanos) {
    ObjectNode object = Json.object();
    object.put("nanosPerQuery", Json.rounded(nanos));
    object.put("bytesPerNgram", Json.rounded((double) model.bytes() / model.ngrams()));
    object.put("ngrams", model.ngrams());
    object.put("perplexity", Json.rounded(perplexity.perplexity()));
    object.put("perplexityWithoutUnknown", Json.rounded(perplexity.perplexityOfKnown()));
    object.put("queries", perplexity.queries());
    object.put("unknown", perplexity.unknown());
    return Json.line(object);
  }

  private static String text(NgramModel model, Perplexity perplexity, double nanos) {
    Page page = new Page();
    page.line("query", "%.1f ns", nanos);
    double each = (double) model.bytes() / model.ngrams();
    page.line("size", "%.2f bytes an n-gram, %,d n-grams", each, model.ngrams());
    page.line(
        "perplexity",
        "%.2f, %.2f without unknown words",
        perplexity.perplexity(),
        perplexity.perplexityOfKnown());
    page.line("queries", "%,d, %,d unknown", perplexity.queries(), perplexity.unknown());
    return page.toString();
  }
}

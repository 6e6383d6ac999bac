package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.auricle.decoder.lm.lstm.LstmLanguageModel;
import org.auricle.decoder.lm.lstm.LstmPerplexity;
import org.auricle.models.LstmLmFile;
import tools.jackson.databind.node.ObjectNode;

/** Speed and perplexity of an LSTM language model, on one thread, many sentences at a time. */
final class LstmLmBench {
  private static final int WARM_UP = 200; // sentences

  private LstmLmBench() {}

  /** Measures; returns what to print. */
  static String run(Path file, String text, boolean json) throws IOException {
    LstmLanguageModel model = LstmLmFile.read(Files.readAllBytes(file), file.toString());
    List<int[]> sentences = new ArrayList<>();
    TextFiles.read(
        List.of(text),
        line -> {
          if (!line.isBlank()) {
            sentences.add(model.symbols().encode(line));
          }
        },
        bytes -> {});
    if (sentences.isEmpty()) {
      throw new InputException(text + ": no words (expected: text, one sentence a line)");
    }
    LstmPerplexity.of(model, sentences.subList(0, Math.min(WARM_UP, sentences.size())));
    long start = System.nanoTime();
    LstmPerplexity perplexity = LstmPerplexity.of(model, sentences);
    long queries = perplexity.symbols() + perplexity.sentences();
    double nanos = (double) (System.nanoTime() - start) / queries;
    return json ? json(model, perplexity, queries, nanos) : text(model, perplexity, queries, nanos);
  }

  private static String json(
      LstmLanguageModel model, LstmPerplexity perplexity, long queries, double nanos) {
    ObjectNode object = Json.object();
    object.put("nanosPerQuery", Json.rounded(nanos));
    object.put("weights", model.weights().count());
    object.put("perplexity", Json.rounded(perplexity.all()));
    object.put("perplexityWithoutUnknown", Json.rounded(perplexity.known()));
    object.put("queries", queries);
    object.put("unknown", perplexity.unknown());
    return Json.line(object);
  }

  private static String text(
      LstmLanguageModel model, LstmPerplexity perplexity, long queries, double nanos) {
    Page page = new Page();
    page.line("query", "%,.0f ns", nanos);
    page.line("size", "%,d weights, %,d symbols", model.weights().count(), model.vocabularySize());
    page.line(
        "perplexity", "%.2f, %.2f without unknown words", perplexity.all(), perplexity.known());
    page.line("queries", "%,d, %,d unknown", queries, perplexity.unknown());
    return page.toString();
  }
}

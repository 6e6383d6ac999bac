package org.auricle.decoder.lm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The definition of a back-off model, word for word, over the whole context. */
final class LiteralArpa {
  private record Weights(double prob, double backoff) {}

  private final Map<List<String>, Weights> ngrams = new HashMap<>();
  private int order;

  static LiteralArpa parse(Stream<String> lines) {
    LiteralArpa model = new LiteralArpa();
    int[] section = {0};
    lines.forEach(
        line -> {
          if (line.matches("\\\\\\d+-grams:")) {
            section[0] = Integer.parseInt(line.substring(1, line.indexOf('-')));
            model.order = section[0];
          } else if (section[0] > 0 && !line.isBlank() && !line.startsWith("\\")) {
            String[] fields = line.split("\t");
            double backoff = fields.length > 2 ? Double.parseDouble(fields[2]) : 0;
            model.ngrams.put(
                List.of(fields[1].split(" ")), new Weights(Double.parseDouble(fields[0]), backoff));
          }
        });
    return model;
  }

  int order() {
    return order;
  }

  /** log10 P of a word after all the words before it. */
  double log10(List<String> context, String word) {
    List<String> known = new ArrayList<>();
    context.forEach(w -> known.add(knows(w) ? w : "<unk>"));
    return backOff(known, knows(word) ? word : "<unk>");
  }

  private boolean knows(String word) {
    return ngrams.containsKey(List.of(word));
  }

  private double backOff(List<String> context, String word) {
    List<String> ngram = new ArrayList<>(context);
    ngram.add(word);
    if (ngrams.containsKey(ngram)) {
      return ngrams.get(ngram).prob();
    }
    if (context.isEmpty()) {
      return -100; // KenLM's <unk> where a model has none
    }
    Weights weights = ngrams.get(context);
    double backoff = weights == null ? 0 : weights.backoff();
    return backoff + backOff(context.subList(1, context.size()), word);
  }
}

package org.auricle.decoder.ctc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.auricle.decoder.ctc.Lexicon.Entry;
import org.auricle.engine.math.LogMath;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;

/** The objective of every token sequence and of everything that it can read as, one by one. */
final class FusionOracle {
  private final TokenTable table;
  private final FusionWeights weights;
  private final List<Entry> lexicon; // null: words are what stands between separators
  private final TextModel wordModel; // or null
  private final TextModel tokenModel; // or null
  private final ToyBias bias; // or null
  private final String separator; // in the token model

  FusionOracle(
      TokenTable table,
      FusionWeights weights,
      List<Entry> lexicon,
      TextModel wordModel,
      TextModel tokenModel,
      ToyBias bias) {
    this.table = table;
    this.weights = weights;
    this.lexicon = lexicon;
    this.wordModel = wordModel;
    this.tokenModel = tokenModel;
    this.bias = bias;
    this.separator =
        tokenModel == null
            ? ""
            : Stream.of(" ", "|", "<space>").filter(s -> tokenModel.id(s) > 0).findFirst().get();
  }

  /** A language model as a definition, without states. */
  interface TextModel {
    int id(CharSequence symbol);

    /** ln P of a sentence, its end included. */
    double logProb(List<String> sentence);
  }

  /** A text and the best score of what reads as it. */
  record Scored(String text, double score) {}

  /** All texts with a probability above 0, best first. */
  List<Scored> ranked(LogPosteriors y) {
    Map<String, Double> best = new HashMap<>();
    new BruteForce(y, table.blank())
        .probability.forEach(
            (sequence, p) -> {
              for (List<String> words : readings(sequence)) {
                double score = Math.log(p) + language(sequence, words);
                String text = wordsCount() ? String.join(" ", words) : spell(sequence);
                best.merge(text, score, Math::max);
              }
            });
    return best.entrySet().stream()
        .filter(e -> e.getValue() > LogMath.ZERO)
        .map(e -> new Scored(e.getKey(), e.getValue()))
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .toList();
  }

  private boolean wordsCount() {
    return lexicon != null || wordModel != null;
  }

  private String spell(List<Integer> sequence) {
    return table.text(sequence.stream().mapToInt(i -> i).toArray());
  }

  private double language(List<Integer> sequence, List<String> words) {
    double score = weights.tokenScore() * sequence.size();
    if (wordsCount()) {
      score += weights.wordScore() * words.size();
    }
    if (wordModel != null) {
      long unknown = words.stream().filter(w -> wordModel.id(w) == 0).count();
      score += weights.unknownScore() * unknown;
      score += weights.languageWeight() * wordModel.logProb(words);
    }
    if (tokenModel != null) {
      List<String> symbols = sequence.stream().map(t -> tokenSymbol(t)).toList();
      score += weights.tokenLanguageWeight() * tokenModel.logProb(symbols);
    }
    return bias == null ? score : score + bias.score(sequence);
  }

  private String tokenSymbol(int token) {
    return token == table.space() ? separator : table.symbol(token);
  }

  private List<List<String>> readings(List<Integer> sequence) {
    List<List<String>> found = new ArrayList<>();
    if (lexicon != null) {
      parse(sequence, 0, new ArrayList<>(), found);
    } else if (wordModel == null) {
      found.add(List.of());
    } else {
      String spelled = String.join("", sequence.stream().map(table::symbol).toList());
      if (!spelled.startsWith(" ") && !spelled.contains("  ")) {
        found.add(spelled.isBlank() ? List.of() : List.of(spelled.strip().split(" ")));
      }
    }
    return found;
  }

  private void parse(
      List<Integer> sequence, int from, List<String> words, List<List<String>> found) {
    if (from == sequence.size()) {
      found.add(List.copyOf(words));
    }
    for (Entry entry : lexicon) {
      int n = entry.tokens().length;
      boolean last = entry.tokens()[n - 1] == table.space() && from + n - 1 == sequence.size();
      int to = last ? from + n - 1 : from + n;
      if (to <= sequence.size() && to > from) {
        int[] here = sequence.subList(from, to).stream().mapToInt(i -> i).toArray();
        if (Arrays.equals(here, Arrays.copyOf(entry.tokens(), to - from))) {
          words.add(entry.word());
          parse(sequence, to, words, found);
          words.remove(words.size() - 1);
        }
      }
    }
  }
}

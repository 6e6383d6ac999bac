package org.auricle.decoder.lm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Interpolated modified Kneser-Ney, equation by equation over sets of word lists. */
final class LiteralKneserNey {
  private final int order;
  private final NgramTrainerOptions options;
  private final Map<List<String>, Integer> seen = new HashMap<>();
  private final Set<String> allowed;

  LiteralKneserNey(List<List<String>> sentences, NgramTrainerOptions options, Set<String> allowed) {
    this.order = options.order();
    this.options = options;
    this.allowed = allowed;
    for (List<String> sentence : sentences) {
      List<String> padded = new ArrayList<>(sentence);
      padded.add(0, "<s>");
      padded.add("</s>");
      for (int n = 1; n <= order; n++) {
        for (int i = 0; i + n <= padded.size(); i++) {
          List<String> ngram = List.copyOf(padded.subList(i, i + n));
          if (!ngram.equals(List.of("<s>"))) {
            seen.merge(ngram, 1, Integer::sum);
          }
        }
      }
    }
  }

  int adjusted(List<String> ngram) {
    if (ngram.size() == order || ngram.get(0).equals("<s>")) {
      return seen.getOrDefault(ngram, 0);
    }
    Set<String> before = new HashSet<>();
    for (List<String> longer : seen.keySet()) {
      if (longer.size() == ngram.size() + 1 && longer.subList(1, longer.size()).equals(ngram)) {
        before.add(longer.get(0));
      }
    }
    return before.size();
  }

  boolean isKept(List<String> ngram) {
    boolean known = ngram.stream().allMatch(w -> w.endsWith("s>") || allowed.contains(w));
    int threshold =
        options.prune().isEmpty()
            ? 0
            : options.prune().get(Math.min(ngram.size(), options.prune().size()) - 1);
    return known && seen.getOrDefault(ngram, 0) > threshold;
  }

  private List<List<String>> extensions(List<String> context) {
    return seen.keySet().stream()
        .filter(g -> g.size() == context.size() + 1)
        .filter(g -> g.subList(0, context.size()).equals(context))
        .toList();
  }

  double[] discounts(int n) {
    double[] t = new double[5];
    for (List<String> ngram : seen.keySet()) {
      if (ngram.size() == n && adjusted(ngram) <= 4) {
        t[adjusted(ngram)]++;
      }
    }
    double y = t[1] / (t[1] + 2 * t[2]);
    double[] d = {0, 1 - 2 * y * t[2] / t[1], 2 - 3 * y * t[3] / t[2], 3 - 4 * y * t[4] / t[3]};
    boolean usable = true;
    for (int k = 1; k <= 3; k++) {
      usable &= t[k] > 0 && d[k] >= 0 && d[k] <= k;
    }
    return usable ? d : new double[] {0, 0.5, 1, 1.5};
  }

  double gamma(List<String> context) {
    double[] d = discounts(context.size() + 1);
    double freed = 0;
    double total = 0;
    for (List<String> ngram : extensions(context)) {
      int a = adjusted(ngram);
      total += a;
      freed += isKept(ngram) ? d[Math.min(a, 3)] : a;
    }
    return total == 0 ? 1 : freed / total;
  }

  /** P of the last word, for an n-gram that is kept, or {@code <unk>}. */
  double prob(List<String> ngram) {
    if (ngram.equals(List.of("<s>"))) {
      return 1;
    }
    List<String> context = ngram.subList(0, ngram.size() - 1);
    double total = extensions(context).stream().mapToInt(this::adjusted).sum();
    int a = adjusted(ngram);
    double own = (a - discounts(ngram.size())[Math.min(a, 3)]) / total;
    double lower =
        context.isEmpty() ? 1.0 / (allowed.size() + 2) : prob(ngram.subList(1, ngram.size()));
    return own + gamma(context) * lower;
  }

  Set<List<String>> kept() {
    Set<List<String>> kept = new HashSet<>();
    seen.keySet().stream().filter(this::isKept).forEach(kept::add);
    kept.add(List.of("<s>"));
    kept.add(List.of("<unk>"));
    return kept;
  }
}

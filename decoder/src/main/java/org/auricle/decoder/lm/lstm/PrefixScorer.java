package org.auricle.decoder.lm.lstm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores sentences side by side, one symbol of all at a time. What begins alike has its beginning
 * computed once, as the readings of an n-best have. Not thread-safe.
 */
final class PrefixScorer {
  /** States that go on together: enough for the weights to be used well once loaded. */
  private static final int ROWS = 64;

  private final LstmStep step;
  private final int vocabulary;
  private final StatePool pool;
  private final LstmStep.Scratch scratch = new LstmStep.Scratch();
  private final float[] distributions; // [ROWS x V]

  // The prefixes of the present length.
  private int[] symbols; // their last symbols
  private int[] parents; // slots of the prefixes that are shorter by one, -1 for none
  private int[] slots;
  private int count;

  private int[] prefix; // [sentences] that each is at, -1 where a sentence is over

  PrefixScorer(LstmStep step, LstmLmConfig config) {
    this.step = step;
    this.vocabulary = config.vocabulary();
    this.pool = new StatePool(config);
    this.distributions = new float[ROWS * vocabulary];
  }

  /** See {@link LstmLanguageModel#logProbs}. */
  List<float[]> score(List<int[]> sentences) {
    int n = sentences.size();
    List<float[]> result = new ArrayList<>(n);
    sentences.forEach(sentence -> result.add(new float[sentence.length + 1]));
    pool.clear();
    prefix = new int[n];
    symbols = new int[Math.max(1, n)];
    parents = new int[Math.max(1, n)];
    symbols[0] = SymbolTable.BOUNDARY;
    parents[0] = -1;
    count = n == 0 ? 0 : 1;
    for (int t = 0; count > 0; t++) {
      advance();
      for (int first = 0; first < count; first += ROWS) {
        int rows = Math.min(ROWS, count - first);
        step.logProbs(rows, slots, first, pool, scratch, distributions);
        read(sentences, t, first, rows, result);
      }
      extend(sentences, t);
    }
    return result;
  }

  private void advance() {
    int[] before = parents;
    slots = new int[count];
    for (int i = 0; i < count; i++) {
      slots[i] = pool.allocate();
    }
    for (int first = 0; first < count; first += ROWS) {
      int last = Math.min(count, first + ROWS);
      step.advance(
          last - first,
          Arrays.copyOfRange(symbols, first, last),
          Arrays.copyOfRange(before, first, last),
          Arrays.copyOfRange(slots, first, last),
          pool,
          scratch);
    }
    Arrays.stream(before, 0, count).distinct().filter(s -> s >= 0).forEach(pool::release);
  }

  private void read(List<int[]> sentences, int t, int first, int rows, List<float[]> result) {
    for (int s = 0; s < prefix.length; s++) {
      int row = prefix[s] - first;
      if (prefix[s] >= 0 && row >= 0 && row < rows) {
        result.get(s)[t] = distributions[row * vocabulary + next(sentences.get(s), t)];
      }
    }
  }

  private static int next(int[] sentence, int t) {
    return t < sentence.length ? sentence[t] : SymbolTable.BOUNDARY;
  }

  /** Moves sentences that are not over to their prefixes that are longer by one. */
  private void extend(List<int[]> sentences, int t) {
    Map<Long, Integer> longer = new HashMap<>();
    int[] next = new int[symbols.length];
    for (int s = 0; s < prefix.length; s++) {
      int[] sentence = sentences.get(s);
      if (prefix[s] < 0 || t >= sentence.length) {
        prefix[s] = -1;
        continue;
      }
      int index = longer.size();
      int from = prefix[s];
      Integer known = longer.putIfAbsent((long) from << 32 | sentence[t], index);
      if (known == null) {
        next[index] = sentence[t];
        parents[index] = slots[from];
      }
      prefix[s] = known == null ? index : known;
    }
    releaseUnused(longer.size());
    symbols = next;
    count = longer.size();
  }

  /** Gives back the slots of prefixes that nothing goes on from. */
  private void releaseUnused(int used) {
    int[] kept = Arrays.copyOf(parents, used);
    Arrays.sort(kept);
    for (int i = 0; i < count; i++) {
      if (Arrays.binarySearch(kept, slots[i]) < 0) {
        pool.release(slots[i]);
      }
    }
  }
}

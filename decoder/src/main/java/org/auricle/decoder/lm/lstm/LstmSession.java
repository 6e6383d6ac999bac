package org.auricle.decoder.lm.lstm;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.auricle.engine.recognition.LanguageModel;

/**
 * States by the texts that lead to them: the same symbol after the same state leads to the same
 * state. What a state's probabilities are normalised by costs a product with all output weights; it
 * is computed when first asked for, and kept. Not thread-safe.
 */
final class LstmSession implements LanguageModel.Session {
  private final LstmStep step;
  private final StatePool pool;
  private final LstmStep.Scratch scratch = new LstmStep.Scratch();
  private final Map<Long, Integer> next = new HashMap<>(); // (state, symbol) to state
  private final float[] logits; // [V], scratch
  private float[] normalizers = new float[0]; // by state, NaN where not known yet
  private final BitSet owned = new BitSet(); // states that were not let go
  private final int start;
  private final int[] symbol = new int[1];
  private final int[] from = new int[1];
  private final int[] to = new int[1];

  LstmSession(LstmStep step, LstmLmConfig config) {
    this.step = step;
    this.logits = new float[config.vocabulary()];
    this.pool = new StatePool(config);
    this.start = advance(-1, SymbolTable.BOUNDARY);
  }

  private int advance(int state, int by) {
    symbol[0] = by;
    from[0] = state;
    to[0] = pool.allocate();
    owned.set(to[0]);
    if (to[0] >= normalizers.length) {
      normalizers = Arrays.copyOf(normalizers, 2 * (to[0] + 1));
    }
    normalizers[to[0]] = Float.NaN;
    step.advance(1, symbol, from, to, pool, scratch);
    return to[0];
  }

  @Override
  public int start() {
    return start;
  }

  @Override
  public long step(int state, int by) {
    float logProb = logProb(state, by);
    Long key = (long) state << 32 | by;
    Integer known = next.get(key);
    if (known == null) {
      known = advance(state, by);
      next.put(key, known);
    }
    return LanguageModel.Session.pack(known, logProb);
  }

  @Override
  public float end(int state) {
    return logProb(state, SymbolTable.BOUNDARY);
  }

  private float logProb(int state, int symbol) {
    if (Float.isNaN(normalizers[state])) {
      from[0] = state;
      normalizers[state] = step.logNormalizer(from, pool, scratch, logits);
    }
    return step.logit(state, symbol, pool) - normalizers[state];
  }

  @Override
  public void retain(int[] states, int count) {
    BitSet living = new BitSet(pool.slots());
    living.set(start);
    for (int i = 0; i < count; i++) {
      living.set(states[i]);
    }
    next.entrySet()
        .removeIf(
            entry -> !living.get((int) (entry.getKey() >>> 32)) || !living.get(entry.getValue()));
    owned.stream().filter(state -> !living.get(state)).forEach(pool::release);
    owned.and(living);
  }
}

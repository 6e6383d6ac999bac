package org.auricle.decoder.lm.lstm;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.auricle.engine.recognition.LanguageModel;

/**
 * States by the texts that lead to them: the same symbol after the same state leads to the same
 * state. A search asks for many words that it does not go on with, so the network takes a step when
 * something is asked of the state that it leads to. What a state's probabilities are normalised by
 * costs a product with all output weights; it is computed when first asked for, and kept. Not
 * thread-safe.
 */
final class LstmSession implements LanguageModel.Session {
  private static final int PENDING = -1;
  private static final int FIRST = 16;

  private final LstmStep step;
  private final StatePool pool;
  private final LstmStep.Scratch scratch = new LstmStep.Scratch();
  private final Map<Long, Integer> next = new HashMap<>(); // (state, symbol) to state
  private final float[] logits; // [V], scratch
  private final BitSet owned = new BitSet(); // states that were not let go
  private int[] slots = new int[FIRST]; // by state: where the pool has it, or PENDING
  private int[] parents = new int[FIRST]; // slot of the state that a pending one comes from
  private int[] symbols = new int[FIRST]; // and by which symbol
  private float[] normalizers = new float[FIRST]; // by state, NaN where not known yet
  private final int start;
  private final int[] symbol = new int[1];
  private final int[] from = new int[1];
  private final int[] to = new int[1];

  LstmSession(LstmStep step, LstmLmConfig config) {
    this.step = step;
    this.logits = new float[config.vocabulary()];
    this.pool = new StatePool(config);
    this.start = newState(-1, SymbolTable.BOUNDARY);
  }

  private int newState(int parent, int by) {
    int state = owned.nextClearBit(0);
    owned.set(state);
    if (state == slots.length) {
      slots = Arrays.copyOf(slots, 2 * state);
      parents = Arrays.copyOf(parents, 2 * state);
      symbols = Arrays.copyOf(symbols, 2 * state);
      normalizers = Arrays.copyOf(normalizers, 2 * state);
    }
    slots[state] = PENDING;
    parents[state] = parent;
    symbols[state] = by;
    normalizers[state] = Float.NaN;
    return state;
  }

  /** Where a state is in the pool; its parent is there. */
  private int slot(int state) {
    if (slots[state] == PENDING) {
      symbol[0] = symbols[state];
      from[0] = parents[state];
      to[0] = pool.allocate();
      step.advance(1, symbol, from, to, pool, scratch);
      slots[state] = to[0];
    }
    return slots[state];
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
      known = newState(slots[state], by);
      next.put(key, known);
    }
    return LanguageModel.Session.pack(known, logProb);
  }

  @Override
  public float end(int state) {
    return logProb(state, SymbolTable.BOUNDARY);
  }

  private float logProb(int state, int symbol) {
    int slot = slot(state);
    if (Float.isNaN(normalizers[state])) {
      from[0] = slot;
      normalizers[state] = step.logNormalizer(from, pool, scratch, logits);
    }
    return step.logit(slot, symbol, pool) - normalizers[state];
  }

  @Override
  public void retain(int[] states, int count) {
    BitSet living = new BitSet();
    living.set(start);
    for (int i = 0; i < count; i++) {
      living.set(states[i]);
    }
    living.stream().forEach(this::slot); // while their parents are there
    next.entrySet()
        .removeIf(
            entry -> !living.get((int) (entry.getKey() >>> 32)) || !living.get(entry.getValue()));
    owned.stream()
        .filter(state -> !living.get(state) && slots[state] != PENDING)
        .forEach(state -> pool.release(slots[state]));
    owned.and(living);
  }
}

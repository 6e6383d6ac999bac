package org.auricle.decoder.lm.lstm;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.AdamW;

/** Models of random weights, large enough that every part matters. */
public final class RandomLm {
  private RandomLm() {}

  static LstmLanguageModel model(LstmLmConfig config, long seed) {
    return new LstmLanguageModel(symbols(config.vocabulary()), weights(config, seed));
  }

  /** Weights from a seed. */
  public static LstmLmWeights weights(LstmLmConfig config, long seed) {
    LstmLmNetwork network =
        new LstmLmNetwork(config, 0, AdamW.Options.DEFAULT, seed, Parallel.single());
    SplittableRandom random = new SplittableRandom(seed);
    network.parameters().forEach(p -> CarriedLstm.uniform(p.value(), 0.8, random));
    return network.weights();
  }

  /** The special symbols, then w2, w3, ... */
  static SymbolTable symbols(int size) {
    List<String> symbols =
        new ArrayList<>(List.of(SymbolTable.UNKNOWN_SYMBOL, SymbolTable.BOUNDARY_SYMBOL));
    for (int i = 2; i < size; i++) {
      symbols.add("w" + i);
    }
    return new SymbolTable(SymbolTable.Level.WORD, symbols);
  }
}

package org.auricle.decoder.ctc;

import java.util.SplittableRandom;
import org.auricle.engine.recognition.LanguageModel.Session;

/** Random deltas for pairs of tokens. The state is the last token. */
final class ToyBias implements TokenBias {
  private final float[][] deltas; // [tokens + 1][tokens + 1]
  private final int tokens;

  ToyBias(SplittableRandom random, int tokens) {
    this.tokens = tokens;
    this.deltas = new float[tokens + 1][tokens + 1];
    for (float[] row : deltas) {
      for (int i = 0; i <= tokens; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
  }

  double score(Iterable<Integer> sequence) {
    double sum = 0;
    int last = tokens;
    for (int token : sequence) {
      sum += deltas[last][token];
      last = token;
    }
    return sum + deltas[last][tokens];
  }

  @Override
  public int start() {
    return tokens;
  }

  @Override
  public long step(int state, int token) {
    return Session.pack(token, deltas[state][token]);
  }

  @Override
  public float end(int state) {
    return deltas[state][tokens];
  }
}

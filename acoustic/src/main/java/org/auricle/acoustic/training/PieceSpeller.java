package org.auricle.acoustic.training;

import java.util.List;
import java.util.random.RandomGenerator;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.engine.recognition.TokenTable;

/**
 * Spells piece by piece.
 *
 * @param pieces all of them tokens
 * @param temperature of the ways that are drawn; 0 for always the likeliest
 */
record PieceSpeller(TokenTable tokens, PieceModel pieces, double temperature) implements Speller {

  @Override
  public int[] encode(String text) {
    return ids(pieces.split(text));
  }

  @Override
  public int[] vary(String text, int[] labels, RandomGenerator random) {
    return temperature == 0 ? labels : ids(pieces.sample(text, temperature, random));
  }

  private int[] ids(List<String> split) {
    return split.stream().mapToInt(tokens::id).toArray();
  }
}

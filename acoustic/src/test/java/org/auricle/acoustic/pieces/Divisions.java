package org.auricle.acoustic.pieces;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All ways to divide a word, one after the other, as only short words allow. */
final class Divisions {
  private Divisions() {}

  /** The divisions of a word into pieces that are there; characters are chars. */
  static List<List<String>> of(String word, Map<String, Double> logProbs) {
    List<List<String>> all = new ArrayList<>();
    for (int cuts = 0; cuts < 1 << (word.length() - 1); cuts++) {
      List<String> division = new ArrayList<>();
      int from = 0;
      for (int to = 1; to <= word.length(); to++) {
        if (to == word.length() || ((cuts >> (to - 1)) & 1) == 1) {
          division.add(word.substring(from, to));
          from = to;
        }
      }
      if (logProbs.keySet().containsAll(division)) {
        all.add(division);
      }
    }
    return all;
  }

  static double logProb(List<String> division, Map<String, Double> logProbs) {
    return division.stream().mapToDouble(logProbs::get).sum();
  }

  static Map<String, Double> logProbs(PieceModel model) {
    return model.pieces().stream()
        .collect(Collectors.toMap(PieceModel.Piece::text, PieceModel.Piece::logProb));
  }
}

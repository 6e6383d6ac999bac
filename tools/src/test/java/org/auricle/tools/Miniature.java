package org.auricle.tools;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A tiny model in the shape of a family's, and what it computes, worked out by hand.
 *
 * @param path of the model, or of its folder
 * @param symbols its tokens
 * @param blank among them
 * @param rate of its audio, hertz
 * @param hand the network over independently computed features
 */
record Miniature(Path path, List<String> symbols, int blank, int rate, Hand hand) {

  /** A network worked out by hand. */
  interface Hand {

    /**
     * Logits.
     *
     * @param signal at the model's rate
     * @return [rows][tokens]
     */
    double[][] logits(float[] signal);
  }

  private static final Set<String> SILENT =
      Set.of("<unk>", "<s>", "</s>", "<pad>", "<blk>", "<blank>", "<sos/eos>");

  /** Log-softmax of the logits, row by row. */
  double[][] posteriors(float[] signal) {
    double[][] rows = hand.logits(signal);
    for (double[] row : rows) {
      double sum = 0;
      for (double x : row) {
        sum += Math.exp(x);
      }
      for (int v = 0; v < row.length; v++) {
        row[v] -= Math.log(sum);
      }
    }
    return rows;
  }

  /** The best path's text. */
  String text(float[] signal) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int last = blank;
    for (double[] row : hand.logits(signal)) {
      int best = 0;
      for (int v = 1; v < row.length; v++) {
        best = row[v] > row[best] ? v : best;
      }
      if (best != last && best != blank && !SILENT.contains(symbols.get(best))) {
        bytes.writeBytes(utf8(symbols.get(best)));
      }
      last = best;
    }
    return bytes.toString(StandardCharsets.UTF_8).strip().replaceAll(" +", " ");
  }

  private static byte[] utf8(String symbol) {
    if (symbol.startsWith("<0x")) {
      return new byte[] {(byte) Integer.parseInt(symbol.substring(3, 5), 16)};
    }
    return symbol.replace('\u2581', ' ').replace('|', ' ').getBytes(StandardCharsets.UTF_8);
  }
}

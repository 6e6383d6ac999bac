import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * CMU Sphinx's binary trie of 3-grams to ARPA's text format.
 *
 * <p>Usage: {@code java SphinxModel.java en-us.lm.bin OUT.arpa}.
 *
 * <p>The file (sphinxbase, lm_trie.c and lm_trie_quant.c): "Trie Language Model", order (1 byte),
 * the number of n-grams of each order, the kind of quantisation (1: 16 bits), tables of 65,536
 * floats for the figures of 2-grams, their back-off weights and 3-grams; unigrams with figure,
 * back-off weight and the first 2-gram that ends in them; 2-grams as bits: first word, back-off
 * weight, figure, first 3-gram; 3-grams as bits: first word, figure; the words. An n-gram is found
 * by its last word first. Logarithms are to the base 1.0001.
 */
public final class SphinxModel {
  private static final byte[] MAGIC = "Trie Language Model".getBytes(StandardCharsets.US_ASCII);
  private static final int STEPS = 1 << 16;
  private static final double LOG10 = Math.log10(1.0001);

  private final ByteBuffer data;
  private final int[] counts = new int[3];
  private final int tables; // byte where each part begins
  private final int unigrams;
  private final int bigrams;
  private final int trigrams;
  private final int wordBits;
  private final int nextBits;

  private SphinxModel(ByteBuffer data) {
    this.data = data.order(ByteOrder.LITTLE_ENDIAN);
    int at = MAGIC.length;
    if (data.get(at) != 3) {
      throw new IllegalArgumentException("order: " + data.get(at) + " (expected: 3)");
    }
    for (int i = 0; i < 3; i++) {
      counts[i] = data.getInt(at + 1 + 4 * i);
    }
    if (data.getInt(at + 13) != 1) {
      throw new IllegalArgumentException("quantisation (expected: 1, of 16 bits)");
    }
    tables = at + 17;
    unigrams = tables + 3 * 4 * STEPS;
    bigrams = unigrams + 12 * (counts[0] + 1);
    wordBits = bits(counts[0]);
    nextBits = bits(counts[2]);
    trigrams = bigrams + bytes(counts[1], 32 + nextBits);
  }

  private static int bits(int most) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(most);
  }

  private int bytes(int entries, int moreBits) {
    return (int) (((entries + 1L) * (wordBits + moreBits) + 7) / 8) + 8;
  }

  private int read(int part, long bit, int width) {
    long value = data.getLong(part + (int) (bit >>> 3)) >>> (bit & 7);
    return (int) (value & (1L << width) - 1);
  }

  private double figure(int table, int step) {
    return data.getFloat(tables + 4 * (table * STEPS + step)) * LOG10;
  }

  private String[] words() {
    int at = trigrams + bytes(counts[2], 16);
    String[] words = new String[counts[0]];
    for (int w = 0, from = at + 4; w < words.length; w++) {
      int end = from;
      while (data.get(end) != 0) {
        end++;
      }
      words[w] = new String(data.array(), from, end - from, StandardCharsets.UTF_8);
      from = end + 1;
    }
    return words;
  }

  private void write(PrintWriter out) {
    String[] words = words();
    int pairs = data.getInt(unigrams + 12 * counts[0] + 8); // a few at the end belong to no word
    out.printf("\\data\\%nngram 1=%d%nngram 2=%d%nngram 3=%d%n", counts[0], pairs, counts[2]);
    out.printf("%n\\1-grams:%n");
    for (int w = 0; w < counts[0]; w++) {
      double prob = data.getFloat(unigrams + 12 * w) * LOG10;
      double backoff = data.getFloat(unigrams + 12 * w + 4) * LOG10;
      out.printf(Locale.ROOT, "%.5f\t%s\t%.5f%n", prob, words[w], backoff);
    }
    int width = wordBits + 32 + nextBits;
    out.printf("%n\\2-grams:%n");
    for (int w = 0; w < counts[0]; w++) {
      for (int b = first(w); b < first(w + 1); b++) {
        long bit = (long) b * width;
        double backoff = figure(1, read(bigrams, bit + wordBits, 16));
        double prob = figure(0, read(bigrams, bit + wordBits + 16, 16));
        String text = words[read(bigrams, bit, wordBits)] + " " + words[w];
        out.printf(Locale.ROOT, "%.5f\t%s\t%.5f%n", prob, text, backoff);
      }
    }
    out.printf("%n\\3-grams:%n");
    for (int w = 0; w < counts[0]; w++) {
      for (int b = first(w); b < first(w + 1); b++) {
        String end = words[read(bigrams, (long) b * width, wordBits)] + " " + words[w];
        int stop = b + 1 < pairs ? next(b + 1, width) : counts[2];
        for (int t = next(b, width); t < stop; t++) {
          long bit = (long) t * (wordBits + 16);
          double prob = figure(2, read(trigrams, bit + wordBits, 16));
          String text = words[read(trigrams, bit, wordBits)] + " " + end;
          out.printf(Locale.ROOT, "%.5f\t%s%n", prob, text);
        }
      }
    }
    out.printf("%n\\end\\%n");
  }

  private int first(int word) {
    return data.getInt(unigrams + 12 * word + 8);
  }

  private int next(int pair, int width) {
    return read(bigrams, (long) pair * width + wordBits + 32, nextBits);
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: java SphinxModel.java en-us.lm.bin OUT.arpa");
      System.exit(2);
    }
    SphinxModel model = new SphinxModel(ByteBuffer.wrap(Files.readAllBytes(Path.of(args[0]))));
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(args[1])))) {
      model.write(out);
    }
  }
}

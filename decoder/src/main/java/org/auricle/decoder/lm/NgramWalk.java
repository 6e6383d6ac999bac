package org.auricle.decoder.lm;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.auricle.decoder.lm.NgramLayout.Section;

/**
 * Goes over all n-grams of a model. Orders must be asked for one after another, from 1, since each
 * is told by the one before it. Not thread-safe.
 */
final class NgramWalk {
  private final NgramImage image;
  private final NgramLayout layout;
  private final int[] contexts; // [nodes] node of all words but the last
  private final int[] lastWords; // [nodes]
  private final long[] firstNodes; // [order] first node of each order, from 1; then of none

  /** Takes an n-gram. */
  interface Visitor {
    /**
     * An n-gram.
     *
     * @param words [order] ids; the array is used again
     * @param prob log10
     * @param backoff log10; 0 if nothing goes on from it
     */
    void visit(int[] words, float prob, float backoff) throws IOException;
  }

  NgramWalk(NgramImage image) {
    this.image = image;
    this.layout = image.layout();
    this.contexts = new int[(int) layout.allNodes()];
    this.lastWords = new int[(int) layout.allNodes()];
    this.firstNodes = new long[layout.order() + 1];
    firstNodes[0] = 1;
    for (int i = 0; i < layout.order(); i++) {
      firstNodes[i + 1] = firstNodes[i] + layout.nodes()[i];
    }
    for (int node = 1; node <= layout.words(); node++) {
      lastWords[node] = node - 1;
    }
  }

  /** All n-grams of an order. */
  void order(int order, Visitor visitor) throws IOException {
    int[] words = new int[order];
    if (order > 1) {
      records(words, visitor);
      return;
    }
    ByteBuffer unigrams = image.section(Section.UNIGRAMS);
    for (int word = 0; word < layout.words(); word++) {
      words[0] = word;
      visitor.visit(words, unigrams.getFloat(8 * word), unigrams.getFloat(8 * word + 4));
    }
  }

  private void records(int[] words, Visitor visitor) throws IOException {
    KeyMixer mixer = new KeyMixer(layout.keyBits());
    ByteBuffer records = image.section(Section.RECORDS);
    long record = 0;
    for (long bucket = 0; bucket < 1L << layout.bucketBits(); bucket++) {
      for (long stop = image.bucketStart(bucket + 1); record < stop; record++) {
        long at = record * layout.recordBits();
        long rest = Bits.get(records, at, Bits.mask(layout.restBits()));
        long key = mixer.unmix(bucket << layout.restBits() | rest);
        int context = (int) (key >>> layout.wordBits());
        if (isOrder(context, words.length - 1)) {
          int word = (int) (key & Bits.mask(layout.wordBits()));
          ngram(words, context, word, at + layout.restBits(), visitor);
        }
      }
    }
  }

  private void ngram(int[] words, int context, int word, long at, Visitor visitor)
      throws IOException {
    ByteBuffer records = image.section(Section.RECORDS);
    int order = words.length;
    int prob = (int) Bits.get(records, at, 0xffff_ffffL);
    int next = (int) Bits.get(records, at + Float.SIZE, Bits.mask(layout.nodeBits()));
    words[order - 1] = word;
    int node = context;
    for (int i = order - 2; i >= 0; i--) {
      words[i] = lastWords[node];
      node = contexts[node];
    }
    float backoff = 0;
    if (order < layout.order() && isOrder(next, order)) { // else it leads to a suffix
      contexts[next] = context;
      lastWords[next] = word;
      long its = (next - layout.words() - 1) * layout.nodeRecordBits();
      int bits = (int) Bits.get(image.section(Section.NODES), its, 0xffff_ffffL);
      backoff = Float.intBitsToFloat(bits);
    }
    visitor.visit(words, Float.intBitsToFloat(prob), backoff);
  }

  private boolean isOrder(int node, int order) {
    return node >= firstNodes[order - 1] && node < firstNodes[order];
  }
}

package org.auricle.decoder.lm;

import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import org.auricle.decoder.lm.NgramLayout.Section;

/** Writes a model as text. Figures come out as they are read back, bit for bit. */
final class ArpaWriter {
  private final NgramImage image;
  private final NgramLayout layout;
  private final Vocabulary vocabulary;
  private final int[] contexts; // [nodes] node of all words but the last
  private final int[] lastWords; // [nodes]
  private final long[] firstNodes; // [order] first node of each order, from 1; then of none

  ArpaWriter(NgramImage image) {
    this.image = image;
    this.layout = image.layout();
    this.vocabulary =
        new Vocabulary(
            layout,
            image.section(Section.SLOTS),
            image.section(Section.STARTS),
            image.section(Section.TEXT));
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

  void write(Writer out) throws IOException {
    out.write("\\data\\\n");
    for (int order = 1; order <= layout.order(); order++) {
      out.write("ngram " + order + "=" + layout.counts()[order - 1] + "\n");
    }
    out.write("\n\\1-grams:\n");
    ByteBuffer unigrams = image.section(Section.UNIGRAMS);
    for (int word = 0; word < layout.words(); word++) {
      out.write(number(unigrams.getFloat(8 * word)) + "\t" + vocabulary.word(word));
      out.write("\t" + number(unigrams.getFloat(8 * word + 4)) + "\n");
    }
    for (int order = 2; order <= layout.order(); order++) {
      out.write("\n\\" + order + "-grams:\n");
      writeOrder(order, out);
    }
    out.write("\n\\end\\\n");
  }

  private void writeOrder(int order, Writer out) throws IOException {
    KeyMixer mixer = new KeyMixer(layout.keyBits());
    ByteBuffer records = image.section(Section.RECORDS);
    long record = 0;
    for (long bucket = 0; bucket < 1L << layout.bucketBits(); bucket++) {
      for (long stop = image.bucketStart(bucket + 1); record < stop; record++) {
        long at = record * layout.recordBits();
        long rest = Bits.get(records, at, Bits.mask(layout.restBits()));
        long key = mixer.unmix(bucket << layout.restBits() | rest);
        int context = (int) (key >>> layout.wordBits());
        if (isOrder(context, order - 1)) {
          int word = (int) (key & Bits.mask(layout.wordBits()));
          writeNgram(order, context, word, at + layout.restBits(), out);
        }
      }
    }
  }

  private void writeNgram(int order, int context, int word, long at, Writer out)
      throws IOException {
    ByteBuffer records = image.section(Section.RECORDS);
    int prob = (int) Bits.get(records, at, 0xffff_ffffL);
    int next = (int) Bits.get(records, at + Float.SIZE, Bits.mask(layout.nodeBits()));
    out.write(number(Float.intBitsToFloat(prob)) + "\t" + words(context, order - 1));
    out.write(" " + vocabulary.word(word));
    boolean own = order < layout.order() && isOrder(next, order); // else it leads to a suffix
    if (own) {
      contexts[next] = context;
      lastWords[next] = word;
      long node = (next - layout.words() - 1) * layout.nodeRecordBits();
      int backoff = (int) Bits.get(image.section(Section.NODES), node, 0xffff_ffffL);
      out.write("\t" + number(Float.intBitsToFloat(backoff)));
    } else if (order < layout.order()) {
      out.write("\t0");
    }
    out.write("\n");
  }

  private boolean isOrder(int node, int order) {
    return node >= firstNodes[order - 1] && node < firstNodes[order];
  }

  private String words(int node, int order) {
    String last = vocabulary.word(lastWords[node]);
    return order == 1 ? last : words(contexts[node], order - 1) + " " + last;
  }

  private static String number(float x) {
    return x == 0 ? "0" : Float.toString(x);
  }
}

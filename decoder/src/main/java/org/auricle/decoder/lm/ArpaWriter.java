package org.auricle.decoder.lm;

import java.io.IOException;
import java.io.Writer;
import org.auricle.decoder.lm.NgramLayout.Section;

/** Writes a model as text. Figures come out as they are read back, bit for bit. */
final class ArpaWriter {
  private final NgramImage image;
  private final Vocabulary vocabulary;

  ArpaWriter(NgramImage image) {
    this.image = image;
    this.vocabulary =
        new Vocabulary(
            image.layout(),
            image.section(Section.SLOTS),
            image.section(Section.STARTS),
            image.section(Section.TEXT));
  }

  void write(Writer out) throws IOException {
    NgramLayout layout = image.layout();
    out.write("\\data\\\n");
    for (int order = 1; order <= layout.order(); order++) {
      out.write("ngram " + order + "=" + layout.counts()[order - 1] + "\n");
    }
    NgramWalk walk = new NgramWalk(image);
    for (int order = 1; order <= layout.order(); order++) {
      out.write("\n\\" + order + "-grams:\n");
      boolean highest = order > 1 && order == layout.order();
      walk.order(order, (words, prob, backoff) -> write(words, prob, backoff, highest, out));
    }
    out.write("\n\\end\\\n");
  }

  private void write(int[] words, float prob, float backoff, boolean highest, Writer out)
      throws IOException {
    out.write(number(prob));
    for (int i = 0; i < words.length; i++) {
      out.write((i == 0 ? "\t" : " ") + vocabulary.word(words[i]));
    }
    out.write(highest ? "\n" : "\t" + number(backoff) + "\n");
  }

  private static String number(float x) {
    return x == 0 ? "0" : Float.toString(x);
  }
}

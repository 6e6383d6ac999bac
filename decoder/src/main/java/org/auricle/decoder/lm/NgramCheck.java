package org.auricle.decoder.lm;

import java.nio.ByteBuffer;
import org.auricle.decoder.lm.NgramLayout.Section;

/** That searches in a file stay inside it and end, whoever wrote it and its checksum. */
final class NgramCheck {
  private NgramCheck() {}

  static void check(NgramImage image, String source) throws NgramFormatException {
    NgramLayout layout = image.layout();
    checkNodes(layout, image.section(Section.NODES), source);
    checkBuckets(image, source);
    checkRecords(layout, image.section(Section.RECORDS), source);
    Vocabulary vocabulary =
        new Vocabulary(
            layout,
            image.section(Section.SLOTS),
            image.section(Section.STARTS),
            image.section(Section.TEXT));
    if (!vocabulary.isSound(layout.textBytes())) {
      throw new NgramFormatException(source, "a word that stands nowhere (expected: whole words)");
    }
  }

  /** A suffix is shorter than its context, and nodes are in the order of their length. */
  private static void checkNodes(NgramLayout layout, ByteBuffer nodes, String source)
      throws NgramFormatException {
    long mask = Bits.mask(layout.nodeBits());
    long at = Float.SIZE;
    for (long node = layout.words() + 1; node < layout.allNodes(); node++) {
      long suffix = Bits.get(nodes, at, mask);
      if (suffix >= node) {
        throw new NgramFormatException(
            source, "suffix of node " + node + ": " + suffix + " (expected: < " + node + ")");
      }
      at += layout.nodeRecordBits();
    }
  }

  private static void checkBuckets(NgramImage image, String source) throws NgramFormatException {
    NgramLayout layout = image.layout();
    long before = 0;
    for (long b = 0; b <= 1L << layout.bucketBits(); b++) {
      long start = image.bucketStart(b);
      if (start < before || start > layout.records()) {
        throw new NgramFormatException(
            source,
            "bucket "
                + b
                + " at "
                + start
                + " (expected: "
                + before
                + ".."
                + layout.records()
                + ")");
      }
      before = start;
    }
  }

  private static void checkRecords(NgramLayout layout, ByteBuffer records, String source)
      throws NgramFormatException {
    long mask = Bits.mask(layout.nodeBits());
    long at = layout.restBits() + Float.SIZE;
    for (long i = 0; i < layout.records(); i++) {
      long next = Bits.get(records, at, mask);
      if (next >= layout.allNodes()) {
        throw new NgramFormatException(
            source, "node " + next + " (expected: < " + layout.allNodes() + ")");
      }
      at += layout.recordBits();
    }
  }
}

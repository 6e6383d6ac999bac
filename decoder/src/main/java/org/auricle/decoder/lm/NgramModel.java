package org.auricle.decoder.lm;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.auricle.decoder.lm.NgramLayout.Section;
import org.auricle.engine.recognition.LanguageModel;

/**
 * A back-off n-gram model of words or characters (Katz 1987):
 *
 * <pre>
 *   P(w | c) = p(c w)                   if the model has the n-gram c w,
 *              b(c) P(w | c without its first word)   otherwise,
 * </pre>
 *
 * with b(c) = 1 for a c that the model does not have: KenLM's semantics (Heafield 2011). A state is
 * the longest end of the context that can matter to what follows, so that hypotheses merge as early
 * as they may. Words that the model does not know are its {@code <unk>}, 10^-100 if it has none.
 *
 * <p>Opened from its binary form a model is mapped memory: all streams, and all processes that open
 * the same file, share it, and the garbage collector unmaps it. A step that finds its n-gram costs
 * one search, and one more for each word that it backs off.
 *
 * <p>Thread-safe; sessions keep nothing and so are, too.
 */
public final class NgramModel implements LanguageModel {
  private static final double LN_10 = Math.log(10);
  private static final int NO_CONTEXT = 0x8000_0000; // -0.0f: a word that does not matter as one

  private final NgramImage image;
  private final Vocabulary vocabulary;
  private final ByteBuffer unigrams;
  private final ByteBuffer nodes;
  private final ByteBuffer buckets;
  private final ByteBuffer records;
  private final KeyMixer mixer;
  private final int words;
  private final int wordBits;
  private final int restBits;
  private final int recordBits;
  private final int nodeRecordBits;
  private final int offsetBits;
  private final int bucketBits;
  private final long recordCount;
  private final long offsetBase;
  private final long nodeMask;
  private final long offsetMask;
  private final int end;
  private final int start;

  NgramModel(NgramImage image) {
    this.image = image;
    NgramLayout layout = image.layout();
    this.vocabulary =
        new Vocabulary(
            layout,
            image.section(Section.SLOTS),
            image.section(Section.STARTS),
            image.section(Section.TEXT));
    this.unigrams = image.section(Section.UNIGRAMS);
    this.nodes = image.section(Section.NODES);
    this.buckets = image.section(Section.BUCKETS);
    this.records = image.section(Section.RECORDS);
    this.mixer = new KeyMixer(layout.keyBits());
    this.words = (int) layout.words();
    this.wordBits = layout.wordBits();
    this.restBits = layout.restBits();
    this.recordBits = layout.recordBits();
    this.nodeRecordBits = layout.nodeRecordBits();
    this.offsetBits = layout.offsetBits();
    this.bucketBits = layout.bucketBits();
    this.recordCount = layout.records();
    this.offsetBase = layout.offsetBase();
    this.nodeMask = Bits.mask(layout.nodeBits());
    this.offsetMask = Bits.mask(offsetBits);
    this.end = vocabulary.id(NgramTable.END);
    this.start = stateOf(vocabulary.id(NgramTable.BEGIN));
  }

  /**
   * Opens a model in ARPA's format, plain or compressed with gzip, or in the binary form that
   * {@link #write} makes; which one it is, the file's first bytes say.
   *
   * @throws NgramFormatException if it is neither, or broken
   */
  public static NgramModel open(Path file) throws IOException {
    return isBinary(file)
        ? new NgramModel(NgramImage.map(file))
        : new NgramModel(NgramImage.of(ArpaReader.read(file), file.toString()));
  }

  private static boolean isBinary(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new NgramFormatException(file.toString(), "is a directory (expected: a file)");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] first = in.readNBytes(Long.BYTES);
      return first.length == Long.BYTES
          && ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong() == NgramLayout.MAGIC;
    }
  }

  /** Writes the binary form. */
  public void write(Path file) throws IOException {
    image.write(file);
  }

  /** Writes ARPA's text format. */
  public void writeArpa(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      new ArpaWriter(image).write(out);
    }
  }

  /** Most words of an n-gram. */
  public int order() {
    return image.layout().order();
  }

  /** Number of n-grams of so many words. */
  public long count(int order) {
    return image.layout().counts()[order - 1];
  }

  /** Number of n-grams of all orders. */
  public long ngrams() {
    return recordCount + words;
  }

  /** Length of the binary form, bytes. */
  public long bytes() {
    return image.layout().fileBytes();
  }

  NgramImage image() {
    return image;
  }

  @Override
  public int vocabularySize() {
    return words;
  }

  @Override
  public int id(CharSequence symbol) {
    return vocabulary.id(symbol);
  }

  @Override
  public String symbol(int id) {
    return vocabulary.word(id);
  }

  @Override
  public Session newSession() {
    return new NgramSession();
  }

  private final class NgramSession implements Session {
    @Override
    public int start() {
      return start;
    }

    @Override
    public long step(int state, int symbol) {
      return NgramModel.this.step(state, symbol);
    }

    @Override
    public float end(int state) {
      return Session.logProb(NgramModel.this.step(state, end));
    }
  }

  private long step(int state, int word) {
    double weight = 0; // log10
    for (int node = state; node != NgramTable.EMPTY; ) {
      long record = find(node, word);
      if (record >= 0) {
        float prob = Float.intBitsToFloat((int) Bits.get(records, record, 0xffff_ffffL));
        int next = (int) Bits.get(records, record + Float.SIZE, nodeMask);
        return Session.pack(next, (float) ((prob + weight) * LN_10));
      }
      if (node <= words) {
        weight += unigrams.getFloat(8 * node - 4);
        break;
      }
      long at = (long) (node - words - 1) * nodeRecordBits;
      weight += Float.intBitsToFloat((int) Bits.get(nodes, at, 0xffff_ffffL));
      node = (int) Bits.get(nodes, at + Float.SIZE, nodeMask);
    }
    float prob = unigrams.getFloat(8 * word);
    return Session.pack(stateOf(word), (float) ((prob + weight) * LN_10));
  }

  private int stateOf(int word) {
    return unigrams.getInt(8 * word + 4) == NO_CONTEXT ? NgramTable.EMPTY : word + 1;
  }

  /** Position in {@code records}, bits, of what an n-gram has behind its key; -1 without it. */
  private long find(int node, int word) {
    long mixed = mixer.mix((long) node << wordBits | word);
    long bucket = mixed >>> restBits;
    long rest = mixed & (1L << restBits) - 1;
    long at = bucket * offsetBits;
    long pair = buckets.getLong((int) (at >>> 3)) >>> (at & 7); // two offsets of 28 bits at most
    long even = NgramImage.evenStart(bucket, recordCount, bucketBits) + offsetBase;
    long evenNext = NgramImage.evenStart(bucket + 1, recordCount, bucketBits) + offsetBase;
    long record = (even + (pair & offsetMask)) * recordBits;
    long stop = (evenNext + (pair >>> offsetBits & offsetMask)) * recordBits;
    long restMask = (1L << restBits) - 1;
    for (; record < stop; record += recordBits) {
      if (Bits.get(records, record, restMask) == rest) {
        return record + restBits;
      }
    }
    return -1;
  }
}

package org.auricle.decoder.lm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.auricle.decoder.lm.NgramLayout.Section;

/**
 * The final form of a model, in memory or mapped from a file, which are the same byte for byte.
 *
 * <p>An n-gram of two words or more is a record under the key (node of its context, last word).
 * Keys are mixed ({@link KeyMixer}); the upper bits of the mixture say which bucket a record is in,
 * the rest stands in the record. A bucket holds about four records, sorted by that rest, and
 * buckets stand side by side without a gap, so that a search reads one short run of memory, and
 * what a key takes is what it would take in a sorted trie. Where a bucket begins is stored as the
 * difference from where it would begin if all had the same size.
 *
 * @param layout where things stand
 * @param sections each with its padding, little-endian, direct
 */
record NgramImage(NgramLayout layout, Map<Section, ByteBuffer> sections) {
  private static final int RECORDS_PER_BUCKET = 3; // at least, on average; less than twice that

  ByteBuffer section(Section section) {
    return sections.get(section);
  }

  /** Number of the first record of a bucket. */
  long bucketStart(long bucket) {
    long mask = Bits.mask(layout.offsetBits());
    return evenStart(bucket, layout.records(), layout.bucketBits())
        + layout.offsetBase()
        + Bits.get(section(Section.BUCKETS), bucket * layout.offsetBits(), mask);
  }

  /** Where a bucket would begin if all had the same size. */
  static long evenStart(long bucket, long records, int bucketBits) {
    return bucket * records >>> bucketBits;
  }

  /**
   * Brings a table into its final form.
   *
   * @param source what the table was read from, for messages
   */
  static NgramImage of(NgramTable table, String source) throws NgramFormatException {
    return new Builder(table).build(source);
  }

  /** Writes the file, or leaves what was there before. */
  void write(Path file) throws IOException {
    ByteBuffer header = layout.header();
    CRC32C checksum = new CRC32C();
    checksum.update(header.duplicate().position(NgramLayout.CHECKED_FROM));
    sections.values().forEach(part -> checksum.update(part.duplicate()));
    header.putInt(NgramLayout.CHECKED_FROM - Integer.BYTES, (int) checksum.getValue());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeAll(channel, header);
      for (ByteBuffer section : sections.values()) {
        writeAll(channel, section.duplicate());
      }
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Maps a file and checks all that a search relies on. */
  static NgramImage map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header =
          ByteBuffer.allocate(NgramLayout.maxHeaderBytes()).order(ByteOrder.LITTLE_ENDIAN);
      while (header.hasRemaining() && channel.read(header, header.position()) > 0) {}
      header.flip();
      String source = file.toString();
      NgramLayout layout = NgramLayout.read(header, channel.size(), source);
      CRC32C checksum = new CRC32C();
      int headerBytes = (int) layout.offset(Section.values()[0]);
      checksum.update(header.duplicate().position(NgramLayout.CHECKED_FROM).limit(headerBytes));
      Map<Section, ByteBuffer> sections = new EnumMap<>(Section.class);
      for (Section section : Section.values()) {
        long bytes = mappable(section, layout.bytes(section), source);
        ByteBuffer part =
            channel
                .map(FileChannel.MapMode.READ_ONLY, layout.offset(section), bytes)
                .order(ByteOrder.LITTLE_ENDIAN);
        checksum.update(part.duplicate());
        sections.put(section, part);
      }
      int found = (int) checksum.getValue();
      int expected = header.getInt(NgramLayout.CHECKED_FROM - Integer.BYTES);
      if (found != expected) {
        throw new NgramFormatException(
            source,
            "checksum: %08x (expected: %08x, as its header says)".formatted(found, expected));
      }
      NgramImage image = new NgramImage(layout, sections);
      NgramCheck.check(image, source);
      return image;
    }
  }

  private static long mappable(Section section, long bytes, String source)
      throws NgramFormatException {
    if (bytes > Integer.MAX_VALUE) {
      throw new NgramFormatException(
          source, section + ": " + bytes + " bytes (expected: at most " + Integer.MAX_VALUE + ")");
    }
    return bytes;
  }

  /** One table's way into its final form. */
  private static final class Builder {
    private final NgramTable table;
    private final int[] states; // [entries] node of the longest suffix that matters as a context
    private final long[] nodes; // [order]
    private final int firstRecord; // entry of the first n-gram of two words
    private final KeyMixer mixer;
    private final long[] keys; // mixed, in order
    private final int[] entries; // of those keys
    private final List<byte[]> words;

    Builder(NgramTable table) {
      this.table = table;
      this.firstRecord = table.firstEntry(2);
      this.nodes = new long[table.order()];
      this.states = numberNodes();
      this.words = table.words().stream().map(w -> w.getBytes(StandardCharsets.UTF_8)).toList();
      int keyBits =
          NgramLayout.bits(Arrays.stream(nodes).sum()) + NgramLayout.bits(words.size() - 1);
      this.mixer = new KeyMixer(keyBits);
      this.keys = new long[table.size() - firstRecord];
      this.entries = new int[keys.length];
      sortKeys(NgramLayout.bits(words.size() - 1));
    }

    private int[] numberNodes() {
      int[] state = new int[table.size()];
      int node = words();
      nodes[0] = words();
      for (int order = 1; order <= table.order(); order++) {
        for (int e = table.firstEntry(order); e < table.firstEntry(order + 1); e++) {
          boolean matters = table.isExtended(e) && order < table.order();
          if (!matters) {
            state[e] = state[table.suffix(e)];
          } else if (order == 1) {
            state[e] = e;
          } else {
            state[e] = ++node;
            nodes[order - 1]++;
          }
        }
      }
      return state;
    }

    private int words() {
      return table.words().size();
    }

    private void sortKeys(int wordBits) {
      long[] byEntry = new long[keys.length];
      for (int i = 0; i < keys.length; i++) {
        int entry = firstRecord + i;
        // A context of some n-gram matters as one, so its state is its own node.
        long key = (long) states[table.context(entry)] << wordBits | table.word(entry);
        byEntry[i] = mixer.mix(key);
        keys[i] = byEntry[i];
      }
      Arrays.sort(keys);
      for (int i = 0; i < keys.length; i++) {
        entries[Arrays.binarySearch(keys, byEntry[i])] = firstRecord + i;
      }
    }

    NgramImage build(String source) throws NgramFormatException {
      long[] counts = new long[table.order()];
      for (int order = 1; order <= counts.length; order++) {
        counts[order - 1] = table.count(order);
      }
      int bucketBits = NgramLayout.bits(keys.length / RECORDS_PER_BUCKET) - 1;
      int textBytes = words.stream().mapToInt(w -> w.length).sum();
      NgramLayout even = new NgramLayout(counts, nodes, bucketBits, 1, 0, textBytes);
      long[] offsets = offsets(even);
      long least = Arrays.stream(offsets).min().orElseThrow();
      long most = Arrays.stream(offsets).max().orElseThrow();
      int offsetBits = NgramLayout.bits(most - least);
      NgramLayout layout = new NgramLayout(counts, nodes, bucketBits, offsetBits, least, textBytes);
      Map<Section, ByteBuffer> sections = new EnumMap<>(Section.class);
      for (Section section : Section.values()) {
        int bytes = (int) mappable(section, layout.bytes(section), source);
        sections.put(section, ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN));
      }
      for (int b = 0; b < offsets.length; b++) {
        Bits.put(sections.get(Section.BUCKETS), (long) b * offsetBits, offsets[b] - least);
      }
      fillUnigrams(sections.get(Section.UNIGRAMS));
      fillNodes(layout, sections.get(Section.NODES));
      fillRecords(layout, sections.get(Section.RECORDS));
      Vocabulary.write(
          layout,
          words,
          sections.get(Section.SLOTS),
          sections.get(Section.STARTS),
          sections.get(Section.TEXT));
      sections.replaceAll((s, part) -> part.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
      return new NgramImage(layout, sections);
    }

    /** Where each bucket begins, less where it would if all had the same size. */
    private long[] offsets(NgramLayout layout) {
      int buckets = 1 << layout.bucketBits();
      long[] offsets = new long[buckets + 1];
      int record = 0;
      for (int b = 0; b <= buckets; b++) {
        while (record < keys.length && keys[record] >>> layout.restBits() < b) {
          record++;
        }
        offsets[b] = record - evenStart(b, keys.length, layout.bucketBits());
      }
      return offsets;
    }

    private void fillUnigrams(ByteBuffer unigrams) {
      for (int e = 1; e <= words(); e++) {
        float backoff = states[e] == e ? table.backoff(e) + 0f : -0f; // -0 + 0 = +0
        unigrams.putFloat(8 * (e - 1), table.prob(e)).putFloat(8 * (e - 1) + 4, backoff);
      }
    }

    private void fillNodes(NgramLayout layout, ByteBuffer part) {
      long at = 0;
      for (int e = firstRecord; e < table.firstEntry(table.order()); e++) {
        if (table.isExtended(e)) {
          Bits.put(part, at, Float.floatToRawIntBits(table.backoff(e)) & Bits.mask(Float.SIZE));
          Bits.put(part, at + Float.SIZE, states[table.suffix(e)]);
          at += layout.nodeRecordBits();
        }
      }
    }

    private void fillRecords(NgramLayout layout, ByteBuffer part) {
      for (int i = 0; i < keys.length; i++) {
        long at = (long) i * layout.recordBits();
        Bits.put(part, at, keys[i] & Bits.mask(layout.restBits()));
        int prob = Float.floatToRawIntBits(table.prob(entries[i]));
        Bits.put(part, at + layout.restBits(), prob & Bits.mask(Float.SIZE));
        Bits.put(part, at + layout.restBits() + Float.SIZE, states[entries[i]]);
      }
    }
  }
}

package org.auricle.decoder.lm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The words of a mapped model. A word's id stands in a hash table with open addressing (FNV-1a over
 * its UTF-8, linear probing); id 0, the unknown word, is what a search that finds nothing answers.
 * Thread-safe.
 */
final class Vocabulary {
  private final ByteBuffer slots;
  private final ByteBuffer starts;
  private final ByteBuffer text;
  private final int size;
  private final int slotMask;
  private final int wordBits;
  private final long wordMask;
  private final int startBits;
  private final long startMask;

  Vocabulary(NgramLayout layout, ByteBuffer slots, ByteBuffer starts, ByteBuffer text) {
    this.slots = slots;
    this.starts = starts;
    this.text = text;
    this.size = (int) layout.words();
    this.slotMask = (int) Bits.mask(layout.slotBits());
    this.wordBits = layout.wordBits();
    this.wordMask = Bits.mask(wordBits);
    this.startBits = layout.startBits();
    this.startMask = Bits.mask(startBits);
  }

  int size() {
    return size;
  }

  /** Id of a word, or 0. */
  int id(CharSequence word) {
    byte[] bytes = word.toString().getBytes(StandardCharsets.UTF_8);
    for (int i = hash(bytes) & slotMask; ; i = (i + 1) & slotMask) {
      int id = (int) Bits.get(slots, (long) i * wordBits, wordMask);
      if (id == 0 || matches(id, bytes)) {
        return id;
      }
    }
  }

  private boolean matches(int id, byte[] bytes) {
    int start = start(id);
    if (start(id + 1) - start != bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (text.get(start + i) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private int start(int id) {
    return (int) Bits.get(starts, (long) id * startBits, startMask);
  }

  /** The word of an id. */
  String word(int id) {
    int start = start(id);
    byte[] bytes = new byte[start(id + 1) - start];
    text.get(start, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whether every word is found under its id, and searches end. */
  boolean isSound(int textBytes) {
    int free = 0;
    for (int i = 0; i <= slotMask; i++) {
      int id = (int) Bits.get(slots, (long) i * wordBits, wordMask);
      free += id == 0 ? 1 : 0;
      if (id >= size) {
        return false;
      }
    }
    for (int id = 0; id < size; id++) {
      if (start(id) > start(id + 1)) {
        return false;
      }
    }
    return free > 0 && start(size) == textBytes;
  }

  /** Fills the parts of an empty vocabulary. */
  static void write(
      NgramLayout layout,
      List<byte[]> words,
      ByteBuffer slots,
      ByteBuffer starts,
      ByteBuffer text) {
    int mask = (int) Bits.mask(layout.slotBits());
    long wordMask = Bits.mask(layout.wordBits());
    int start = 0;
    for (int id = 0; id < words.size(); id++) {
      byte[] bytes = words.get(id);
      text.put(start, bytes);
      Bits.put(starts, (long) id * layout.startBits(), start);
      start += bytes.length;
      int i = hash(bytes) & mask;
      while (id > 0 && Bits.get(slots, (long) i * layout.wordBits(), wordMask) != 0) {
        i = (i + 1) & mask;
      }
      if (id > 0) {
        Bits.put(slots, (long) i * layout.wordBits(), id);
      }
    }
    Bits.put(starts, (long) words.size() * layout.startBits(), start);
  }

  private static int hash(byte[] bytes) {
    int hash = 0x811c9dc5;
    for (byte b : bytes) {
      hash = (hash ^ b & 0xff) * 0x01000193;
    }
    return hash ^ hash >>> 15;
  }
}

package org.auricle.engine.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A stream of bytes that knows its name and its position, so that every complaint can say where.
 * Not thread-safe; does not close the stream it reads.
 */
final class AudioInput {
  /** The size of a source that has not told it: a pipe, a request. */
  static final long UNKNOWN_SIZE = -1;

  private static final int SKIP_STEP = 1 << 16;

  private final String name;
  private final InputStream stream;
  private final long size;
  private byte[] peeked = {};
  private long position;

  /**
   * Reads {@code stream} from here on.
   *
   * @param size how many bytes there really are, or {@link #UNKNOWN_SIZE}; never what a header says
   */
  AudioInput(String name, InputStream stream, long size) {
    this(name, stream, 0, size);
  }

  private AudioInput(String name, InputStream stream, long position, long size) {
    this.name = name;
    this.stream = stream;
    this.position = position;
    this.size = size;
  }

  /** A part already read, which keeps its name and offsets. */
  AudioInput slice(byte[] bytes, long offset) {
    return new AudioInput(
        name, new ByteArrayInputStream(bytes), offset, offset + (long) bytes.length);
  }

  /** What stands for the source in messages. */
  String name() {
    return name;
  }

  /** Bytes consumed so far. */
  long position() {
    return position;
  }

  /** At most this many bytes follow; {@code Long.MAX_VALUE} when nobody knows. */
  long remainingAtMost() {
    return size == UNKNOWN_SIZE ? Long.MAX_VALUE : Math.max(0, size - position);
  }

  /** The next bytes without consuming them; fewer than asked for at the end. */
  byte[] peek(int count) throws IOException {
    if (peeked.length < count) {
      int have = peeked.length;
      byte[] more = stream.readNBytes(count - have);
      peeked = Arrays.copyOf(peeked, have + more.length);
      System.arraycopy(more, 0, peeked, have, more.length);
    }
    return Arrays.copyOf(peeked, Math.min(count, peeked.length));
  }

  /** Fills the range; returns less than {@code count} only at the end of the source. */
  int read(byte[] target, int offset, int count) throws IOException {
    int fromPeeked = Math.min(count, peeked.length);
    if (fromPeeked > 0) {
      System.arraycopy(peeked, 0, target, offset, fromPeeked);
      peeked = Arrays.copyOfRange(peeked, fromPeeked, peeked.length);
    }
    int got = fromPeeked + stream.readNBytes(target, offset + fromPeeked, count - fromPeeked);
    position += got;
    return got;
  }

  /**
   * The next bytes, fewer than {@code count} only at the end; takes no more memory than there are.
   */
  byte[] readUpTo(int count) throws IOException {
    byte[] bytes = stream.readNBytes(count);
    position += bytes.length;
    return bytes;
  }

  /** Exactly {@code count} bytes (a small number) of what {@code what} names. */
  byte[] readHeader(int count, String what) throws IOException {
    long start = position;
    byte[] bytes = new byte[count];
    int got = read(bytes, 0, count);
    if (got < count) {
      throw cutShort(start, what, got, count);
    }
    return bytes;
  }

  /** Passes over {@code count} bytes of what {@code what} names. */
  void skip(long count, String what) throws IOException {
    long start = position;
    byte[] scratch = new byte[(int) Math.min(count, SKIP_STEP)];
    for (long left = count; left > 0; ) {
      int got = read(scratch, 0, (int) Math.min(left, scratch.length));
      if (got == 0) {
        throw cutShort(start, what, position - start, count);
      }
      left -= got;
    }
  }

  /** The exception for a part from {@code start} on that ends too early. */
  AudioFormatException cutShort(long start, String what, long found, long expected) {
    return fail(start, what + " is cut short: " + found + " bytes (expected: " + expected + ")");
  }

  /** The exception for a problem at {@code offset}. */
  AudioFormatException fail(long offset, String problem) {
    return new AudioFormatException(name, offset, problem);
  }

  /** The exception for a problem at {@code offset} that {@code cause} revealed. */
  AudioFormatException fail(long offset, String problem, Throwable cause) {
    return new AudioFormatException(name, offset, problem, cause);
  }

  /** Whether {@code bytes} has the ASCII {@code text} at {@code offset}. */
  static boolean matches(byte[] bytes, int offset, String text) {
    byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
    return offset + expected.length <= bytes.length
        && Arrays.equals(bytes, offset, offset + expected.length, expected, 0, expected.length);
  }
}

package org.auricle.engine.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

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
  private Path file; // if it is one, read from its start
  private boolean converted;
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

  /** A whole file, of which {@code stream} is at the start. */
  static AudioInput ofFile(Path file, InputStream stream, long size) {
    AudioInput in = new AudioInput(file.toString(), stream, size);
    in.file = file;
    return in;
  }

  /** What another program made of a source: no place in it is one in the source. */
  static AudioInput converted(String name, InputStream stream) {
    AudioInput in = new AudioInput(name, stream, UNKNOWN_SIZE);
    in.converted = true;
    return in;
  }

  /** The file that this reads, if it is one. */
  Optional<Path> file() {
    return Optional.ofNullable(file);
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
    int fromPeeked = Math.min(count, peeked.length);
    byte[] more = stream.readNBytes(count - fromPeeked);
    byte[] bytes = Arrays.copyOf(peeked, fromPeeked + more.length);
    System.arraycopy(more, 0, bytes, fromPeeked, more.length);
    peeked = Arrays.copyOfRange(peeked, fromPeeked, peeked.length);
    position += bytes.length;
    return bytes;
  }

  /**
   * Samples that lie before what says how they lie, against all custom: keeps those that are there.
   * Chunks begin at even offsets.
   *
   * @param what they are
   * @param missing what should have come before
   */
  AudioInput keep(long length, String what, String missing) throws IOException {
    long start = position;
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw fail(start, what + " without " + missing + " before it");
    }
    byte[] kept = readUpTo((int) length);
    if (kept.length < length) {
      throw cutShort(start, what, kept.length, length);
    }
    skip(length & 1, "padding");
    return slice(kept, start);
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

  /** Writes all that comes to another place. */
  void copyTo(OutputStream target) throws IOException {
    target.write(peeked);
    position += peeked.length + stream.transferTo(target);
    peeked = new byte[0];
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
    return fail(offset, problem, null);
  }

  /** The exception for a problem at {@code offset} that {@code cause} revealed. */
  AudioFormatException fail(long offset, String problem, Throwable cause) {
    long known = converted ? AudioFormatException.NO_OFFSET : offset;
    return new AudioFormatException(name, known, problem, cause);
  }

  /** Whether {@code bytes} has the ASCII {@code text} at {@code offset}. */
  static boolean matches(byte[] bytes, int offset, String text) {
    byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
    return offset + expected.length <= bytes.length
        && Arrays.equals(bytes, offset, offset + expected.length, expected, 0, expected.length);
  }
}

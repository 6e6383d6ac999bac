package org.auricle.decoder.lm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a UTF-8 text, numbered, with line ends of either kind. Not thread-safe. */
final class ArpaLines {
  private static final int MAX_LINE = 1 << 20; // bytes; an ARPA line is a few words

  private final InputStream in;
  private final String source;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private byte[] line = new byte[256];
  private long number;

  ArpaLines(InputStream in, String source) {
    this.in = in;
    this.source = source;
  }

  /** Number of the line last read, from 1. */
  long number() {
    return number;
  }

  /** The next line without its end, or null at the end of the text. */
  String next() throws IOException {
    int length = 0;
    number++;
    while (true) {
      if (position == limit) {
        limit = Math.max(0, in.read(buffer));
        position = 0;
        if (limit == 0) {
          return length == 0 ? null : text(length);
        }
      }
      byte b = buffer[position++];
      if (b == '\n') {
        return text(length);
      }
      if (length == line.length) {
        if (length == MAX_LINE) {
          throw error("more than " + MAX_LINE + " bytes without a line end (expected: text)");
        }
        line = Arrays.copyOf(line, 2 * length);
      }
      line[length++] = b;
    }
  }

  private String text(int bytes) throws NgramFormatException {
    int length = bytes > 0 && line[bytes - 1] == '\r' ? bytes - 1 : bytes;
    int i = 0;
    while (i < length && line[i] >= 0) {
      i++;
    }
    if (i == length) {
      return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(line, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw error("bytes that are not UTF-8 (expected: UTF-8 text)");
    }
  }

  /** A problem at the line last read. */
  NgramFormatException error(String problem) {
    return new NgramFormatException(source, number, problem);
  }
}

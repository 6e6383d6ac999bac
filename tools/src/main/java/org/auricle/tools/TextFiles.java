package org.auricle.tools;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.auricle.decoder.lm.NgramTrainingException;

/** Texts of one sentence a line: files, plain or compressed with gzip; {@code -} is the input. */
final class TextFiles {
  private static final int GZIP = 0x8b1f; // first two bytes, little-endian

  private TextFiles() {}

  /**
   * The same path, if it is not a folder's: reading one fails with a message that does not name it.
   */
  static Path notFolder(Path file) {
    if (Files.isDirectory(file)) {
      throw new InputException(file + ": is a directory (expected: a file)");
    }
    return file;
  }

  /** Refuses a file that cannot be written, before there is anything to write. */
  static void requireWritable(Path file) {
    Path folder = notFolder(file).toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new InputException(file + ": no folder " + folder + " (expected: one that is there)");
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new InputException(file + ": permission denied");
    }
  }

  /** Bytes of all files on disk. */
  static long bytes(List<String> files) throws IOException {
    long bytes = 0;
    for (String file : files) {
      bytes += file.equals("-") ? 0 : Files.size(Path.of(file));
    }
    return bytes;
  }

  /**
   * Reads files line by line.
   *
   * @param bytesRead is told bytes read from disk so far, all files together, now and then
   */
  static void read(List<String> files, Consumer<String> line, LongConsumer bytesRead)
      throws IOException {
    long before = 0;
    for (String file : files) {
      long start = before;
      InputStream source =
          file.equals("-") ? System.in : Files.newInputStream(notFolder(Path.of(file)));
      try (Counting in = new Counting(source)) {
        read(in, file, line, () -> bytesRead.accept(start + in.count));
        before += in.count;
      }
    }
  }

  private static void read(Counting source, String name, Consumer<String> line, Runnable progress)
      throws IOException {
    BufferedInputStream in = new BufferedInputStream(source, 1 << 16);
    in.mark(2);
    int magic = in.read() | in.read() << 8;
    in.reset();
    long number = 0;
    // The constructor that takes a decoder refuses what is not UTF-8.
    try (InputStream text = magic == GZIP ? new GZIPInputStream(in, 1 << 16) : in;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()))) {
      for (String next = reader.readLine(); next != null; next = reader.readLine()) {
        number++;
        line.accept(next);
        if (number % 1024 == 0) {
          progress.run();
        }
      }
    } catch (CharacterCodingException e) {
      throw new InputException(
          name + " after line " + number + ": bytes that are not UTF-8 (expected: UTF-8 text)", e);
    } catch (ZipException | EOFException e) {
      throw new InputException(
          name + ": broken gzip data: " + e.getMessage() + " (expected: a whole file)", e);
    } catch (NgramTrainingException e) {
      throw new InputException(name + " line " + number + ": " + e.getMessage(), e);
    }
  }

  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = super.read(bytes, offset, length);
      count += Math.max(0, n);
      return n;
    }
  }
}

package org.auricle.tools.batch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files that are whole or not there, whenever the process or the machine ends. What is being
 * written has the same name for all files of a folder: one process writes there, one file at a
 * time, and a name that fits a file may be too long with more behind it.
 */
final class SafeFile {
  private static final String PART_FILE = ".auricle-batch.part";
  private static final int BUFFER_BYTES = 1 << 16;

  private SafeFile() {}

  /**
   * Puts a file in place, with the folders that it takes.
   *
   * @throws IOException naming the file, if it cannot be written; what was there before stays as it
   *     was
   */
  static void write(Path file, FileContent content) throws IOException {
    Path target = file.toAbsolutePath();
    try {
      Files.createDirectories(target.getParent());
    } catch (FileAlreadyExistsException e) {
      throw new FileSystemException(
          file.toString(), null, e.getFile() + " is a file (expected: a folder)");
    }
    Path part = target.resolveSibling(PART_FILE);
    boolean done = false;
    try {
      try (FileChannel channel =
              FileChannel.open(
                  part,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(new Naming(file, channel), BUFFER_BYTES)) {
        content.writeTo(out);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      done = true;
    } finally {
      if (!done) {
        Files.deleteIfExists(part); // a disk that is full needs the room
      }
    }
  }

  /** Writes to a channel, and says which file did not fit. */
  private static final class Naming extends OutputStream {
    private final Path file;
    private final FileChannel channel;

    Naming(Path file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        writeAll(channel, ByteBuffer.wrap(bytes, offset, length));
      } catch (IOException e) {
        throw naming(file, e);
      }
    }

    /** To the disk: otherwise its name might outlive a power failure, and it not. */
    @Override
    public void close() throws IOException {
      try {
        channel.force(true);
      } catch (IOException e) {
        throw naming(file, e);
      }
    }
  }

  /** Adds to the end of a file, which is made if it is not there. */
  static void append(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      writeAll(channel, ByteBuffer.wrap(bytes));
    } catch (IOException e) {
      throw naming(file, e);
    }
  }

  private static void writeAll(FileChannel channel, ByteBuffer rest) throws IOException {
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  /** That a disk is full is said without saying which file did not fit. */
  private static IOException naming(Path file, IOException e) {
    return e instanceof FileSystemException ? e : new IOException(file + ": " + e.getMessage(), e);
  }

  /** Removes what a process that was killed while it wrote a file of a folder has left. */
  static void removeRest(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(PART_FILE));
  }
}

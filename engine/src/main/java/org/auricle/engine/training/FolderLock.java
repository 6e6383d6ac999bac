package org.auricle.engine.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A folder that one process at a time writes to. The lock is the operating system's, on a file that
 * stays: it ends with the process, however that ends. Not thread-safe.
 */
public final class FolderLock implements AutoCloseable {
  static final String FILE = "training.lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** A training's lock on a folder that exists; empty if somebody has it, here or elsewhere. */
  public static Optional<FolderLock> tryAcquire(Path folder) throws IOException {
    return tryAcquire(folder, FILE);
  }

  /**
   * A lock on a folder that exists; empty if somebody has it, in this process or another.
   *
   * @param file name of the lock's file
   */
  public static Optional<FolderLock> tryAcquire(Path folder, String file) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken;
    try {
      FileLock lock = channel.tryLock();
      taken = lock == null;
    } catch (OverlappingFileLockException e) {
      taken = true;
    } catch (IOException e) { // a file system without locks is no reason to do nothing
      System.getLogger(FolderLock.class.getName())
          .log(System.Logger.Level.DEBUG, "cannot lock " + folder, e);
      taken = false;
    }
    if (taken) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new FolderLock(channel));
  }

  @Override
  public void close() throws IOException {
    channel.close(); // and the lock with it
  }
}

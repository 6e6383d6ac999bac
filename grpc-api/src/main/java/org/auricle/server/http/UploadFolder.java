package org.auricle.server.http;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where uploads are while they last. Deleted with all it holds when it is closed; what a server
 * left that was killed, the next one deletes. A server holds a lock in its folder as long as it
 * lives, in whatever container.
 */
final class UploadFolder implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(UploadFolder.class.getName());
  private static final String PREFIX = "auricle-uploads-";
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel lock;

  private UploadFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Makes one in a folder for temporary files, and clears that of those nobody has any more. */
  static UploadFolder in(Path temporary) throws IOException {
    Path path = Files.createTempDirectory(temporary, PREFIX);
    FileChannel lock =
        FileChannel.open(
            path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path folder : folders) {
        if (!folder.equals(path)) {
          deleteIfLeft(folder, path);
        }
      }
    }
    return new UploadFolder(path, lock);
  }

  /** Only what is of the same user as ours, and in no way a link to something else. */
  private static void deleteIfLeft(Path folder, Path ours) {
    try {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          || !Files.getOwner(folder).equals(Files.getOwner(ours))
          || !Files.isRegularFile(folder.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      try (FileChannel lock =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        if (lock.tryLock() == null) {
          return; // its server lives
        }
        delete(folder);
      }
    } catch (OverlappingFileLockException e) {
      // of another server in this process
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "old uploads are left in {0}: {1}", folder, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.delete(folder);
  }

  /** The folder. */
  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      lock.close();
      delete(path);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "uploads are left in {0}: {1}", path, e.toString());
    }
  }
}

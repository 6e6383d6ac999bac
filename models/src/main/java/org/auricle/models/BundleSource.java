package org.auricle.models;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Where a bundle's files are: a folder, a .zip, or the product itself. */
sealed interface BundleSource extends AutoCloseable {

  /** For people and errors. */
  String location();

  /** A file by its plain name; the caller closes it. */
  InputStream open(String file) throws IOException;

  /** The same once more, whether this one has been closed or not. */
  BundleSource reopen() throws IOException;

  @Override
  void close() throws IOException;

  /**
   * A whole file.
   *
   * @param limit most bytes, so that a hostile bundle cannot fill the memory
   */
  default byte[] read(String file, int limit) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    read(file, limit, bytes);
    return bytes.toByteArray();
  }

  /**
   * Copies a whole file.
   *
   * @param limit most bytes
   * @return how many there were
   * @throws BundleException naming the file, whatever the reason
   */
  default long read(String file, long limit, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long count = 0;
    try (InputStream in = open(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        count += n;
        if (count > limit) {
          throw new BundleException(
              location(), file, "size: more than " + limit + " bytes (expected: at most that)");
        }
        out.write(buffer, 0, n);
      }
      return count;
    } catch (BundleException e) {
      throw e;
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new BundleException(location(), file, "cannot be read: " + reason);
    }
  }

  /** Finds out what a path is. */
  static BundleSource of(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return new Folder(path);
    }
    if (!Files.exists(path)) {
      throw new BundleException(path.toString(), "no such bundle");
    }
    try {
      return new Zip(path, new ZipFile(path.toFile()));
    } catch (ZipException e) {
      throw new BundleException(
          path.toString(), "not a bundle: " + e.getMessage() + " (expected: a folder or a .zip)");
    } catch (IOException e) {
      throw new BundleException(path.toString(), "cannot be read: " + e.getMessage());
    }
  }

  /** A folder. */
  record Folder(Path path) implements BundleSource {
    @Override
    public String location() {
      return path.toString();
    }

    /** Where a file of the bundle truly is. */
    Path real(String file) throws IOException {
      try {
        Path real = path.resolve(file).toRealPath();
        if (!real.startsWith(path.toRealPath())) {
          throw new BundleException(
              location(), file, "leaves the bundle, to " + real + " (expected: a file in it)");
        }
        if (!Files.isRegularFile(real)) { // a pipe would have us wait for ever
          throw new BundleException(
              location(), file, "cannot be read: no plain file (expected: one)");
        }
        return real;
      } catch (NoSuchFileException e) {
        throw new BundleException(location(), file, "missing");
      }
    }

    @Override
    public InputStream open(String file) throws IOException {
      return Files.newInputStream(real(file));
    }

    @Override
    public BundleSource reopen() {
      return this;
    }

    @Override
    public void close() {}
  }

  /** A .zip whose entries lie at its top. */
  record Zip(Path path, ZipFile zip) implements BundleSource {
    /** Weights hardly shrink: what unpacks to more times its size is there to fill the disk. */
    private static final long MAX_RATIO = 100;

    /** Bytes that may be more times their size than that. */
    private static final long HARMLESS = 1 << 20;

    @Override
    public String location() {
      return path.toString();
    }

    @Override
    public long read(String file, long limit, OutputStream out) throws IOException {
      ZipEntry entry = zip.getEntry(file);
      long packed = entry == null ? 0 : Math.min(entry.getCompressedSize(), Files.size(path));
      long most = Math.max(HARMLESS, MAX_RATIO * packed);
      return BundleSource.super.read(file, Math.min(limit, most), out);
    }

    @Override
    public InputStream open(String file) throws IOException {
      ZipEntry entry = zip.getEntry(file);
      if (entry == null || entry.isDirectory()) {
        throw new BundleException(location(), file, "missing");
      }
      return zip.getInputStream(entry);
    }

    @Override
    public BundleSource reopen() throws IOException {
      return of(path);
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }

  /** A bundle that ships in the product. */
  record Shipped(String name) implements BundleSource {
    @Override
    public String location() {
      return name;
    }

    @Override
    public InputStream open(String file) throws IOException {
      InputStream in = Models.class.getResourceAsStream("bundles/" + name + "/" + file);
      if (in == null) {
        throw new BundleException(location(), file, "missing");
      }
      return in;
    }

    @Override
    public BundleSource reopen() {
      return this;
    }

    @Override
    public void close() {}
  }
}

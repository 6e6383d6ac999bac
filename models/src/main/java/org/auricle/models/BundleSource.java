package org.auricle.models;

import java.io.IOException;
import java.io.InputStream;
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

  @Override
  void close() throws IOException;

  /**
   * A whole file.
   *
   * @param limit most bytes, so that a hostile bundle cannot fill the memory
   */
  default byte[] read(String file, int limit) throws IOException {
    try (InputStream in = open(file)) {
      byte[] bytes = in.readNBytes(limit);
      if (in.read() >= 0) {
        throw new BundleException(location(), file, "more than " + limit + " bytes");
      }
      return bytes;
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

    @Override
    public InputStream open(String file) throws IOException {
      try {
        Path real = path.resolve(file).toRealPath();
        if (!real.startsWith(path.toRealPath())) {
          throw new BundleException(location(), file, "leaves the bundle, to " + real);
        }
        return Files.newInputStream(real);
      } catch (NoSuchFileException e) {
        throw new BundleException(location(), file, "missing");
      } catch (BundleException e) {
        throw e;
      } catch (IOException e) {
        throw new BundleException(location(), file, "cannot be read: " + e.getMessage());
      }
    }

    @Override
    public void close() {}
  }

  /** A .zip whose entries lie at its top. */
  record Zip(Path path, ZipFile zip) implements BundleSource {
    @Override
    public String location() {
      return path.toString();
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
    public byte[] read(String file, int limit) throws IOException {
      try {
        return BundleSource.super.read(file, limit);
      } catch (ZipException e) {
        throw new BundleException(location(), file, "damaged: " + e.getMessage());
      }
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
    public void close() {}
  }
}

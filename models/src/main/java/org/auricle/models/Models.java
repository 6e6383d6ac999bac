package org.auricle.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Bundles by name or path. */
public final class Models {
  /** The bundle used when nobody names one. */
  public static final String DEFAULT = "en-spell";

  private Models() {}

  /** Names of the bundles that ship in the product, the default first. */
  public static List<String> shipped() {
    try (InputStream in = Models.class.getResourceAsStream("bundles/shipped.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException("bundles/shipped.txt cannot be read", e);
    }
  }

  /**
   * Opens a bundle.
   *
   * @param nameOrPath a shipped bundle's name, or the path of a folder or .zip; where both exist
   *     the name wins, and "./NAME" is the path
   * @throws BundleException if there is none, or it cannot be used
   */
  public static ModelBundle open(String nameOrPath) throws IOException {
    try (BundleSource source = source(nameOrPath)) {
      return BundleReader.read(source);
    }
  }

  static BundleSource source(String nameOrPath) throws IOException {
    if (shipped().contains(nameOrPath)) {
      return new BundleSource.Shipped(nameOrPath);
    }
    Path path;
    try {
      path = Path.of(nameOrPath);
    } catch (InvalidPathException e) {
      throw new BundleException(nameOrPath, "neither a shipped bundle nor a path");
    }
    if (nameOrPath.isBlank() || !Files.exists(path)) {
      throw new BundleException(
          nameOrPath.isBlank() ? "\"\"" : nameOrPath,
          "no such bundle (expected: a folder, a .zip, or one that ships: "
              + String.join(", ", shipped())
              + ")");
    }
    return BundleSource.of(path);
  }
}

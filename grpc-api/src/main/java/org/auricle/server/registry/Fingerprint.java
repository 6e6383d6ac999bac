package org.auricle.server.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.auricle.models.Models;

/** Tells whether files have changed without reading them. */
final class Fingerprint {
  private static final int MAX_DEPTH = 3;

  private Fingerprint() {}

  /** Names, sizes, times and identities of all files of a bundle; constant for one that ships. */
  static String of(String model) throws IOException {
    if (Models.shipped().contains(model)) {
      return "";
    }
    Path path;
    try {
      path = Path.of(model);
    } catch (InvalidPathException e) {
      return "";
    }
    if (!Files.isDirectory(path)) {
      return ofFile(path);
    }
    try (Stream<Path> files = Files.walk(path, MAX_DEPTH)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.sorted().collect(Collectors.toList())) {
        all.append(path.relativize(file)).append(' ').append(ofFile(file)).append('\n');
      }
      return all.toString();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause(); // a file that has gone while we looked
    }
  }

  private static String ofFile(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey();
  }
}

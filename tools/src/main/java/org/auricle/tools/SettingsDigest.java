package org.auricle.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.auricle.models.BundleManifest;
import org.auricle.models.Checksum;
import org.auricle.models.Models;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * SHA-256 of all that transcripts depend on but the recordings: the version, the model, the options
 * that were given and the files that they name.
 */
public final class SettingsDigest {
  /** Options that no transcript depends on. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "--output-dir",
          "--name",
          "--resume",
          "--list",
          "--format", // their endings tell which files there are to be
          "--json",
          "--threads",
          "--batch",
          "--stats",
          "--verbose",
          "--debug",
          "--model");

  /** Options without a type of their own whose values may be files. */
  private static final Set<String> FILES = Set.of("--grammar", "--vad");

  private SettingsDigest() {}

  /**
   * The digest.
   *
   * @param options as they were given
   * @param model as the user calls it
   */
  static String of(ParseResult options, String model) throws IOException {
    List<String> given = new ArrayList<>();
    for (OptionSpec option : options.matchedOptions()) {
      if (!WITHOUT_EFFECT.contains(option.longestName())) {
        given.add(option.longestName());
        boolean files = option.type() == Path.class || FILES.contains(option.longestName());
        for (String value : option.originalStringValues()) {
          given.add(value);
          if (files) {
            addFiles(value, given);
          }
        }
      }
    }
    return of(model, given);
  }

  /**
   * The digest.
   *
   * @param model as the user calls it
   * @param options that were given, with their values and what the files hold that they name
   */
  public static String of(String model, List<String> options) throws IOException {
    List<String> parts = new ArrayList<>();
    parts.add(
        Objects.requireNonNullElse(
            SettingsDigest.class.getPackage().getImplementationVersion(), ""));
    addModel(model, parts);
    if (!model.equals(Models.DEFAULT)) {
      addModel(Models.DEFAULT, parts); // whose detector of speech stands in
    }
    parts.addAll(options);
    return Checksum.sha256(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
  }

  private static void addModel(String name, List<String> parts) throws IOException {
    if (Models.shipped().contains(name)) {
      BundleManifest manifest = Models.open(name).manifest();
      parts.add(new TreeMap<>(manifest.sha256()).toString());
      parts.add(manifest.features().toString());
      parts.add(manifest.decoder().toString());
      parts.add(manifest.language().toString());
    } else {
      addFiles(name, parts);
    }
  }

  private static void addFiles(String name, List<String> parts) throws IOException {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      return; // a phrase, say
    }
    if (name.isEmpty() || !Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        parts.add(Checksum.sha256(file));
      }
    }
  }
}

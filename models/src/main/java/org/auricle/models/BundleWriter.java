package org.auricle.models;

import static org.auricle.models.ModelBundle.CARD_FILE;
import static org.auricle.models.ModelBundle.MANIFEST_FILE;
import static org.auricle.models.ModelBundle.TOKENS_FILE;
import static org.auricle.models.ModelBundle.WEIGHTS_FILE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.engine.recognition.TokenTable;

/**
 * Writes bundles. A reader never sees half of one: files are written beside the target and renamed.
 * The same content gives the same bytes.
 */
public final class BundleWriter {
  private BundleWriter() {}

  /**
   * Writes a bundle; one that stands there is replaced.
   *
   * @param manifest its checksums are filled in here
   * @param type how weights are stored
   * @param target a name that ends in .zip for a zip file, otherwise a folder
   * @throws BundleException if the target exists and is not a bundle
   */
  public static void write(
      BundleManifest manifest,
      TokenTable tokens,
      BiLstmWeights weights,
      String card,
      TensorType type,
      Path target)
      throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(WEIGHTS_FILE, Safetensors.write(tensors(weights), type));
    files.put(TOKENS_FILE, TokensFile.write(tokens).getBytes(StandardCharsets.UTF_8));
    files.put(CARD_FILE, card.getBytes(StandardCharsets.UTF_8));
    Map<String, String> checksums = new TreeMap<>();
    files.forEach((name, bytes) -> checksums.put(name, Checksum.sha256(bytes)));
    String json = BundleJson.write(manifest.withChecksums(checksums));
    files.put(MANIFEST_FILE, json.getBytes(StandardCharsets.UTF_8));

    Path absolute = target.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    if (absolute.getFileName().toString().endsWith(".zip")) {
      writeZip(files, absolute);
    } else {
      writeFolder(files, absolute);
    }
  }

  private static Map<String, Tensor> tensors(BiLstmWeights weights) {
    Map<String, int[]> shapes = weights.config().shapes();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    weights
        .tensors()
        .forEach((name, values) -> tensors.put(name, new Tensor(shapes.get(name), values)));
    return tensors;
  }

  private static void writeZip(Map<String, byte[]> files, Path target) throws IOException {
    Path part = beside(target);
    try {
      try (OutputStream out = Files.newOutputStream(part);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          ZipEntry entry = new ZipEntry(file.getKey());
          entry.setTime(0); // so that the same bundle has the same bytes
          zip.putNextEntry(entry);
          zip.write(file.getValue());
        }
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void writeFolder(Map<String, byte[]> files, Path target) throws IOException {
    boolean exists = Files.exists(target);
    if (exists && !Files.exists(target.resolve(MANIFEST_FILE))) {
      throw new BundleException(
          target.toString(), "exists and is not a bundle (expected: a new name, or a bundle)");
    }
    Path part = Files.createDirectory(beside(target));
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(part.resolve(file.getKey()), file.getValue());
      }
      if (exists) {
        Path old = part.resolveSibling(part.getFileName() + ".old");
        Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        delete(old);
      } else {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      delete(part);
    }
  }

  private static Path beside(Path target) {
    return target.resolveSibling(
        "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> paths;
      try (Stream<Path> walk = Files.walk(folder)) {
        paths = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : paths) {
        Files.delete(path);
      }
    }
  }
}

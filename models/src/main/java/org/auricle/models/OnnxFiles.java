package org.auricle.models;

import static org.auricle.models.ModelBundle.CARD_FILE;
import static org.auricle.models.ModelBundle.ONNX_FILE;
import static org.auricle.models.ModelBundle.TOKENS_FILE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.auricle.acoustic.onnx.OnnxModelInfo;

/**
 * A model in ONNX inside a bundle. Its bytes stay on disk: ONNX Runtime is given the file itself if
 * the bundle is a folder, otherwise a copy that only this user can read and that goes afterwards.
 */
final class OnnxFiles implements ModelBundle.Network {
  static final long MAX_BYTES = 64L << 30; // of one file

  private final BundleSource source;
  private final Map<String, String> checksums; // of all files of the bundle, by name

  OnnxFiles(BundleSource source, Map<String, String> checksums) {
    this.source = source;
    this.checksums = checksums;
  }

  /** For messages. */
  String name() {
    return source.location() + ", " + ONNX_FILE;
  }

  /** Whether the files can be used where they are. */
  boolean isFolder() {
    return source instanceof BundleSource.Folder;
  }

  /**
   * Does something with the model's file, which is there no longer than that.
   *
   * @throws BundleException if its files cannot be read, or are not those of bundle.json
   */
  <T> T use(Function<Path, T> work) throws IOException {
    if (source instanceof BundleSource.Folder folder) {
      return work.apply(checked(folder.real(ONNX_FILE)));
    }
    Path temporary = Files.createTempDirectory("auricle-");
    try {
      unpack(temporary);
      return work.apply(checked(temporary.resolve(ONNX_FILE)));
    } finally {
      Folders.delete(temporary);
    }
  }

  /** Weights beside the model must be files whose checksums are known. */
  private Path checked(Path file) throws BundleException {
    for (String external : OnnxModelInfo.read(file, name()).externalFiles()) {
      if (!checksums.containsKey(external)) {
        throw new BundleException(
            source.location(),
            ONNX_FILE,
            "external data in " + external + " (expected: a file that bundle.json lists)");
      }
    }
    return file;
  }

  private void unpack(Path folder) throws IOException {
    try (BundleSource open = source.reopen()) {
      for (Map.Entry<String, String> entry : new TreeMap<>(checksums).entrySet()) {
        String name = entry.getKey();
        if (name.equals(TOKENS_FILE) || name.equals(CARD_FILE)) {
          continue;
        }
        MessageDigest digest = Checksum.newDigest();
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
          open.read(name, MAX_BYTES, new DigestOutputStream(out, digest));
        }
        Checksum.require(source.location(), name, Checksum.hex(digest), entry.getValue());
      }
    }
  }
}

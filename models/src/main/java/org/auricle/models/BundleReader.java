package org.auricle.models;

import static org.auricle.models.ModelBundle.CARD_FILE;
import static org.auricle.models.ModelBundle.MANIFEST_FILE;
import static org.auricle.models.ModelBundle.TOKENS_FILE;
import static org.auricle.models.ModelBundle.WEIGHTS_FILE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.engine.math.VectorMath;
import org.auricle.engine.recognition.TokenTable;

/** Reads bundles and checks all there is to check before anything is computed with them. */
public final class BundleReader {
  private static final int MAX_MANIFEST = 1 << 20;
  private static final int MAX_FILE = 1 << 30;
  private static final int MAX_FILES = 100;
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final BundleSource source;

  private BundleReader(BundleSource source) {
    this.source = source;
  }

  /**
   * Reads a bundle.
   *
   * @param path a folder or a .zip
   * @throws BundleException naming file, tensor, what was found and what was expected
   */
  public static ModelBundle read(Path path) throws IOException {
    try (BundleSource source = BundleSource.of(path)) {
      return read(source);
    }
  }

  static ModelBundle read(BundleSource source) throws IOException {
    return new BundleReader(source).bundle();
  }

  private ModelBundle bundle() throws IOException {
    byte[] manifestBytes = source.read(MANIFEST_FILE, MAX_MANIFEST);
    BundleManifest manifest;
    try {
      manifest = BundleJson.read(new String(manifestBytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new BundleException(source.location(), MANIFEST_FILE, e.getMessage());
    }
    Map<String, byte[]> files = files(manifest);
    TokenTable tokens = tokens(text(files, TOKENS_FILE), manifest.blank());
    BiLstmWeights weights = weights(manifest, tokens, required(files, WEIGHTS_FILE));
    long bytes = manifestBytes.length;
    for (byte[] file : files.values()) {
      bytes += file.length;
    }
    return new ModelBundle(
        manifest, tokens, weights, text(files, CARD_FILE), source.location(), bytes);
  }

  /** All files that the manifest names, their checksums verified. */
  private Map<String, byte[]> files(BundleManifest manifest) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    if (manifest.sha256().size() > MAX_FILES) {
      throw new BundleException(
          source.location(),
          MANIFEST_FILE,
          manifest.sha256().size() + " files (expected: at most " + MAX_FILES + ")");
    }
    for (Map.Entry<String, String> entry : new TreeMap<>(manifest.sha256()).entrySet()) {
      String name = entry.getKey();
      if (!PLAIN_NAME.matcher(name).matches()) {
        throw new BundleException(
            source.location(),
            MANIFEST_FILE,
            "file name \"" + name + "\" (expected: a plain name)");
      }
      byte[] bytes = source.read(name, MAX_FILE);
      String found = Checksum.sha256(bytes);
      if (!found.equals(entry.getValue())) {
        throw new BundleException(
            source.location(),
            name,
            "SHA-256 " + found + " (expected: " + entry.getValue() + ", as bundle.json says)");
      }
      files.put(name, bytes);
    }
    return files;
  }

  private byte[] required(Map<String, byte[]> files, String name) throws BundleException {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new BundleException(
          source.location(), MANIFEST_FILE, "sha256: no " + name + " (expected: one)");
    }
    return bytes;
  }

  private String text(Map<String, byte[]> files, String name) throws BundleException {
    return new String(required(files, name), StandardCharsets.UTF_8);
  }

  private TokenTable tokens(String text, int blank) throws BundleException {
    try {
      return TokensFile.read(text, blank);
    } catch (IllegalArgumentException e) {
      throw new BundleException(source.location(), TOKENS_FILE, e.getMessage());
    }
  }

  private BiLstmWeights weights(BundleManifest manifest, TokenTable tokens, byte[] bytes)
      throws BundleException {
    Map<String, Tensor> tensors = Safetensors.read(bytes, source.location() + ", " + WEIGHTS_FILE);
    try {
      BiLstmConfig config = config(manifest, tokens);
      Map<String, int[]> shapes = config.shapes();
      Map<String, float[]> values = new LinkedHashMap<>();
      tensors.forEach((name, tensor) -> values.put(name, checked(name, tensor, shapes)));
      return new BiLstmWeights(config, values);
    } catch (IllegalArgumentException e) {
      throw new BundleException(source.location(), WEIGHTS_FILE, e.getMessage());
    }
  }

  static BiLstmConfig config(BundleManifest manifest, TokenTable tokens) {
    return new BiLstmConfig(
        manifest.features().dim(),
        manifest.acoustic().layers(),
        manifest.acoustic().hidden(),
        tokens.size());
  }

  private static float[] checked(String name, Tensor tensor, Map<String, int[]> shapes) {
    int[] expected = shapes.get(name);
    if (expected != null && !Arrays.equals(expected, tensor.shape())) {
      throw new IllegalArgumentException(
          "tensor %s: shape %s (expected: %s)"
              .formatted(name, Arrays.toString(tensor.shape()), Arrays.toString(expected)));
    }
    if (!VectorMath.isFinite(tensor.values().length, tensor.values(), 0)) {
      throw new IllegalArgumentException("tensor " + name + ": holds NaN or infinity");
    }
    return tensor.values();
  }
}

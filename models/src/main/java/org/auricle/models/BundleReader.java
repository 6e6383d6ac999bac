package org.auricle.models;

import static org.auricle.models.ModelBundle.CARD_FILE;
import static org.auricle.models.ModelBundle.MANIFEST_FILE;
import static org.auricle.models.ModelBundle.TOKENS_FILE;
import static org.auricle.models.ModelBundle.WEIGHTS_FILE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.math.VectorMath;
import org.auricle.engine.recognition.TokenTable;

/** Reads bundles and checks all there is to check before anything is computed with them. */
public final class BundleReader {
  private static final int MAX_TEXT = 1 << 20; // bytes of bundle.json, tokens.txt, CARD.md each
  private static final int MAX_WEIGHTS = 1 << 30; // bytes
  private static final int MAX_OTHER = 1 << 30; // bytes of a file that is not kept
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
    byte[] manifestBytes = source.read(MANIFEST_FILE, MAX_TEXT);
    BundleManifest manifest = manifest(new String(manifestBytes, StandardCharsets.UTF_8));
    Map<String, byte[]> files = new HashMap<>();
    long bytes = manifestBytes.length + textsAndOthers(manifest, files);
    TokenTable tokens = tokens(text(files, TOKENS_FILE), manifest.blank());
    byte[] weightBytes = weightBytes(manifest, tokens);
    return new ModelBundle(
        manifest,
        tokens,
        weights(manifest, tokens, weightBytes),
        text(files, CARD_FILE),
        source.location(),
        bytes + weightBytes.length);
  }

  private BundleManifest manifest(String json) throws BundleException {
    try {
      BundleManifest manifest = BundleJson.read(json);
      new FeaturePipeline(manifest.features()); // says whether its options fit each other
      return manifest;
    } catch (IllegalArgumentException e) {
      throw new BundleException(source.location(), MANIFEST_FILE, e.getMessage());
    }
  }

  /**
   * Verifies the checksums of all files but the weights, and keeps those that are known. What is
   * not known is not held in memory, however large it unpacks.
   *
   * @return their size, bytes
   */
  private long textsAndOthers(BundleManifest manifest, Map<String, byte[]> texts)
      throws IOException {
    if (manifest.sha256().size() > MAX_FILES) {
      throw new BundleException(
          source.location(),
          MANIFEST_FILE,
          manifest.sha256().size() + " files (expected: at most " + MAX_FILES + ")");
    }
    long bytes = 0;
    for (Map.Entry<String, String> entry : new TreeMap<>(manifest.sha256()).entrySet()) {
      String name = entry.getKey();
      if (!PLAIN_NAME.matcher(name).matches()) {
        throw new BundleException(
            source.location(),
            MANIFEST_FILE,
            "file name \"" + name + "\" (expected: a plain name)");
      }
      if (name.equals(TOKENS_FILE) || name.equals(CARD_FILE)) {
        texts.put(name, source.read(name, MAX_TEXT));
        requireChecksum(name, Checksum.sha256(texts.get(name)), entry.getValue());
        bytes += texts.get(name).length;
      } else if (!name.equals(WEIGHTS_FILE)) {
        MessageDigest digest = Checksum.newDigest();
        bytes +=
            source.read(
                name, MAX_OTHER, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        requireChecksum(name, Checksum.hex(digest), entry.getValue());
      }
    }
    return bytes;
  }

  /** The weights' file, which can be no larger than what the network that is announced needs. */
  private byte[] weightBytes(BundleManifest manifest, TokenTable tokens) throws IOException {
    String expected = manifest.sha256().get(WEIGHTS_FILE);
    if (expected == null) {
      throw missing(WEIGHTS_FILE);
    }
    long most = Safetensors.MAX_HEADER;
    try {
      for (int[] shape : config(manifest, tokens).shapes().values()) {
        most += Float.BYTES * Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
      }
    } catch (IllegalArgumentException e) {
      throw new BundleException(source.location(), MANIFEST_FILE, e.getMessage());
    }
    byte[] bytes = source.read(WEIGHTS_FILE, (int) Math.min(MAX_WEIGHTS, most));
    requireChecksum(WEIGHTS_FILE, Checksum.sha256(bytes), expected);
    return bytes;
  }

  private void requireChecksum(String name, String found, String expected) throws BundleException {
    if (!found.equals(expected)) {
      throw new BundleException(
          source.location(),
          name,
          "SHA-256 " + found + " (expected: " + expected + ", as bundle.json says)");
    }
  }

  private BundleException missing(String name) {
    return new BundleException(
        source.location(), MANIFEST_FILE, "sha256: no " + name + " (expected: one)");
  }

  private String text(Map<String, byte[]> files, String name) throws BundleException {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw missing(name);
    }
    return new String(bytes, StandardCharsets.UTF_8);
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

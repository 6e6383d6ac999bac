package org.auricle.models;

import static org.auricle.models.ModelBundle.CARD_FILE;
import static org.auricle.models.ModelBundle.MANIFEST_FILE;
import static org.auricle.models.ModelBundle.ONNX_FILE;
import static org.auricle.models.ModelBundle.TOKENS_FILE;
import static org.auricle.models.ModelBundle.VOICE_FILE;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.acoustic.vad.VoiceNetWeights;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.models.BundleManifest.Acoustic;

/** Reads bundles and checks all there is to check before anything is computed with them. */
public final class BundleReader {
  private static final int MAX_TEXT = 1 << 20; // bytes of bundle.json, tokens.txt, CARD.md each
  private static final int MAX_VOICE = 16 << 20; // bytes
  private static final int MAX_WEIGHTS = 1 << 30; // bytes
  private static final long MAX_OTHER = OnnxFiles.MAX_BYTES; // of a file that is not kept
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
    String card = text(files, CARD_FILE);
    LanguageFiles others = new LanguageFiles(source, manifest.sha256());
    LanguageParts language = others.parts(tokens);
    Optional<PieceModel> pieces = others.pieces(tokens);
    Optional<VoiceNetWeights> voice = voice(manifest);
    if (manifest.acoustic() instanceof Acoustic.Onnx onnx) {
      ModelBundle.Network network = onnxFiles(manifest, onnx, tokens);
      return new ModelBundle(
          manifest, tokens, network, language, pieces, voice, card, source.location(), bytes);
    }
    BiLstmConfig config = config(manifest, (Acoustic.BiLstm) manifest.acoustic(), tokens);
    byte[] weightBytes = weightBytes(manifest, config);
    BiLstmWeights weights = weights(config, weightBytes);
    return new ModelBundle(
        manifest,
        tokens,
        new ModelBundle.Native(weights),
        language,
        pieces,
        voice,
        card,
        source.location(),
        bytes + weightBytes.length);
  }

  /** The voice activity network, if there is one; its file has been verified among the others. */
  private Optional<VoiceNetWeights> voice(BundleManifest manifest) throws IOException {
    return manifest.sha256().containsKey(VOICE_FILE)
        ? Optional.of(
            VoiceNetFile.read(
                source.read(VOICE_FILE, MAX_VOICE), source.location() + ", " + VOICE_FILE))
        : Optional.empty();
  }

  /** A model in ONNX, whose file has been verified among the others. */
  private OnnxFiles onnxFiles(BundleManifest manifest, Acoustic.Onnx onnx, TokenTable tokens)
      throws IOException {
    if (!manifest.sha256().containsKey(ONNX_FILE)) {
      throw missing(ONNX_FILE);
    }
    if (onnx.model().vocabularySize() != tokens.size()) {
      throw new BundleException(
          source.location(),
          TOKENS_FILE,
          "%d tokens (expected: %d, as acoustic.model.vocabularySize says)"
              .formatted(tokens.size(), onnx.model().vocabularySize()));
    }
    if (onnx.model().signal().dim() != manifest.features().dim()) {
      throw new BundleException(
          source.location(),
          MANIFEST_FILE,
          "features of %d values (expected: %d, as acoustic.model.signal.dim says)"
              .formatted(manifest.features().dim(), onnx.model().signal().dim()));
    }
    OnnxFiles files = new OnnxFiles(source, manifest.sha256());
    if (files.isFolder()) { // otherwise it would have to be unpacked for this
      files.use(path -> path);
    }
    return files;
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
        Checksum.require(
            source.location(), name, Checksum.sha256(texts.get(name)), entry.getValue());
        bytes += texts.get(name).length;
      } else if (!name.equals(WEIGHTS_FILE) || manifest.acoustic() instanceof Acoustic.Onnx) {
        MessageDigest digest = Checksum.newDigest();
        bytes +=
            source.read(
                name, MAX_OTHER, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        Checksum.require(source.location(), name, Checksum.hex(digest), entry.getValue());
      }
    }
    return bytes;
  }

  /** The weights' file, which can be no larger than what the network that is announced needs. */
  private byte[] weightBytes(BundleManifest manifest, BiLstmConfig config) throws IOException {
    String expected = manifest.sha256().get(WEIGHTS_FILE);
    if (expected == null) {
      throw missing(WEIGHTS_FILE);
    }
    long most = Safetensors.MAX_HEADER;
    for (int[] shape : config.shapes().values()) {
      most += Float.BYTES * Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
    }
    byte[] bytes = source.read(WEIGHTS_FILE, (int) Math.min(MAX_WEIGHTS, most));
    Checksum.require(source.location(), WEIGHTS_FILE, Checksum.sha256(bytes), expected);
    return bytes;
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

  private BiLstmWeights weights(BiLstmConfig config, byte[] bytes) throws BundleException {
    Map<String, Tensor> tensors = Safetensors.read(bytes, source.location() + ", " + WEIGHTS_FILE);
    try {
      Map<String, int[]> shapes = config.shapes();
      Map<String, float[]> values = new LinkedHashMap<>();
      tensors.forEach(
          (name, tensor) -> {
            tensor.require(name, shapes.getOrDefault(name, tensor.shape()));
            values.put(name, tensor.values());
          });
      return new BiLstmWeights(config, values);
    } catch (IllegalArgumentException e) {
      throw new BundleException(source.location(), WEIGHTS_FILE, e.getMessage());
    }
  }

  private BiLstmConfig config(BundleManifest manifest, Acoustic.BiLstm network, TokenTable tokens)
      throws BundleException {
    try {
      return new BiLstmConfig(
          manifest.features().dim(),
          network.layers(),
          network.hidden(),
          tokens.size(),
          network.cell());
    } catch (IllegalArgumentException e) {
      throw new BundleException(source.location(), MANIFEST_FILE, e.getMessage());
    }
  }
}

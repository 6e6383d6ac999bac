package org.auricle.models;

import java.io.IOException;
import java.util.Optional;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.onnx.OnnxModelInfo;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.acoustic.vad.VoiceNetWeights;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.engine.recognition.TokenTable;

/**
 * A bundle, checked: manifest, tokens and network fit each other.
 *
 * @param manifest what stands in bundle.json
 * @param tokens what the network emits
 * @param network weights in memory, or a model that stays on disk
 * @param language what the decoder knows beside
 * @param pieces {@code pieces.txt}: how words are divided into the tokens, if these are word pieces
 *     that were trained here; what is recognised does not depend on it
 * @param voice tells where somebody speaks; not every bundle has one
 * @param card Markdown: data, error rates, known weaknesses, licence
 * @param location where it was read from, for people
 * @param bytes size of all its files
 */
public record ModelBundle(
    BundleManifest manifest,
    TokenTable tokens,
    Network network,
    LanguageParts language,
    Optional<PieceModel> pieces,
    Optional<VoiceNetWeights> voice,
    String card,
    String location,
    long bytes) {

  /** Name of the voice activity network in a bundle. */
  public static final String VOICE_FILE = "vad.safetensors";

  /** Name of the word pieces with their probabilities in a bundle. */
  public static final String PIECES_FILE = "pieces.txt";

  /** Names of the files beside bundle.json. */
  static final String MANIFEST_FILE = "bundle.json";

  static final String WEIGHTS_FILE = "acoustic.safetensors";
  static final String ONNX_FILE = "acoustic.onnx";
  static final String TOKENS_FILE = "tokens.txt";
  static final String CARD_FILE = "CARD.md";

  /** What computes. */
  public sealed interface Network permits Native, OnnxFiles {}

  /** A network that runs natively. */
  record Native(BiLstmWeights weights) implements Network {}

  /** A bundle whose network runs natively. */
  public ModelBundle(
      BundleManifest manifest,
      TokenTable tokens,
      BiLstmWeights weights,
      String card,
      String location,
      long bytes) {
    this(
        manifest,
        tokens,
        new Native(weights),
        LanguageParts.NONE,
        Optional.empty(),
        Optional.empty(),
        card,
        location,
        bytes);
  }

  /** The same with another search. */
  public ModelBundle with(BeamOptions decoder) {
    return new ModelBundle(
        manifest.withDecoder(decoder),
        tokens,
        network,
        language,
        pieces,
        voice,
        card,
        location,
        bytes);
  }

  /** The same with other knowledge of the language. */
  public ModelBundle with(LanguageParts parts, BundleManifest.Language weights) {
    return new ModelBundle(
        manifest.withLanguage(weights),
        tokens,
        network,
        parts,
        pieces,
        voice,
        card,
        location,
        bytes);
  }

  /**
   * The weights of a network that runs natively.
   *
   * @throws BundleException if it is a model in ONNX
   */
  public BiLstmWeights weights() throws BundleException {
    if (network instanceof Native lstm) {
      return lstm.weights();
    }
    throw new BundleException(
        location,
        MANIFEST_FILE,
        "acoustic.type: %s (expected: %s, a network of our own)"
            .formatted(BundleManifest.Acoustic.ONNX, BundleManifest.Acoustic.BILSTM));
  }

  /** What a model in ONNX says about itself; empty for a network of our own. */
  public Optional<OnnxModelInfo> onnxInfo() throws IOException {
    return network instanceof OnnxFiles files
        ? Optional.of(files.use(path -> OnnxModelInfo.read(path, files.name())))
        : Optional.empty();
  }
}

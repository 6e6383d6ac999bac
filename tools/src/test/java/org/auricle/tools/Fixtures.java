package org.auricle.tools;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.bilstm.ChunkOptions;
import org.auricle.acoustic.onnx.OnnxElementType;
import org.auricle.acoustic.onnx.OnnxExporter;
import org.auricle.acoustic.onnx.OnnxFamily;
import org.auricle.acoustic.onnx.OnnxModelDescription;
import org.auricle.acoustic.onnx.OnnxModelDescription.Chunking;
import org.auricle.acoustic.onnx.OnnxModelDescription.Layout;
import org.auricle.acoustic.onnx.OnnxModelDescription.Lengths;
import org.auricle.acoustic.onnx.OnnxModelDescription.Posteriors;
import org.auricle.acoustic.onnx.OnnxModelDescription.Signal;
import org.auricle.acoustic.onnx.OnnxQuantization;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.decoder.lm.lstm.LstmLanguageModel;
import org.auricle.decoder.lm.lstm.LstmLmConfig;
import org.auricle.decoder.lm.lstm.LstmLmWeights;
import org.auricle.decoder.lm.lstm.SymbolTable;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.CellOptions;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.models.BundleManifest;
import org.auricle.models.BundleWriter;
import org.auricle.models.LstmLmFile;
import org.auricle.models.TensorType;

/** Small things to run commands on. */
final class Fixtures {
  private static final int RATE = 16_000;
  private static final TokenTable TOKENS = new TokenTable(List.of("<blank>", "|", "a", "b"), 0);

  private Fixtures() {}

  /** A model that understands nothing, with weights from a seed. */
  static Path bundle(Path folder) throws IOException {
    Path path = folder.resolve("tiny");
    BundleManifest manifest =
        manifest(new BundleManifest.Acoustic.BiLstm(1, 4, CellOptions.DEFAULT, 0));
    BundleWriter.write(manifest, TOKENS, weights(), "# tiny\n", TensorType.F32, path);
    return path;
  }

  /** Two words of the bundle's tokens. */
  static Path lexicon(Path folder) throws IOException {
    return Files.writeString(folder.resolve("words.txt"), "ba\tb a\nab\ta b\n");
  }

  /** How likely they are, by themselves. */
  static Path unigrams(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("words.arpa"),
        """
        \\data\\
        ngram 1=5

        \\1-grams:
        -2\t<unk>
        -99\t<s>
        -0.6\t</s>
        -0.3\tba
        -0.9\tab

        \\end\\
        """);
  }

  /** The same network in ONNX. */
  static Path onnxBundle(Path folder) throws IOException {
    ModelProto model = OnnxExporter.features(weights(), OnnxQuantization.NONE);
    Path file = Files.write(folder.resolve("tiny.onnx"), model.toByteArray());
    OnnxModelDescription description =
        new OnnxModelDescription(
            OnnxFamily.AURICLE,
            new Signal(
                OnnxExporter.FEATURES,
                Layout.BATCH_TIME_DIM,
                OnnxElementType.FLOAT,
                1,
                FeatureOptions.DEFAULT.dim()),
            List.of(new Lengths(OnnxExporter.LENGTHS, OnnxElementType.INT64)),
            List.of(),
            new Posteriors(OnnxExporter.LOG_PROBS, true, List.of(OnnxExporter.LOG_PROB_LENGTHS)),
            1,
            TOKENS.size(),
            List.of(),
            Chunking.NONE);
    Path path = folder.resolve("tiny-onnx");
    BundleManifest manifest = manifest(new BundleManifest.Acoustic.Onnx(description));
    BundleWriter.write(manifest, TOKENS, file, "# tiny\n", path);
    return path;
  }

  private static BiLstmWeights weights() {
    BiLstmConfig config = new BiLstmConfig(FeatureOptions.DEFAULT.dim(), 1, 4, TOKENS.size());
    BiLstmNetwork network = new BiLstmNetwork(config, 0, Parallel.single());
    network.initialize(1);
    return network.weights();
  }

  private static BundleManifest manifest(BundleManifest.Acoustic acoustic) {
    return new BundleManifest(
        BundleManifest.SCHEMA_VERSION,
        "tiny",
        "random weights",
        List.of("en"),
        FeatureOptions.DEFAULT,
        acoustic,
        0,
        BeamOptions.DEFAULT,
        BundleManifest.Language.DEFAULT,
        ChunkOptions.DEFAULT,
        new BundleManifest.Training(List.of("noise"), "CC0-1.0", 3, 0.5, 2, 99.5, 88.25),
        Map.of());
  }

  /** An LSTM language model of these words, with weights from a seed. */
  static Path languageModel(Path file, String... words) throws IOException {
    List<String> symbols = new ArrayList<>(List.of("<unk>", "</s>"));
    symbols.addAll(List.of(words));
    int vocabulary = symbols.size();
    SplittableRandom random = new SplittableRandom(4);
    LstmLmWeights weights =
        LstmLmWeights.of(
            new LstmLmConfig(vocabulary, 2, 1, 2, true),
            Map.of(
                "embedding.weight", random(random, 2 * vocabulary),
                "lstm.weight_ih_l0", random(random, 4 * 2 * 2),
                "lstm.weight_hh_l0", random(random, 4 * 2 * 2),
                "lstm.bias_ih_l0", random(random, 4 * 2),
                "output.bias", random(random, vocabulary)));
    LstmLanguageModel model =
        new LstmLanguageModel(new SymbolTable(SymbolTable.Level.WORD, symbols), weights);
    return Files.write(file, LstmLmFile.write(model, TensorType.F32));
  }

  private static float[] random(SplittableRandom random, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  /** A tone, 16-bit mono WAV at 16 kHz. */
  static Path tone(Path file, double hertz, double seconds) throws IOException {
    int samples = (int) (seconds * RATE);
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(36 + 2 * samples).put(ascii("WAVEfmt ")).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    wav.putShort((short) 2).putShort((short) 16).put(ascii("data")).putInt(2 * samples);
    for (int i = 0; i < samples; i++) {
      wav.putShort((short) (9000 * Math.sin(2 * Math.PI * hertz * i / RATE)));
    }
    return Files.write(file, wav.array());
  }

  /** A manifest's line. */
  static String entry(Path audio, double seconds, String text) {
    return "{\"audio_filepath\": \"%s\", \"duration\": %s, \"text\": \"%s\"}%n"
        .formatted(audio.getFileName(), seconds, text);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

package org.auricle.tools;

import static org.auricle.acoustic.onnx.proto.TensorProto.DataType.FLOAT;
import static org.auricle.acoustic.onnx.proto.TensorProto.DataType.INT64;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@link Miniature}s of the families whose models take whole utterances: right names, types, shapes
 * and metadata.
 */
final class Miniatures {
  static final int WIDE = 16_000;

  private Miniatures() {}

  static void tokens(Path file, List<String> symbols) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int id = 0; id < symbols.size(); id++) {
      text.append(symbols.get(id)).append(' ').append(id).append('\n');
    }
    Files.writeString(file, text);
  }

  /** The body of NeMo's models: frames beyond the length are zero, then a strided convolution. */
  private static OnnxGraph nemoGraph(Convolution layer) {
    OnnxGraph graph =
        new OnnxGraph()
            .input("audio_signal", FLOAT, "batch", "" + layer.in(), "time")
            .input("length", INT64, "batch")
            .output("logprobs", FLOAT, "batch", "rows", "" + layer.out())
            .scalar("zero", 0)
            .scalar("one", 1)
            .scalar("two", 2)
            .integers("axes", 1, 2)
            .node("Shape", "shape", "audio_signal")
            .node("Gather", "frames", "shape", "two")
            .node("Range", "range", "zero", "frames", "one")
            .node("Unsqueeze", "lengths", "length", "axes")
            .node("Less", "inside", "range", "lengths")
            .node("Cast", "mask", List.of("inside"), Map.of("to", FLOAT.getNumber()))
            .node("Mul", "masked", "audio_signal", "mask");
    layer.addTo(graph, "masked", "logits");
    return logSoftmax(graph, "logits", "logprobs");
  }

  /** [N, V, T] to the log-softmax of [N, T, V]. */
  static OnnxGraph logSoftmax(OnnxGraph graph, String logits, String output) {
    return graph
        .node("Transpose", logits + ".t", List.of(logits), Map.of("perm", new int[] {0, 2, 1}))
        .node("LogSoftmax", output, List.of(logits + ".t"), Map.of("axis", -1));
  }

  static Miniature nemo(Path folder) throws IOException {
    List<String> symbols =
        List.of("<unk>", "\u2581", "\u2581the", "\u2581c", "at", "s", "o", "\u2581m", "<blk>");
    Convolution layer = Convolution.random(11, symbols.size(), 80, 3, 4, 1, 3).preferring(8);
    Path model =
        nemoGraph(layer)
            .write(
                folder.resolve("model.onnx"),
                Map.of(
                    "model_type", "EncDecCTCModelBPE",
                    "normalize_type", "per_feature",
                    "subsampling_factor", "4",
                    "vocab_size", "8"));
    tokens(folder.resolve("tokens.txt"), symbols);
    return new Miniature(
        model, symbols, 8, WIDE, signal -> layer.apply(NaiveFeatures.nemo(signal, 80)));
  }

  static Miniature onnxAsr(Path folder) throws IOException {
    List<String> symbols =
        List.of("\u2581a", "<0xC3>", "<0xA9>", "b", "\u2581", "<unk>", "<0xE2>", "<blk>");
    Convolution layer = Convolution.random(12, symbols.size(), 128, 3, 8, 1, 3).preferring(7);
    nemoGraph(layer).write(folder.resolve("model.onnx"), Map.of());
    Files.writeString(
        folder.resolve("config.json"),
        "{\"model_type\": \"nemo-conformer-ctc\", \"features_size\": 128,"
            + " \"subsampling_factor\": 8}");
    tokens(folder.resolve("vocab.txt"), symbols);
    return new Miniature(
        folder, symbols, 7, WIDE, signal -> layer.apply(NaiveFeatures.nemo(signal, 128)));
  }

  private static OnnxGraph kaldiGraph(Convolution layer, String lengths) {
    OnnxGraph graph =
        new OnnxGraph()
            .input("x", FLOAT, "N", "T", "80")
            .input("x_lens", INT64, "N")
            .output("log_probs", FLOAT, "N", "rows", "" + layer.out())
            .output(lengths, INT64, "N")
            .integers("taps", layer.taps())
            .integers("stride", layer.stride())
            .integers("one", 1)
            .node("Sub", "further", "x_lens", "taps")
            .node("Div", "rows_further", "further", "stride")
            .node("Add", lengths, "rows_further", "one")
            .node("Transpose", "bands", List.of("x"), Map.of("perm", new int[] {0, 2, 1}));
    layer.addTo(graph, "bands", "logits");
    return logSoftmax(graph, "logits", "log_probs");
  }

  static Miniature zipformer2(Path folder) throws IOException {
    List<String> symbols =
        List.of("<blk>", "<sos/eos>", "<unk>", "\u2581A", "B", "\u2581C", "D", "\u2581");
    Convolution layer = Convolution.random(13, symbols.size(), 80, 9, 4, 0, 0.4).preferring(0);
    Path model =
        kaldiGraph(layer, "log_probs_len")
            .write(
                folder.resolve("ctc-epoch-99-avg-1.onnx"),
                Map.of(
                    "model_type", "zipformer2_ctc",
                    "version", "1",
                    "model_author", "k2-fsa",
                    "comment", "non-streaming zipformer2 CTC"));
    tokens(
        folder.resolve("tokens.txt"),
        List.of(
            "<blk>", "<sos/eos>", "<unk>", "\u2581A", "B", "\u2581C", "D", "\u2581", "#0", "#1"));
    return new Miniature(
        model, symbols, 0, WIDE, signal -> layer.apply(NaiveFeatures.kaldi(signal, 1)));
  }

  static Miniature wenet(Path folder) throws IOException {
    List<String> symbols =
        List.of("<blank>", "<unk>", "\u4f60", "\u597d", "\u4e16", "\u754c", "<sos/eos>");
    Convolution layer = Convolution.random(14, symbols.size(), 80, 7, 4, 0, 0.4).preferring(0);
    Path model =
        kaldiGraph(layer, "log_probs_lens")
            .write(
                folder.resolve("model.onnx"),
                Map.of("model_type", "wenet_ctc", "subsampling_factor", "4", "vocab_size", "7"));
    tokens(folder.resolve("tokens.txt"), symbols);
    return new Miniature(
        model, symbols, 0, WIDE, signal -> layer.apply(NaiveFeatures.kaldi(signal, 32_768)));
  }

  static Miniature wav2vec2(Path folder) throws IOException {
    return huggingFace(folder, "wav2vec2", "Wav2Vec2ForCTC", false);
  }

  /** One that wants an attention mask. */
  static Miniature hubert(Path folder) throws IOException {
    return huggingFace(folder, "hubert", "HubertForCTC", true);
  }

  private static Miniature huggingFace(
      Path folder, String type, String architecture, boolean masked) throws IOException {
    List<String> symbols = List.of("<pad>", "<s>", "</s>", "<unk>", "|", "E", "T", "A", "O", "N");
    Convolution samples = Convolution.random(15, 12, 1, 400, 320, 0, 0.2);
    Convolution head = Convolution.random(16, symbols.size(), 12, 1, 1, 0, 12).preferring(0);
    OnnxGraph graph =
        new OnnxGraph()
            .input("input_values", FLOAT, "batch_size", "sequence_length")
            .output("logits", FLOAT, "batch_size", "rows", "" + symbols.size())
            .integers("axis", 1);
    if (masked) {
      graph
          .input("attention_mask", INT64, "batch_size", "sequence_length")
          .node("Cast", "mask", List.of("attention_mask"), Map.of("to", FLOAT.getNumber()))
          .node("Mul", "masked", "input_values", "mask");
    }
    graph.node("Unsqueeze", "channel", masked ? "masked" : "input_values", "axis");
    samples.addTo(graph, "channel", "conv");
    graph.node("Tanh", "hidden", "conv");
    head.addTo(graph, "hidden", "head");
    graph
        .node("Transpose", "logits", List.of("head"), Map.of("perm", new int[] {0, 2, 1}))
        .write(folder.resolve("onnx/model.onnx"), Map.of());
    Map<String, Integer> vocab = new TreeMap<>();
    symbols.forEach(s -> vocab.put(s, symbols.indexOf(s)));
    StringBuilder json = new StringBuilder();
    vocab.forEach(
        (s, id) -> json.append(json.isEmpty() ? "" : ", ").append("\"" + s + "\": " + id));
    Files.writeString(folder.resolve("vocab.json"), "{" + json + "}");
    Files.writeString(
        folder.resolve("config.json"),
        "{\"model_type\": \""
            + type
            + "\", \"architectures\": [\""
            + architecture
            + "\"],"
            + " \"pad_token_id\": 0, \"conv_stride\": [5, 2, 2, 2, 2, 2, 2]}");
    Files.writeString(
        folder.resolve("preprocessor_config.json"),
        "{\"do_normalize\": true, \"sampling_rate\": 16000, \"feature_size\": 1}");
    return new Miniature(
        folder,
        symbols,
        0,
        WIDE,
        signal -> head.apply(tanh(samples.apply(NaiveFeatures.standardised(signal)))));
  }

  static double[][] tanh(double[][] rows) {
    for (double[] row : rows) {
      Arrays.setAll(row, i -> Math.tanh(row[i]));
    }
    return rows;
  }
}

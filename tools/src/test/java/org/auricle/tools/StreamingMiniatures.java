package org.auricle.tools;

import static org.auricle.acoustic.onnx.proto.TensorProto.DataType.BOOL;
import static org.auricle.acoustic.onnx.proto.TensorProto.DataType.FLOAT;
import static org.auricle.acoustic.onnx.proto.TensorProto.DataType.FLOAT16;
import static org.auricle.acoustic.onnx.proto.TensorProto.DataType.INT32;
import static org.auricle.acoustic.onnx.proto.TensorProto.DataType.INT64;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;

/** {@link Miniature}s that carry state from chunk to chunk, as their families do. */
final class StreamingMiniatures {
  private StreamingMiniatures() {}

  /** Streaming: 45 frames each 32; the last two rows of a chunk shift the next one's logits. */
  static Miniature streamingZipformer2(Path folder) throws IOException {
    List<String> symbols = List.of("<blk>", "<unk>", "\u2581A", "B", "\u2581C", "D");
    int v = symbols.size();
    Convolution layer = Convolution.random(17, v, 80, 17, 4, 0, 0.3).preferring(0);
    float[] later = Convolution.random(18, v, 1, 1, 1, 0, 1).bias();
    OnnxGraph graph =
        new OnnxGraph()
            .input("x", FLOAT, "N", "45", "80")
            .output("log_probs", FLOAT, "N", "8", "" + v);
    state(graph, "cached_key_0", FLOAT, "2", "N", "" + v);
    state(graph, "cached_nonlin_attn_0", FLOAT, "1", "N", "2", "3");
    state(graph, "cached_val1_0", FLOAT, "2", "N", "3");
    state(graph, "cached_val2_0", FLOAT, "2", "N", "3");
    state(graph, "cached_conv1_0", FLOAT, "N", "4", "3");
    state(graph, "cached_conv2_0", FLOAT, "N", "4", "3");
    state(graph, "embed_states", FLOAT, "N", "128", "3", "19");
    state(graph, "processed_lens", INT64, "N");
    for (String idle :
        List.of(
            "cached_nonlin_attn_0",
            "cached_val1_0",
            "cached_val2_0",
            "cached_conv1_0",
            "cached_conv2_0",
            "embed_states")) {
      graph.node("Identity", "new_" + idle, idle);
    }
    graph.node("Transpose", "bands", List.of("x"), Map.of("perm", new int[] {0, 2, 1}));
    layer.addTo(graph, "bands", "logits");
    graph
        .integers("shift", 32)
        .integers("zero", 0)
        .integers("from", 6)
        .integers("to", 8)
        .integers("axis", 1)
        .integers("axes", 1, 2)
        .weights("third", new float[] {0.3f}, 1)
        .weights("later", later, v)
        .node("Add", "new_processed_lens", "processed_lens", "shift")
        .node("Greater", "is_later", "processed_lens", "zero")
        .node("Cast", "one_if_later", List.of("is_later"), Map.of("to", FLOAT.getNumber()))
        .node("Unsqueeze", "per_row", "one_if_later", "axes")
        .node("Mul", "added_later", "per_row", "later")
        .node("Transpose", "rows", List.of("logits"), Map.of("perm", new int[] {0, 2, 1}))
        .node("Slice", "last_rows", "rows", "from", "to", "axis")
        .node(
            "Transpose",
            "new_cached_key_0",
            List.of("last_rows"),
            Map.of("perm", new int[] {1, 0, 2}))
        .node("Transpose", "key", List.of("cached_key_0"), Map.of("perm", new int[] {1, 0, 2}))
        .node("ReduceSum", "before", List.of("key", "axis"), Map.of("keepdims", 1))
        .node("Mul", "shifted", "before", "third")
        .node("Add", "with_before", "rows", "shifted")
        .node("Add", "with_later", "with_before", "added_later")
        .node("LogSoftmax", "log_probs", List.of("with_later"), Map.of("axis", -1));
    Path model =
        graph.write(
            folder.resolve("model.onnx"),
            Map.of(
                "model_type", "zipformer2",
                "comment", "streaming ctc zipformer2",
                "decode_chunk_len", "32",
                "T", "45"));
    Miniatures.tokens(folder.resolve("tokens.txt"), symbols);
    return new Miniature(
        model,
        symbols,
        0,
        Miniatures.WIDE,
        signal -> {
          double[][] features = NaiveFeatures.kaldi(signal, 1);
          int chunks = (features.length + 50 + 31) / 32; // half a second of silence behind
          double[][] padded = Arrays.copyOf(features, 32 * chunks + 13);
          for (int t = features.length; t < padded.length; t++) {
            padded[t] = new double[80];
            Arrays.fill(padded[t], Math.log(Math.pow(2, -23)));
          }
          double[][] plain = layer.apply(padded);
          double[][] logits = new double[plain.length][v];
          for (int t = 0; t < plain.length; t++) {
            int start = t / 8 * 8;
            for (int o = 0; o < v; o++) {
              double before = start == 0 ? 0 : plain[start - 1][o] + plain[start - 2][o];
              logits[t][o] = plain[t][o] + 0.3f * before + (start == 0 ? 0 : later[o]);
            }
          }
          return logits;
        });
  }

  /** Streaming: rows that are remembered, which the mask lets through, and their number so far. */
  static Miniature streamingWenet(Path folder) throws IOException {
    List<String> symbols = List.of("<blank>", "<unk>", "\u4f60", "\u597d", "\u4e16", "<sos/eos>");
    int v = symbols.size();
    int chunk = 8;
    int remembered = 16;
    Convolution layer = Convolution.random(21, v, 80, 7, 4, 0, 0.4).preferring(0);
    OnnxGraph graph =
        new OnnxGraph()
            .input("x", FLOAT, "N", "T", "80")
            .input("offset", INT64, "1")
            .input("required_cache_size", INT64, "1")
            .input("attn_cache", FLOAT, "1", "1", "T", "" + v)
            .input("conv_cache", FLOAT, "1", "1", "" + v, "2")
            .input("attn_mask", BOOL, "1", "1", "T")
            .output("log_probs", FLOAT, "N", "rows", "" + v)
            .output("next_att_cache", FLOAT, "1", "1", "T", "" + v)
            .output("next_conv_cache", FLOAT, "1", "1", "" + v, "2")
            .integers("zero", 0)
            .integers("one", 1)
            .integers("end", 1 << 20)
            .integers("last", -1)
            .integers("two", 2)
            .integers("column", 1, 1, -1, 1)
            .weights("hundredth", new float[] {0.01f}, 1)
            .weights("fiftieth", new float[] {0.02f}, 1)
            .weights("unit", new float[] {1}, 1)
            .node("Identity", "next_conv_cache", "conv_cache")
            .node("Transpose", "bands", List.of("x"), Map.of("perm", new int[] {0, 2, 1}));
    layer.addTo(graph, "bands", "logits");
    graph
        .node("Transpose", "rows", List.of("logits"), Map.of("perm", new int[] {0, 2, 1}))
        .node("Unsqueeze", "new_rows", "rows", "one")
        .node("Concat", "all_rows", List.of("attn_cache", "new_rows"), Map.of("axis", 2))
        .node("Neg", "from", "required_cache_size")
        .node("Slice", "next_att_cache", "all_rows", "from", "end", "two")
        .node("Cast", "visible", List.of("attn_mask"), Map.of("to", FLOAT.getNumber()))
        .node("Slice", "visible_before", "visible", "zero", "required_cache_size", "two")
        .node("Reshape", "weight", "visible_before", "column")
        .node("Add", "cached_plus", "attn_cache", "unit")
        .node("Mul", "seen", "cached_plus", "weight")
        .node("ReduceSum", "sum", List.of("seen", "two"), Map.of("keepdims", 0))
        .node("Mul", "before", "sum", "fiftieth")
        .node("Cast", "place", List.of("offset"), Map.of("to", FLOAT.getNumber()))
        .node("Mul", "place_part", "place", "hundredth")
        .node("Add", "with_before", "rows", "before")
        .weights("first", first(v), v)
        .node("Mul", "place_logit", "place_part", "first")
        .node("Add", "with_place", "with_before", "place_logit")
        .node("LogSoftmax", "log_probs", List.of("with_place"), Map.of("axis", -1));
    Path model =
        graph.write(
            folder.resolve("model-streaming.onnx"),
            Map.of(
                "model_type", "wenet_ctc",
                "comment", "streaming",
                "chunk_size", "" + chunk,
                "left_chunks", "2",
                "right_context", "6",
                "subsampling_factor", "4"));
    Miniatures.tokens(folder.resolve("tokens.txt"), symbols);
    return new Miniature(
        model,
        symbols,
        0,
        Miniatures.WIDE,
        signal -> {
          double[][] features = NaiveFeatures.kaldi(signal, 32_768);
          int chunks = (features.length + 50 + 31) / 32;
          double[][] padded = Arrays.copyOf(features, 32 * chunks + 3);
          for (int t = features.length; t < padded.length; t++) {
            padded[t] = new double[80];
            Arrays.fill(padded[t], Math.log(Math.pow(2, -23)));
          }
          double[][] plain = layer.apply(padded);
          double[][] logits = new double[plain.length][v];
          for (int t = 0; t < plain.length; t++) {
            int start = t / chunk * chunk;
            for (int o = 0; o < v; o++) {
              logits[t][o] = plain[t][o] + (o == 0 ? 0.01 * (start + remembered) : 0);
              for (int s = Math.max(0, start - remembered); s < start; s++) {
                logits[t][o] += 0.02 * (plain[s][o] + 1);
              }
            }
          }
          return logits;
        });
  }

  /** Streaming NeMo: 17 frames each 16; the last row of a chunk shifts the next one's logits. */
  static Miniature streamingNemo(Path folder) throws IOException {
    List<String> symbols = List.of("<unk>", "\u2581a", "b", "\u2581c", "<blk>");
    int v = symbols.size();
    Convolution layer = Convolution.random(22, v, 80, 9, 8, 0, 0.6).preferring(v - 1);
    OnnxGraph graph =
        new OnnxGraph()
            .input("audio_signal", FLOAT, "batch", "80", "time")
            .input("length", INT64, "batch")
            .input("cache_last_channel", FLOAT, "batch", "1", "past", "3")
            .input("cache_last_time", FLOAT, "batch", "1", "" + v, "1")
            .input("cache_last_channel_len", INT64, "batch")
            .output("logprobs", FLOAT, "batch", "rows", "" + v)
            .output("encoded_lengths", INT64, "batch")
            .output("cache_last_channel_next", FLOAT, "batch", "1", "past", "3")
            .output("cache_last_time_next", FLOAT, "batch", "1", "" + v, "1")
            .output("cache_last_channel_next_len", INT64, "batch")
            .integers("one", 1)
            .integers("two", 2)
            .integers("eight", 8)
            .weights("half", new float[] {0.5f}, 1)
            .node("Identity", "cache_last_channel_next", "cache_last_channel")
            .node("Div", "encoded_lengths", "length", "eight")
            .node("Add", "cache_last_channel_next_len", "cache_last_channel_len", "two");
    layer.addTo(graph, "audio_signal", "logits");
    graph
        .node("Slice", "last_row", "logits", "one", "two", "two")
        .node("Unsqueeze", "cache_last_time_next", "last_row", "one")
        .node("Squeeze", "before", "cache_last_time", "one")
        .node("Mul", "half_before", "before", "half")
        .node("Add", "shifted", "logits", "half_before");
    Miniatures.logSoftmax(graph, "shifted", "logprobs");
    Path model =
        graph.write(
            folder.resolve("model.onnx"),
            Map.of(
                "model_type", "EncDecHybridRNNTCTCBPEModel",
                "normalize_type", "",
                "window_size", "17",
                "chunk_shift", "16",
                "subsampling_factor", "8",
                "cache_last_channel_dim1", "1",
                "cache_last_channel_dim2", "4",
                "cache_last_channel_dim3", "3"));
    Miniatures.tokens(folder.resolve("tokens.txt"), symbols);
    return new Miniature(
        model,
        symbols,
        v - 1,
        Miniatures.WIDE,
        signal -> {
          double[][] features = NaiveFeatures.nemoLogMel(signal, 80);
          int chunks = (features.length + 50 + 15) / 16;
          double[][] padded = Arrays.copyOf(features, 16 * chunks + 1);
          for (int t = features.length; t < padded.length; t++) {
            padded[t] = new double[80];
            Arrays.fill(padded[t], Math.log(Math.pow(2, -24)));
          }
          double[][] plain = layer.apply(padded);
          double[][] logits = new double[plain.length][v];
          for (int t = 0; t < plain.length; t++) {
            for (int o = 0; o < v; o++) {
              logits[t][o] = plain[t][o] + (t < 2 ? 0 : 0.5 * plain[t / 2 * 2 - 1][o]);
            }
          }
          return logits;
        });
  }

  private static float[] first(int size) {
    float[] values = new float[size];
    values[0] = 1;
    return values;
  }

  private static void state(OnnxGraph graph, String name, DataType type, String... shape) {
    graph.input(name, type, shape).output("new_" + name, type, shape);
  }

  /** Streaming at 8 kHz: 300 ms a chunk, ten rows; the state is in half precision. */
  static Miniature tOne(Path folder) throws IOException {
    List<String> listed = List.of("\u0430", "\u0431", "\u0432", "\u0433", " ");
    int v = listed.size() + 1;
    Convolution samples = Convolution.random(19, 12, 240, 1, 1, 0, 3);
    Convolution head = Convolution.random(20, v, 12, 1, 1, 0, 12).preferring(listed.size());
    OnnxGraph graph =
        new OnnxGraph()
            .input("signal", INT32, "batch", "2400", "1")
            .input("state", FLOAT16, "batch", "" + v)
            .output("logprobs", FLOAT, "batch", "10", "" + v)
            .output("state_next", FLOAT16, "batch", "" + v)
            .weights("full_scale", new float[] {32_767}, 1)
            .weights("quarter", new float[] {0.25f}, 1)
            .integers("rows_of_samples", -1, 10, 240)
            .integers("row", 9)
            .integers("end", 10)
            .integers("axis", 1)
            .node("Cast", "numbers", List.of("signal"), Map.of("to", FLOAT.getNumber()))
            .node("Div", "units", "numbers", "full_scale")
            .node("Reshape", "frames", "units", "rows_of_samples")
            .node("Transpose", "bands", List.of("frames"), Map.of("perm", new int[] {0, 2, 1}));
    samples.addTo(graph, "bands", "conv");
    graph.node("Tanh", "hidden", "conv");
    head.addTo(graph, "hidden", "head");
    graph
        .node("Transpose", "rows", List.of("head"), Map.of("perm", new int[] {0, 2, 1}))
        .node("Cast", "before", List.of("state"), Map.of("to", FLOAT.getNumber()))
        .node("Unsqueeze", "before_rows", "before", "axis")
        .node("Add", "shifted", "rows", "before_rows")
        .node("LogSoftmax", "logprobs", List.of("shifted"), Map.of("axis", -1))
        .node("Slice", "last_row", "rows", "row", "end", "axis")
        .node("Squeeze", "last", "last_row", "axis")
        .node("Mul", "less", "last", "quarter")
        .node("Cast", "state_next", List.of("less"), Map.of("to", FLOAT16.getNumber()))
        .write(folder.resolve("model.onnx"), Map.of());
    Files.writeString(
        folder.resolve("config.json"),
        "{\"model_type\": \"t-one-ctc\", \"pad_token_id\": "
            + listed.size()
            + ", \"decoder_params\": {\"vocabulary\": [\"\u0430\", \"\u0431\", \"\u0432\","
            + " \"\u0433\", \" \"]}}");
    List<String> symbols = List.of("\u0430", "\u0431", "\u0432", "\u0433", " ", "<blk>");
    return new Miniature(
        folder,
        symbols,
        listed.size(),
        8_000,
        signal -> {
          int chunks = (signal.length + 2_400 + 2_399) / 2_400 + 1; // silence before and behind
          double[][] frames = new double[10 * chunks][240];
          for (int i = 0; i < signal.length; i++) {
            int at = i + 2_400;
            frames[at / 240][at % 240] = Math.round(signal[i] * 32_767) / 32_767.0;
          }
          double[][] plain = head.apply(Miniatures.tanh(samples.apply(frames)));
          double[][] logits = new double[plain.length - 10][v];
          for (int t = 10; t < plain.length; t++) {
            for (int o = 0; o < v; o++) {
              logits[t - 10][o] = plain[t][o] + 0.25 * plain[t / 10 * 10 - 1][o];
            }
          }
          return logits;
        });
  }
}

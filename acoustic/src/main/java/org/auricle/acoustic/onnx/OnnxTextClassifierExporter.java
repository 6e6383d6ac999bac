package org.auricle.acoustic.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;

/**
 * A text classifier as ONNX: ids of words and of pairs of words in, probabilities of the classes
 * out. Texts of a batch are padded with 0.
 */
public final class OnnxTextClassifierExporter {
  /** Input: int64 [batch x time]. */
  public static final String WORDS = "words";

  /** Input: int64 [batch x time], of each word with the one before it. */
  public static final String PAIRS = "pairs";

  /** Input: int64 [batch], words of each text, 1 or more. */
  public static final String LENGTHS = "lengths";

  /** Output: float [batch x classes]. */
  public static final String PROBABILITIES = "probabilities";

  private static final float LESS = -2; // than anything that an LSTM gives

  /**
   * What is exported.
   *
   * @param vectors words that have a vector; a greater id has that of word 0
   * @param embedding E
   * @param layers bidirectional ones
   * @param hidden H
   * @param classes C
   * @param words evidence of each word, [V x C]
   * @param pairs evidence of each pair, [P x C]
   * @param members tensors by name: embedding.weight [vectors x E], lstm.weight_ih_l0 [4H x (E +
   *     2C)] and so on with gates in PyTorch's order, output.weight [C x (4H + C)], output.bias
   */
  public record Network(
      int vectors,
      int embedding,
      int layers,
      int hidden,
      int classes,
      float[] words,
      float[] pairs,
      List<Map<String, float[]>> members) {}

  private final GraphBuilder graph = new GraphBuilder();
  private final Network network;

  private OnnxTextClassifierExporter(Network network) {
    this.network = network;
  }

  /**
   * The model.
   *
   * @param metadata goes into the file as {@code metadata_props}
   */
  public static ModelProto export(Network network, Map<String, String> metadata) {
    OnnxTextClassifierExporter exporter = new OnnxTextClassifierExporter(network);
    exporter.add();
    return OnnxExporter.model(exporter.graph, OnnxQuantization.NONE, metadata, "text classifier");
  }

  private void add() {
    graph.input(WORDS, DataType.INT64, "ids, 0 for unknown words", "batch", "time");
    graph.input(PAIRS, DataType.INT64, "ids of a word with the one before it", "batch", "time");
    graph.input(LENGTHS, DataType.INT64, "words of each text, 1 or more", "batch");
    String words = graph.transpose("words_time_first", WORDS, 1L, 0L);
    String pairs = graph.transpose("pairs_time_first", PAIRS, 1L, 0L);
    String mask = mask(words);
    String evidence =
        graph.node(
            "Concat",
            "evidence",
            List.of(
                gather("evidence_words", network.words(), words),
                gather("evidence_pairs", network.pairs(), pairs)),
            n -> n.set("axis", 2));
    String summed = summedEvidence(evidence, mask);
    String known =
        graph.node(
            "Where",
            "words_with_vectors",
            List.of(
                graph.node(
                    "Less",
                    "has_vector",
                    List.of(words, graph.scalar("vectors", network.vectors()))),
                words,
                graph.scalar("unknown", 0)));
    List<String> answers = new ArrayList<>();
    for (int m = 0; m < network.members().size(); m++) {
      answers.add(member(m, known, evidence, summed, mask));
    }
    String sum = graph.node("Sum", "members_summed", answers);
    String count = graph.floats("members", new float[] {network.members().size()});
    graph.node("Div", PROBABILITIES, List.of(sum, count));
    graph.output(
        PROBABILITIES,
        DataType.FLOAT,
        "of each class",
        "batch",
        Integer.toString(network.classes()));
  }

  private String gather(String name, float[] table, String ids) {
    int classes = network.classes();
    String values = graph.floats(name + "_table", table, table.length / classes, classes);
    return graph.node("Gather", name, List.of(values, ids));
  }

  /** Which words are a text's own, bool [time x batch x 1]. */
  private String mask(String words) {
    String shape = graph.node("Shape", "words_shape", List.of(words));
    String time = graph.node("Gather", "times", List.of(shape, graph.scalar("first", 0)));
    String range =
        graph.node("Range", "time", List.of(graph.scalar("zero", 0), time, graph.scalar("one", 1)));
    String column = graph.reshape("time_column", range, -1, 1);
    String inside = graph.node("Less", "inside", List.of(column, LENGTHS));
    return graph.node("Unsqueeze", "mask", List.of(inside, graph.longs("last_axis", -1)));
  }

  /** Words' and pairs' evidence over a text, [batch x C]. */
  private String summedEvidence(String evidence, String mask) {
    String own = masked("evidence_inside", evidence, mask, 0);
    String both =
        graph.node(
            "ReduceSum",
            "evidence_by_kind",
            List.of(own, graph.longs("time_axis", 0)),
            n -> n.set("keepdims", 0));
    String split = graph.reshape("evidence_split", both, 0, 2, network.classes());
    return graph.node(
        "ReduceSum",
        "evidence_summed",
        List.of(split, graph.longs("kind_axis", 1)),
        n -> n.set("keepdims", 0));
  }

  private String masked(String name, String values, String mask, float beyond) {
    return graph.node(
        "Where", name, List.of(mask, values, graph.floats(name + "_beyond", new float[] {beyond})));
  }

  private String member(int m, String words, String evidence, String summed, String mask) {
    String prefix = "member" + m + "_";
    Map<String, float[]> weights = network.members().get(m);
    LstmGraph lstm = new LstmGraph(graph, prefix, weights, network.hidden());
    String table =
        graph.floats(
            prefix + "embedding",
            weights.get("embedding.weight"),
            network.vectors(),
            network.embedding());
    String embedded = graph.node("Gather", prefix + "embedded", List.of(table, words));
    String x =
        graph.node("Concat", prefix + "input", List.of(embedded, evidence), n -> n.set("axis", 2));
    String steps = graph.cast("steps" + m, LENGTHS, DataType.INT32);
    int inputs = network.embedding() + 2 * network.classes();
    for (int l = 0; l < network.layers(); l++) {
      x = lstm.bidirectional(l, x, inputs, steps);
      inputs = 2 * network.hidden();
    }
    String features =
        graph.node(
            "Concat",
            prefix + "features",
            List.of(maximum(prefix, x, mask), mean(prefix, x, mask), summed),
            n -> n.set("axis", 1));
    String logits =
        lstm.affine(features, "output", 2 * inputs + network.classes(), network.classes());
    return graph.node("Softmax", prefix + "probabilities", List.of(logits), n -> n.set("axis", -1));
  }

  private String maximum(String prefix, String x, String mask) {
    return graph.node(
        "ReduceMax",
        prefix + "maximum",
        List.of(masked(prefix + "for_maximum", x, mask, LESS)),
        n -> n.set("axes", List.of(0L)).set("keepdims", 0));
  }

  private String mean(String prefix, String x, String mask) {
    String sum =
        graph.node(
            "ReduceSum",
            prefix + "sum",
            List.of(masked(prefix + "for_sum", x, mask, 0), graph.longs("time_axis", 0)),
            n -> n.set("keepdims", 0));
    String lengths = graph.cast(prefix + "lengths", LENGTHS, DataType.FLOAT);
    String column =
        graph.node(
            "Unsqueeze", prefix + "lengths_column", List.of(lengths, graph.longs("last_axis", -1)));
    return graph.node("Div", prefix + "mean", List.of(sum, column));
  }
}

package org.auricle.acoustic.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;

/**
 * A forecaster of time series as ONNX: the last values in, the next ones and their intervals out.
 * Everything is inside: transformation, scaling, anchors, linear part and LSTMs.
 */
public final class OnnxForecasterExporter {
  /** Input: float [batch x history], the latest value last. */
  public static final String HISTORY = "history";

  /** Input, if the time within the season is seen: float [batch], of the latest value, 0..1. */
  public static final String PHASE = "phase";

  /** Outputs: float [batch x steps]; the forecast and the interval's ends. */
  public static final List<String> OUTPUTS = List.of("forecast", "low", "high");

  /**
   * What is exported.
   *
   * @param transform NONE, SQRT or LOG
   * @param anchor MEAN, LAST or SEASON: what the window is measured from
   * @param window W values that are seen
   * @param season S; the history has S values more than the window if it is the anchor
   * @param period exact length of the season
   * @param harmonics sines and cosines of the phase that are seen, 0 for none
   * @param mean of transformed values
   * @param scale of transformed values
   * @param linear weights of each step, [H x F]: window, sine and cosine in turn, a constant
   * @param deviation [H] by which the networks' answers are multiplied
   * @param variance [H] of scaled errors
   * @param low [H] scaled error at the interval's lower end
   * @param high [H] at its upper end
   * @param layers of LSTM
   * @param hidden units
   * @param members tensors by name: lstm.weight_ih_l0 and so on, output.weight [H x hidden],
   *     output.bias
   */
  public record Network(
      String transform,
      String anchor,
      int window,
      int season,
      double period,
      int harmonics,
      double mean,
      double scale,
      double[][] linear,
      double[] deviation,
      double[] variance,
      double[] low,
      double[] high,
      int layers,
      int hidden,
      List<Map<String, float[]>> members) {

    int steps() {
      return deviation.length;
    }

    int history() {
      return window + (anchor.equals("SEASON") ? season : 0);
    }
  }

  private final GraphBuilder graph = new GraphBuilder();
  private final Network network;
  private final ForecastScaleGraph scale;

  private OnnxForecasterExporter(Network network) {
    this.network = network;
    scale = new ForecastScaleGraph(graph, network);
  }

  /**
   * The model.
   *
   * @param metadata goes into the file as {@code metadata_props}
   */
  public static ModelProto export(Network network, Map<String, String> metadata) {
    OnnxForecasterExporter exporter = new OnnxForecasterExporter(network);
    exporter.add();
    return OnnxExporter.model(exporter.graph, OnnxQuantization.NONE, metadata, "forecaster");
  }

  private void add() {
    String history = Integer.toString(network.history());
    graph.input(HISTORY, DataType.FLOAT, "values, the latest last", "batch", history);
    if (network.harmonics() > 0) {
      graph.input(PHASE, DataType.FLOAT, "of the latest value within its season, 0..1", "batch");
    }
    String scaled = scale.scaled(HISTORY);
    String window = slice("window", scaled, network.history() - network.window());
    String latest = gathered("latest", scaled, network.history() - 1L);
    String seen =
        switch (network.anchor()) {
          case "LAST" -> graph.node("Sub", "seen", List.of(window, latest));
          case "SEASON" -> graph.node("Sub", "seen", List.of(window, seasonBefore(scaled)));
          default -> window;
        };
    String sum = graph.node("Add", "with_networks", List.of(linear(seen), networks(seen)));
    String forecast =
        switch (network.anchor()) {
          case "LAST" -> graph.node("Add", "scaled_forecast", List.of(sum, latest));
          case "SEASON" ->
              graph.node("Add", "scaled_forecast", List.of(sum, anchorsOfSeason(scaled)));
          default -> sum;
        };
    scale.outputs(forecast);
  }

  /** Columns from one on, as many as the window has. */
  private String slice(String name, String x, int from) {
    return graph.node(
        "Slice",
        name,
        List.of(
            x,
            graph.longs(name + "_from", from),
            graph.longs(name + "_to", from + (long) network.window()),
            graph.longs("columns", 1)));
  }

  private String seasonBefore(String scaled) {
    return slice("season_before", scaled, network.history() - network.window() - network.season());
  }

  private String anchorsOfSeason(String scaled) {
    long[] indices = new long[network.steps()];
    for (int h = 1; h <= indices.length; h++) {
      int seasons = (h + network.season() - 1) / network.season();
      int index = network.history() - 1 + h - seasons * network.season();
      indices[h - 1] = index;
    }
    return gathered("anchors", scaled, indices);
  }

  private String gathered(String name, String x, long... columns) {
    return graph.node(
        "Gather", name, List.of(x, graph.longs(name + "_columns", columns)), n -> n.set("axis", 1));
  }

  private String linear(String seen) {
    String features = seen;
    int count = network.window() + 2 * network.harmonics();
    if (network.harmonics() > 0) {
      String phase = graph.reshape("phase_column", PHASE, -1, 1);
      features =
          graph.node(
              "Concat",
              "features",
              List.of(seen, waves("origin", phase, 1)),
              n -> n.set("axis", 1));
    }
    float[] weights = new float[count * network.steps()];
    double[] bias = new double[network.steps()];
    for (int h = 0; h < network.steps(); h++) {
      for (int i = 0; i < count; i++) {
        weights[i * network.steps() + h] = (float) network.linear()[h][i];
      }
      bias[h] = network.linear()[h][count];
    }
    String product =
        graph.node(
            "MatMul",
            "linear_product",
            List.of(features, graph.floats("linear_weight", weights, count, network.steps())));
    return graph.node("Add", "linear", List.of(product, graph.row("linear_bias", bias)));
  }

  /**
   * Sine and cosine in turn of each harmonic, behind the last dimension.
   *
   * @param phase of which the last dimension is 1
   * @param axis the last
   */
  private String waves(String name, String phase, int axis) {
    double[] frequencies = new double[network.harmonics()];
    long[] order = new long[2 * network.harmonics()];
    for (int k = 0; k < frequencies.length; k++) {
      frequencies[k] = 2 * Math.PI * (k + 1);
      order[2 * k] = k;
      order[2 * k + 1] = (long) network.harmonics() + k;
    }
    String angle =
        graph.node("Mul", name + "_angle", List.of(phase, graph.row("frequencies", frequencies)));
    String both =
        graph.node(
            "Concat",
            name + "_waves",
            List.of(
                graph.node("Sin", name + "_sine", List.of(angle)),
                graph.node("Cos", name + "_cosine", List.of(angle))),
            n -> n.set("axis", axis));
    return graph.node(
        "Gather",
        name + "_waves_in_turn",
        List.of(both, graph.longs("in_turn", order)),
        n -> n.set("axis", axis));
  }

  /** The networks' mean answer in scaled units, [batch x H]. */
  private String networks(String seen) {
    String level =
        graph.node("ReduceMean", "level", List.of(seen), n -> n.set("axes", List.of(1L)));
    String shape = graph.node("Sub", "shape", List.of(seen, level));
    String timeFirst = graph.transpose("seen_time_first", shape, 1L, 0L);
    String x = graph.node("Unsqueeze", "values", List.of(timeFirst, graph.longs("last", -1)));
    if (network.harmonics() > 0) {
      double[] offsets = new double[network.window()];
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] = (i - network.window() + 1) / network.period();
      }
      String column = graph.reshape("offsets_column", graph.row("offsets", offsets), -1, 1);
      String phases = graph.node("Add", "phases", List.of(column, PHASE)); // [W x batch]
      String deep =
          graph.node("Unsqueeze", "phases_deep", List.of(phases, graph.longs("last", -1)));
      x =
          graph.node(
              "Concat",
              "values_and_phases",
              List.of(x, waves("window", deep, 2)),
              n -> n.set("axis", 2));
    }
    List<String> answers = new ArrayList<>();
    for (int m = 0; m < network.members().size(); m++) {
      answers.add(member(m, x));
    }
    String sum = graph.node("Sum", "answers", answers);
    double[] factors = new double[network.steps()];
    for (int h = 0; h < factors.length; h++) {
      factors[h] = network.deviation()[h] / network.members().size();
    }
    return graph.node("Mul", "networks", List.of(sum, graph.row("deviation", factors)));
  }

  private String member(int m, String x) {
    LstmGraph lstm =
        new LstmGraph(graph, "member" + m + "_", network.members().get(m), network.hidden());
    int inputs = 1 + 2 * network.harmonics();
    List<String> out = List.of(x, x);
    for (int l = 0; l < network.layers(); l++) {
      out = lstm.forward(l, out.get(0), inputs);
      inputs = network.hidden();
    }
    return lstm.affine(out.get(1), "output", network.hidden(), network.steps());
  }
}

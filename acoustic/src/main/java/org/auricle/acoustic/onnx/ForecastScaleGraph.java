package org.auricle.acoustic.onnx;

import java.util.List;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;

/** A series' transformation and scaling as nodes of a graph, and what undoes them in the end. */
final class ForecastScaleGraph {
  private static final double SMALLEST = 1e-12; // whose logarithm is taken
  private static final double HIGHEST = 88; // whose exponential single precision holds

  private final GraphBuilder graph;
  private final OnnxForecasterExporter.Network network;

  ForecastScaleGraph(GraphBuilder graph, OnnxForecasterExporter.Network network) {
    this.graph = graph;
    this.network = network;
  }

  /** A forecaster's values as its network sees them. */
  String scaled(String values) {
    String transformed =
        switch (network.transform()) {
          case "SQRT" -> graph.node("Sqrt", "root", List.of(atLeast("not_negative", values, 0)));
          case "LOG" ->
              graph.node("Log", "logarithm", List.of(atLeast("positive", values, SMALLEST)));
          default -> values;
        };
    String centred =
        graph.node("Sub", "centred", List.of(transformed, graph.row("mean", network.mean())));
    return graph.node("Div", "scaled", List.of(centred, graph.row("scale", network.scale())));
  }

  private String atLeast(String name, String x, double least) {
    return graph.node("Max", name, List.of(x, graph.row(name + "_bound", least)));
  }

  /** Gives a forecast, scaled as it is, and its interval to the outputs. */
  void outputs(String forecast) {
    double[] variance = new double[network.steps()];
    for (int h = 0; h < variance.length; h++) {
      variance[h] = network.variance()[h] * network.scale() * network.scale();
    }
    String plain = unscaled("middle", forecast);
    switch (network.transform()) {
      case "SQRT" ->
          graph.node(
              "Add",
              OnnxForecasterExporter.OUTPUTS.get(0),
              List.of(squared("middle_squared", plain), graph.row("variance", variance)));
      case "LOG" -> {
        double[] halves = new double[variance.length];
        for (int h = 0; h < halves.length; h++) {
          halves[h] = variance[h] / 2;
        }
        String raised =
            graph.node("Add", "middle_raised", List.of(plain, graph.row("half_variance", halves)));
        exponential(OnnxForecasterExporter.OUTPUTS.get(0), raised);
      }
      default -> graph.node("Identity", OnnxForecasterExporter.OUTPUTS.get(0), List.of(plain));
    }
    double[][] ends = {network.low(), network.high()};
    for (int i = 0; i < ends.length; i++) {
      String name = OnnxForecasterExporter.OUTPUTS.get(i + 1);
      String end =
          graph.node(
              "Add", name + "_scaled", List.of(forecast, graph.row(name + "_error", ends[i])));
      String unscaled = unscaled(name + "_unscaled", end);
      switch (network.transform()) {
        case "SQRT" -> graph.node("Identity", name, List.of(squared(name + "_squared", unscaled)));
        case "LOG" -> exponential(name, unscaled);
        default -> graph.node("Identity", name, List.of(unscaled));
      }
    }
    for (String name : OnnxForecasterExporter.OUTPUTS) {
      graph.output(
          name, DataType.FLOAT, "of each step ahead", "batch", Integer.toString(network.steps()));
    }
  }

  private String unscaled(String name, String scaled) {
    String wide =
        graph.node("Mul", name + "_wide", List.of(scaled, graph.row("scale", network.scale())));
    return graph.node("Add", name, List.of(wide, graph.row("mean", network.mean())));
  }

  private String squared(String name, String x) {
    String root = atLeast(name + "_root", x, 0);
    return graph.node("Mul", name, List.of(root, root));
  }

  private void exponential(String name, String x) {
    String bounded =
        graph.node("Min", name + "_bounded", List.of(x, graph.row("highest", HIGHEST)));
    graph.node("Exp", name, List.of(bounded));
  }
}

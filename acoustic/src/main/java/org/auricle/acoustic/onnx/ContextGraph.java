package org.auricle.acoustic.onnx;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;
import org.auricle.engine.feature.Deltas;
import org.auricle.engine.feature.FeatureNormalizer;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeatureOptions.Normalization;

/**
 * What a frame takes from others of its utterance: deltas, normalisation, stacking. Nothing beyond
 * an utterance's own frames is looked at.
 */
final class ContextGraph {
  private static final Set<Normalization> EXPRESSIBLE =
      EnumSet.of(Normalization.NONE, Normalization.MEAN, Normalization.MEAN_VARIANCE);

  private final GraphBuilder graph;
  private final FeatureOptions options;
  private final String counts; // frames, int64 [batch]
  private final String steps; // frames of the longest, int64 scalar, at least 1

  ContextGraph(GraphBuilder graph, FeatureOptions options, String counts, String steps) {
    this.graph = graph;
    this.options = options;
    this.counts = counts;
    this.steps = steps;
  }

  /** [batch x time x dim] to [batch x time x dim (1 + order)]. */
  String deltas(String frames) {
    int order = options.deltaOrder();
    if (order == 0) {
      return frames;
    }
    int dim = options.frontEnd().dim();
    float[][] filters = new Deltas(dim, order, options.deltaWindow()).weights();
    int taps = filters[0].length;
    float[] matrix = new float[taps * (order + 1)]; // [taps x order + 1]
    for (int o = 0; o <= order; o++) {
      for (int i = 0; i < taps; i++) {
        matrix[i * (order + 1) + o] = filters[o][i];
      }
    }
    String around = neighbours("delta", frames, steps, 1, -(taps / 2), taps);
    String product =
        graph.node(
            "MatMul",
            "deltas_by_value",
            List.of(
                graph.transpose("delta_taps_last", around, 0L, 1L, 3L, 2L),
                graph.floats("delta_filters", matrix, taps, order + 1)));
    String ordered = graph.transpose("deltas_by_order", product, 0L, 1L, 3L, 2L);
    return graph.reshape("deltas", ordered, 0, 0, (long) dim * (order + 1));
  }

  /** Each dimension by the statistics of the utterance's valid frames, summed in doubles. */
  String normalize(String frames) {
    if (options.normalization() == Normalization.NONE) {
      return frames;
    }
    if (!EXPRESSIBLE.contains(options.normalization())) {
      throw new OnnxExportException(
          "waveform in: normalisation "
              + options.normalization()
              + " (expected: one of "
              + EXPRESSIBLE
              + ")");
    }
    String numbers = range("frame_numbers_again", steps);
    String valid =
        graph.node(
            "Less",
            "valid_frames",
            List.of(
                graph.node(
                    "Unsqueeze", "frame_number_column", List.of(numbers, graph.longs("axis_1", 1))),
                graph.node(
                    "Unsqueeze",
                    "frame_counts_column",
                    List.of(counts, graph.longs("axes_1_2", 1, 2)))));
    String divisor =
        graph.cast(
            "frames_to_divide_by",
            graph.node(
                "Max",
                "frame_counts_not_0",
                List.of("frame_counts_column", graph.scalar("one", 1))),
            DataType.DOUBLE);
    String exact = graph.cast("values_double", frames, DataType.DOUBLE);
    String mean = mean("value_means", exact, valid, divisor);
    String centred =
        graph.node(
            "Sub",
            "centred_values",
            List.of(frames, graph.cast("value_means_float", mean, DataType.FLOAT)));
    if (options.normalization() == Normalization.MEAN) {
      return centred;
    }
    String distance = graph.node("Sub", "distances_double", List.of(exact, mean));
    String squares = graph.node("Mul", "squared_distances", List.of(distance, distance));
    String variance = mean("variances", squares, valid, divisor);
    String floored =
        graph.node(
            "Max",
            "variances_floored",
            List.of(
                variance,
                graph.doubles("variance_floor", new double[] {FeatureNormalizer.VARIANCE_FLOOR})));
    String deviation = graph.node("Sqrt", "deviations", List.of(floored));
    String scale =
        graph.cast(
            "value_scales",
            graph.node("Reciprocal", "value_scales_double", List.of(deviation)),
            DataType.FLOAT);
    return graph.node("Mul", "normalised_values", List.of(centred, scale));
  }

  private String mean(String output, String values, String valid, String divisor) {
    String masked =
        graph.node(
            "Where",
            output + "_masked",
            List.of(valid, values, graph.doubles("zero_double", new double[] {0})));
    String sum =
        graph.node(
            "ReduceSum",
            output + "_sum",
            List.of(masked, graph.longs("axis_1", 1)),
            n -> n.set("keepdims", 1));
    return graph.node("Div", output, List.of(sum, divisor));
  }

  /** [batch x time x dim] to [batch x ceil(time / skip) x stack dim]. */
  String stack(String frames) {
    if (options.stack() == 1 && options.skip() == 1) {
      return frames;
    }
    String outputs = stackedCount("stacked_steps", steps);
    String side = neighbours("stack", frames, outputs, options.skip(), 0, options.stack());
    return graph.reshape("stacked_frames", side, 0, 0, options.dim());
  }

  /** Frames to network inputs: ceil(frames / skip). */
  String stackedCount(String output, String frames) {
    if (options.skip() == 1) {
      return frames;
    }
    String rounded =
        graph.node(
            "Add",
            output + "_numerator",
            List.of(frames, graph.scalar("skip_rounding", options.skip() - 1)));
    return graph.node("Div", output, List.of(rounded, graph.scalar("frame_skip", options.skip())));
  }

  /**
   * For output t the frames t * skip + first .. t * skip + first + size - 1; beyond an utterance's
   * ends its first and last frame repeat.
   *
   * @return [batch x outputs x size x dim]
   */
  private String neighbours(
      String name, String frames, String outputs, int skip, int first, int size) {
    String starts =
        graph.node(
            "Mul",
            name + "_starts",
            List.of(range(name + "_numbers", outputs), graph.scalar(name + "_skip", skip)));
    String wanted =
        graph.node(
            "Add",
            name + "_frames_wanted",
            List.of(
                graph.node(
                    "Unsqueeze", name + "_start_column", List.of(starts, graph.longs("axis_1", 1))),
                graph.longs(name + "_offsets", LongStream.range(first, first + size).toArray())));
    String last =
        graph.node(
            "Sub",
            name + "_last_frame",
            List.of(
                graph.node(
                    "Unsqueeze",
                    name + "_frame_counts",
                    List.of(counts, graph.longs("axes_1_2", 1, 2))),
                graph.scalar("one", 1)));
    String notBeyond = graph.node("Min", name + "_frames_capped", List.of(wanted, last));
    String existing =
        graph.node("Max", name + "_frames_existing", List.of(notBeyond, graph.scalar("zero", 0)));
    String indices =
        graph.node("Unsqueeze", name + "_indices", List.of(existing, graph.longs("axis_3", 3)));
    return graph.node(
        "GatherND", name + "_frames", List.of(frames, indices), n -> n.set("batch_dims", 1));
  }

  private String range(String output, String end) {
    return graph.node(
        "Range", output, List.of(graph.scalar("zero", 0), end, graph.scalar("one", 1)));
  }
}

package org.auricle.acoustic.onnx;

import java.util.List;
import java.util.stream.LongStream;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;
import org.auricle.engine.feature.FrameOptions;
import org.auricle.engine.feature.WindowFunction;

/**
 * Samples to frames, as {@code SignalFramer} and {@code LogMelFrame} do it and with the same
 * roundings: cut, mirrored at the ends of each utterance, mean off, pre-emphasis, window.
 */
final class FramesGraph {
  private final GraphBuilder graph;
  private final FrameOptions options;
  private final double scale;
  private final int length;
  private final int shift;

  /** For frames of samples multiplied by {@code scale}. */
  FramesGraph(GraphBuilder graph, FrameOptions options, double scale) {
    this.scale = scale;
    this.graph = graph;
    this.options = options;
    this.length = options.frameLength();
    this.shift = options.frameShift();
  }

  /**
   * Counts the frames of each utterance.
   *
   * @param lengths samples, int64 [batch]
   * @return int64 [batch], 0 for an utterance too short for one
   */
  String count(String lengths) {
    // Integer division rounds towards 0, so what is shorter than a frame gives 0 or less.
    long more = options.snipEdges() ? shift - length : shift / 2;
    String numerator =
        graph.node(
            "Add", "samples_to_divide", List.of(lengths, graph.scalar("frame_rounding", more)));
    String quotient =
        graph.node("Div", "whole_shifts", List.of(numerator, graph.scalar("frame_shift", shift)));
    return graph.node("Max", "frame_counts", List.of(quotient, graph.scalar("zero", 0)));
  }

  /**
   * Cuts the frames.
   *
   * @param waveform [batch x samples], in [-1, 1]
   * @param lengths samples, int64 [batch]
   * @param steps number of frames to cut, int64 scalar, at least 1
   * @return [batch x steps x frame length], scaled
   */
  String cut(String waveform, String lengths, String steps) {
    String one = graph.scalar("one", 1);
    String firsts =
        graph.node(
            "Mul",
            "frame_starts",
            List.of(
                graph.node("Range", "frame_numbers", List.of(graph.scalar("zero", 0), steps, one)),
                graph.scalar("frame_shift", shift)));
    String extent =
        graph.node(
            "Add",
            "samples_of_all_frames",
            List.of(
                graph.node(
                    "Mul",
                    "last_frame_start",
                    List.of(
                        graph.node("Sub", "last_frame", List.of(steps, one)),
                        graph.scalar("frame_shift", shift))),
                graph.scalar("frame_length", length)));
    String signal = mirrored(waveform, lengths, extent);
    String indices =
        graph.node(
            "Add",
            "frame_indices",
            List.of(
                graph.node(
                    "Unsqueeze", "frame_start_column", List.of(firsts, graph.longs("axis_1", 1))),
                graph.longs("within_frame", LongStream.range(0, length).toArray())));
    return graph.node("Gather", "frames", List.of(signal, indices), n -> n.set("axis", 1));
  }

  /**
   * The samples from the first frame's start on. A signal of n samples goes on beyond its ends as
   * its mirror image, and that again, with a period of 2 n: sample p is sample min(m, 2 n - 1 - m),
   * m = p modulo 2 n.
   */
  private String mirrored(String waveform, String lengths, String extent) {
    long first = options.snipEdges() ? 0 : shift / 2 - length / 2;
    String one = graph.scalar("one", 1);
    String start = graph.scalar("first_frame_start", first);
    String positions =
        graph.node(
            "Range",
            "positions",
            List.of(start, graph.node("Add", "positions_end", List.of(start, extent)), one));
    String column =
        graph.node(
            "Unsqueeze",
            "length_column",
            List.of(
                graph.node("Max", "lengths_not_0", List.of(lengths, one)),
                graph.longs("axis_1", 1)));
    String period = graph.node("Mul", "mirror_period", List.of(column, graph.scalar("two", 2)));
    String folded = graph.node("Mod", "positions_in_period", List.of(positions, period));
    String image =
        graph.node(
            "Sub",
            "mirrored_positions",
            List.of(graph.node("Sub", "mirror_last", List.of(period, one)), folded));
    String sources = graph.node("Min", "sample_indices", List.of(folded, image));
    String samples =
        graph.node("GatherElements", "samples", List.of(waveform, sources), n -> n.set("axis", 1));
    return graph.node(
        "Mul",
        "scaled_samples",
        List.of(samples, graph.floats("sample_scale", new float[] {(float) scale})));
  }

  /** Takes off each frame's mean, if the recipe does. */
  String center(String frames) {
    if (!options.removeDcOffset()) {
      return frames;
    }
    String sum =
        graph.node(
            "ReduceSum",
            "frame_sums",
            List.of(graph.cast("frames_double", frames, DataType.DOUBLE), graph.longs("axis_2", 2)),
            n -> n.set("keepdims", 1));
    String mean =
        graph.node(
            "Div",
            "frame_means_double",
            List.of(sum, graph.doubles("frame_length_double", new double[] {length})));
    return graph.node(
        "Sub", "centred_frames", List.of(frames, graph.cast("frame_means", mean, DataType.FLOAT)));
  }

  /** Pre-emphasis x[i] - a x[i - 1], where x[-1] = x[0], and the window. */
  String shape(String centred) {
    String shaped = centred;
    if (options.preEmphasis() != 0) {
      String axis = graph.longs("axis_2", 2);
      String start = graph.longs("sample_0", 0);
      String previous =
          graph.node(
              "Concat",
              "previous_samples",
              List.of(
                  graph.node(
                      "Slice",
                      "first_sample",
                      List.of(centred, start, graph.longs("sample_1", 1), axis)),
                  graph.node(
                      "Slice",
                      "all_but_last_sample",
                      List.of(centred, start, graph.longs("last_sample", -1), axis))),
              n -> n.set("axis", 2));
      String share =
          graph.node(
              "Mul",
              "previous_samples_share",
              List.of(
                  previous,
                  graph.floats("pre_emphasis", new float[] {(float) options.preEmphasis()})));
      shaped = graph.node("Sub", "emphasised_frames", List.of(centred, share));
    }
    if (options.window() == WindowFunction.RECTANGULAR) {
      return shaped;
    }
    return graph.node(
        "Mul",
        "windowed_frames",
        List.of(shaped, graph.floats("window", options.window().values(length), length)));
  }
}

package org.auricle.acoustic.onnx;

import java.util.List;
import java.util.stream.LongStream;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;
import org.auricle.engine.feature.CepstralTransform;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FrameOptions;
import org.auricle.engine.feature.MelFilterBank;
import org.auricle.engine.feature.MelOptions;
import org.auricle.engine.feature.MfccOptions;

/**
 * Windowed frames to log-mel energies and cepstra.
 *
 * <p>The Fourier transform is a product with the cosines and sines of the bins that the filters
 * use: every runtime is fast at products, few have the operator DFT. It is done in double
 * precision, as our own front end does, because the logarithm shows what stands in bands 100 dB
 * below the loudest.
 */
final class SpectrumGraph {
  /** Kaldi's floor before a logarithm: FLT_EPSILON. */
  private static final double FLOOR = Math.ulp(1f);

  private final GraphBuilder graph;

  SpectrumGraph(GraphBuilder graph) {
    this.graph = graph;
  }

  /** Frames [batch x time x frame length] to natural logs [batch x time x mel bins]. */
  String logMel(String frames, FrameOptions frame, MelOptions mel) {
    int fftSize = Integer.highestOneBit(2 * frame.frameLength() - 1);
    float[][] filters = filters(new MelFilterBank(mel, frame.sampleRateHz(), fftSize));
    int first = 0;
    while (isZero(filters[first])) {
      first++;
    }
    int end = filters.length;
    while (isZero(filters[end - 1])) {
      end--;
    }
    String power = power(frames, frame.frameLength(), fftSize, first, end);
    float[] matrix = new float[(end - first) * mel.bins()];
    for (int k = first; k < end; k++) {
      System.arraycopy(filters[k], 0, matrix, (k - first) * mel.bins(), mel.bins());
    }
    String weights =
        graph.cast(
            "mel_filters",
            graph.floats("mel_filters_float", matrix, end - first, mel.bins()),
            DataType.DOUBLE);
    String energies = graph.node("MatMul", "mel_energies", List.of(power, weights));
    return log("log_mel", energies);
  }

  /** Squared magnitudes of the bins first..end - 1. */
  private String power(String frames, int length, int fftSize, int first, int end) {
    double[] cosines = new double[fftSize];
    double[] sines = new double[fftSize];
    for (int i = 0; i < fftSize; i++) {
      cosines[i] = Math.cos(2 * Math.PI * i / fftSize);
      sines[i] = Math.sin(2 * Math.PI * i / fftSize);
    }
    String products =
        graph.node(
            "Mul",
            "bin_times_sample",
            List.of(
                graph.column("within_frame_column", LongStream.range(0, length).toArray()),
                graph.longs("bins", LongStream.range(first, end).toArray())));
    String angles =
        graph.node("Mod", "angles", List.of(products, graph.scalar("fft_size", fftSize)));
    String signal = graph.cast("windowed_frames_double", frames, DataType.DOUBLE);
    String real = part("real", signal, angles, cosines);
    String imaginary = part("imaginary", signal, angles, sines);
    return graph.node("Add", "power", List.of(real, imaginary));
  }

  private String part(String name, String signal, String angles, double[] table) {
    String matrix =
        graph.node(
            "Gather",
            "dft_" + name,
            List.of(graph.doubles("circle_" + name, table, table.length), angles));
    String spectrum = graph.node("MatMul", "spectrum_" + name, List.of(signal, matrix));
    return graph.node("Mul", "power_" + name, List.of(spectrum, spectrum));
  }

  /**
   * Natural log of the energy of centred frames [batch x time x frame length], last dimension 1.
   */
  String logEnergy(String frames) {
    String exact = graph.cast("centred_frames_double", frames, DataType.DOUBLE);
    String squares = graph.node("Mul", "squared_samples", List.of(exact, exact));
    String energy =
        graph.node(
            "ReduceSum",
            "frame_energies",
            List.of(squares, graph.longs("axis_2", 2)),
            n -> n.set("keepdims", 1));
    return log("log_energy", energy);
  }

  private String log(String output, String energies) {
    String floored =
        graph.node(
            "Max",
            output + "_floored",
            List.of(energies, graph.doubles("energy_floor", new double[] {FLOOR})));
    String logs = graph.node("Log", output + "_double", List.of(floored));
    return graph.cast(output, logs, DataType.FLOAT);
  }

  /**
   * Log-mel energies to cepstra.
   *
   * @param logEnergy takes the place of C0 if the recipe says so
   */
  String cepstra(String logMel, String logEnergy, MfccOptions options) {
    int bins = options.mel().bins();
    float[] identity = new float[bins * bins];
    for (int b = 0; b < bins; b++) {
      identity[b * bins + b] = 1;
    }
    FeatureMatrix matrix =
        CepstralTransform.of(options).apply(new FeatureMatrix(identity, bins, bins));
    String cepstra =
        graph.node(
            "MatMul",
            "cepstra",
            List.of(logMel, graph.floats("cepstral_transform", matrix.data(), bins, matrix.dim())));
    if (!options.useEnergy()) {
      return cepstra;
    }
    String rest =
        graph.node(
            "Slice",
            "cepstra_but_first",
            List.of(
                cepstra,
                graph.longs("coefficient_1", 1),
                graph.longs("coefficients", options.cepstra()),
                graph.longs("axis_2", 2)));
    return graph.node(
        "Concat", "cepstra_with_energy", List.of(logEnergy, rest), n -> n.set("axis", 2));
  }

  /** [spectrum size][bins]: what each bin of the spectrum gives to each filter. */
  private static float[][] filters(MelFilterBank bank) {
    float[][] filters = new float[bank.spectrumSize()][bank.bins()];
    float[] power = new float[bank.spectrumSize()];
    for (int k = 0; k < power.length; k++) {
      power[k] = 1;
      bank.apply(power, filters[k], 0);
      power[k] = 0;
    }
    return filters;
  }

  private static boolean isZero(float[] values) {
    for (float v : values) {
      if (v != 0) {
        return false;
      }
    }
    return true;
  }
}

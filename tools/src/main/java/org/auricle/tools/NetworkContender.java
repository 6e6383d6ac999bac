package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.auricle.acoustic.bilstm.BiLstmAcousticModel;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.bilstm.ChunkOptions;
import org.auricle.acoustic.onnx.ExecutionProvider;
import org.auricle.acoustic.onnx.OnnxAcousticModel;
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
import org.auricle.acoustic.onnx.OnnxRuntimeOptions;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.math.RecurrentMatrix.Precision;
import org.auricle.engine.recognition.AcousticModel;

/**
 * One way of computing a network.
 *
 * @param backend {@link #NATIVE} or {@link #ONNX_RUNTIME}
 * @param precision fp32, bf16 or int8
 * @param model closed by whoever holds it
 */
record NetworkContender(String backend, String precision, AcousticModel model) {
  static final String NATIVE = "native";
  static final String ONNX_RUNTIME = "onnxruntime";
  static final String FP32 = "fp32";

  /**
   * All ways there are, ONNX Runtime in full precision first: it is what others are compared with.
   *
   * @param frameShiftSeconds of the features
   */
  static List<NetworkContender> all(BiLstmWeights weights, double frameShiftSeconds, int threads)
      throws IOException {
    List<NetworkContender> contenders = new ArrayList<>();
    try {
      contenders.add(onnx(FP32, weights, OnnxQuantization.NONE, frameShiftSeconds, threads));
      contenders.add(onnx("int8", weights, OnnxQuantization.DYNAMIC, frameShiftSeconds, threads));
      contenders.add(nativeModel(FP32, weights, Precision.FLOAT32, frameShiftSeconds, threads));
      contenders.add(nativeModel("bf16", weights, Precision.BFLOAT16, frameShiftSeconds, threads));
      return contenders;
    } catch (IOException | RuntimeException e) {
      contenders.forEach(contender -> contender.model().close());
      throw e;
    }
  }

  boolean isReference() {
    return backend.equals(ONNX_RUNTIME) && precision.equals(FP32);
  }

  private static NetworkContender nativeModel(
      String name,
      BiLstmWeights weights,
      Precision precision,
      double frameShiftSeconds,
      int threads) {
    Parallel parallel = threads == 1 ? Parallel.single() : Parallel.of(threads);
    return new NetworkContender(
        NATIVE,
        name,
        new BiLstmAcousticModel(
            weights, precision, frameShiftSeconds, ChunkOptions.DEFAULT, parallel));
  }

  /** With the settings that make ONNX Runtime fastest: all optimisations, threads that spin. */
  private static NetworkContender onnx(
      String name,
      BiLstmWeights weights,
      OnnxQuantization quantization,
      double frameShiftSeconds,
      int threads)
      throws IOException {
    OnnxRuntimeOptions options =
        OnnxRuntimeOptions.DEFAULT
            .withThreads(threads)
            .withProvider(ExecutionProvider.CPU, 0, 0)
            .withSession(true, true, OnnxRuntimeOptions.Optimization.ALL, false);
    Path file = Files.createTempFile("auricle-bench", ".onnx");
    try {
      Files.write(file, OnnxExporter.features(weights, quantization).toByteArray());
      return new NetworkContender(
          ONNX_RUNTIME,
          name,
          OnnxAcousticModel.open(
              file,
              file.toString(),
              description(weights.config()),
              frameShiftSeconds,
              ChunkOptions.DEFAULT,
              options));
    } finally {
      Files.delete(file); // ONNX Runtime has read it
    }
  }

  private static OnnxModelDescription description(BiLstmConfig config) {
    return new OnnxModelDescription(
        OnnxFamily.AURICLE,
        new Signal(
            OnnxExporter.FEATURES,
            Layout.BATCH_TIME_DIM,
            OnnxElementType.FLOAT,
            1,
            config.inputDim()),
        List.of(new Lengths(OnnxExporter.LENGTHS, OnnxElementType.INT64)),
        List.of(),
        new Posteriors(OnnxExporter.LOG_PROBS, true, List.of(OnnxExporter.LOG_PROB_LENGTHS)),
        1,
        config.tokens(),
        List.of(),
        Chunking.NONE);
  }
}

package org.auricle.acoustic.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.acoustic.onnx.proto.OperatorSetIdProto;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeatureOptions.Normalization;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.feature.FrameOptions;
import org.auricle.engine.feature.FrontEndOptions;
import org.auricle.engine.feature.MelOptions;
import org.auricle.engine.feature.MfccOptions;
import org.auricle.engine.feature.NemoOptions;
import org.auricle.engine.feature.ScaledFbankOptions;
import org.auricle.engine.feature.WindowFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the front end in operators to our own over many recipes. */
class FrontEndGraphTest {
  /** Samples of a batch: long, shorter than a frame, shorter than half a shift, a frame, none. */
  private static final int[] LENGTHS = {5_003, 90, 30, 400, 0, 2_999, 1};

  /** One of each option at its limits, and 40 recipes drawn at random. */
  static List<FeatureOptions> recipes() {
    List<FeatureOptions> recipes = new ArrayList<>();
    recipes.add(FeatureOptions.DEFAULT);
    recipes.add(new FeatureOptions(FbankOptions.DEFAULT, 0, 2, Normalization.NONE, 1, 1));
    recipes.add(
        new FeatureOptions(
            new ScaledFbankOptions(FbankOptions.DEFAULT, 1), 1, 2, Normalization.MEAN, 1, 2));
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 40; i++) {
      recipes.add(recipe(random));
    }
    return recipes;
  }

  private static FeatureOptions recipe(SplittableRandom random) {
    FrameOptions frame =
        new FrameOptions(
            random.nextBoolean() ? 8_000 : 16_000,
            pick(random, 25, 20, 32, 10.3),
            pick(random, 10, 7.5, 12.3, 40),
            pick(random, 0, 0.97, 1),
            random.nextBoolean(),
            WindowFunction.values()[random.nextInt(4)],
            random.nextBoolean());
    MelOptions mel =
        new MelOptions(random.nextInt(3, 16), pick(random, 0, 64), pick(random, 0, -300, 3_500));
    FrontEndOptions frontEnd =
        random.nextBoolean()
            ? new FbankOptions(frame, mel)
            : new MfccOptions(
                frame,
                mel,
                random.nextInt(1, mel.bins() + 1),
                pick(random, 0, 22),
                random.nextBoolean());
    return new FeatureOptions(
        frontEnd,
        random.nextInt(3),
        random.nextInt(1, 4),
        Normalization.values()[random.nextInt(3)],
        random.nextInt(1, 5),
        random.nextInt(1, 5));
  }

  private static double pick(SplittableRandom random, double... values) {
    return values[random.nextInt(values.length)];
  }

  /** Noise that fades, a loud tone, and a stretch of digital silence with an offset. */
  private static float[] signal(int samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] signal = new float[samples];
    for (int i = 0; i < samples; i++) {
      double noise = (2 * random.nextDouble() - 1) * Math.exp(-i / 800.0);
      double tone = i % 2_000 < 700 ? 0.8 * Math.sin(i * 0.11) : 0;
      boolean silent = i % 2_000 > 1_300;
      signal[i] = silent ? 0.01f : (float) Math.rint((noise * 0.1 + tone) * 32767) / 32768;
    }
    return signal;
  }

  private static ModelProto model(FeatureOptions options) {
    GraphBuilder graph = new GraphBuilder();
    graph.input(OnnxExporter.WAVEFORM, DataType.FLOAT, "", "batch", "samples");
    graph.input(OnnxExporter.LENGTHS, DataType.INT64, "", "batch");
    FrontEndGraph.Output out =
        new FrontEndGraph(graph, options).add(OnnxExporter.WAVEFORM, OnnxExporter.LENGTHS);
    graph.node("Identity", OnnxExporter.LOG_PROBS, List.of(out.features()));
    graph.node("Identity", OnnxExporter.LOG_PROB_LENGTHS, List.of(out.lengths()));
    graph.output(OnnxExporter.LOG_PROBS, DataType.FLOAT, "", "batch", "time", "" + options.dim());
    graph.output(OnnxExporter.LOG_PROB_LENGTHS, DataType.INT64, "", "batch");
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(
            OperatorSetIdProto.newBuilder().setDomain("").setVersion(OnnxExporter.OPSET))
        .setGraph(graph.build("front end", ""))
        .build();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void computesWhatThePipelineComputesForEachOfABatch(FeatureOptions options) throws OrtException {
    int longest = Arrays.stream(LENGTHS).max().orElseThrow();
    float[] batch = new float[LENGTHS.length * longest];
    Arrays.fill(batch, 0.7f); // what must not matter
    for (int b = 0; b < LENGTHS.length; b++) {
      System.arraycopy(signal(LENGTHS[b], b), 0, batch, b * longest, LENGTHS[b]);
    }
    long[] lengths = Arrays.stream(LENGTHS).asLongStream().toArray();
    FeaturePipeline pipeline = new FeaturePipeline(options);
    try (OrtModel ort = new OrtModel(model(options))) {
      OrtModel.Output out =
          ort.run(OnnxExporter.WAVEFORM, batch, new long[] {LENGTHS.length, longest}, lengths);
      for (int b = 0; b < LENGTHS.length; b++) {
        int rate = options.frontEnd().sampleRateHz();
        FeatureMatrix expected = pipeline.extract(new AudioClip(signal(LENGTHS[b], b), rate));
        assertThat(out.lengths()[b]).as("frames of utterance %d", b).isEqualTo(expected.frames());
        for (int t = 0; t < expected.frames(); t++) {
          int row = t * expected.dim();
          assertThat(out.logProbs()[b][t])
              .as("utterance %d, frame %d", b, t)
              .containsExactly(
                  Arrays.copyOfRange(expected.data(), row, row + expected.dim()),
                  Offset.offset(1e-3f));
        }
      }
    }
  }

  @Test
  void refusesWhatItHasNoOperatorsFor() {
    assertThatThrownBy(
            () -> model(new FeatureOptions(NemoOptions.DEFAULT, 0, 2, Normalization.NONE, 1, 1)))
        .isInstanceOf(OnnxExportException.class)
        .hasMessage(
            "waveform in: a front end of NemoOptions (expected: MFCC or Kaldi's filterbank)");
    assertThatThrownBy(
            () ->
                model(new FeatureOptions(FbankOptions.DEFAULT, 0, 2, Normalization.WAV2VEC2, 1, 1)))
        .isInstanceOf(OnnxExportException.class)
        .hasMessage(
            "waveform in: normalisation WAV2VEC2 (expected: one of [NONE, MEAN, MEAN_VARIANCE])");
  }
}

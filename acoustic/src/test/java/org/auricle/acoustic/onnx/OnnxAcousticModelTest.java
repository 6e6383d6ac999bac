package org.auricle.acoustic.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.auricle.acoustic.onnx.OnnxModelDescription.Chunking;
import org.auricle.acoustic.onnx.OnnxModelDescription.Layout;
import org.auricle.acoustic.onnx.OnnxModelDescription.Posteriors;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.recognition.AcousticStream;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.StreamLatency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the same arithmetic in plain Java. */
class OnnxAcousticModelTest {
  private static final OnnxRuntimeOptions OPTIONS = OnnxRuntimeOptions.DEFAULT;

  @TempDir private Path folder;

  private Path withLengths() {
    return TinyCtc.withLengths().write(folder.resolve("lengths.onnx"));
  }

  /** Every second frame's product, and the length at token 0. */
  private static float[] expectedWithLengths(FeatureMatrix x) {
    int rows = (x.frames() + 1) / 2;
    float[] expected = new float[rows * TinyCtc.TOKENS];
    for (int r = 0; r < rows; r++) {
      double[] logits = TinyCtc.product(x, 2 * r);
      logits[0] += TinyCtc.PER_FRAME * x.frames();
      System.arraycopy(TinyCtc.logSoftmax(logits), 0, expected, r * TinyCtc.TOKENS, TinyCtc.TOKENS);
    }
    return expected;
  }

  private static void requireWithLengths(LogPosteriors actual, FeatureMatrix x) {
    assertThat(actual.frames()).isEqualTo((x.frames() + 1) / 2);
    assertThat(actual.frameShiftSeconds()).isEqualTo(0.02);
    assertThat(actual.logProbs()).containsExactly(expectedWithLengths(x), within(2e-6f));
  }

  @Test
  void eachUtteranceOfABatchHasItsOwnLengthAndComesBackInItsPlace() {
    List<FeatureMatrix> batch = new ArrayList<>();
    for (int frames : new int[] {7, 1, 0, 12, 2, 7, 30, 3}) {
      batch.add(TinyCtc.features(batch.size(), frames));
    }
    for (OnnxRuntimeOptions options :
        List.of(OPTIONS, OPTIONS.withBatches(3, 600), OPTIONS.withBatches(100, 0.15))) {
      try (OnnxAcousticModel model = TinyCtc.open(withLengths(), TinyCtc.WITH_LENGTHS, options)) {
        for (int again = 0; again < 2; again++) { // first unpinned, then pinned
          List<LogPosteriors> all = model.score(batch);
          assertThat(all).hasSameSizeAs(batch);
          for (int i = 0; i < batch.size(); i++) {
            requireWithLengths(all.get(i), batch.get(i));
            requireWithLengths(model.score(batch.get(i)), batch.get(i));
          }
        }
        assertThat(model.openTensors()).isZero();
      }
    }
  }

  @Test
  void withoutLengthsOfTheOutputABatchHasTheRowsOfItsUtterancesAlone() {
    OnnxModels lastFramesLost =
        new OnnxModels()
            .input("x", DataType.FLOAT, "B", "T", TinyCtc.DIM)
            .input("n", DataType.INT64, "B")
            .output("y", DataType.FLOAT, "B", "S", TinyCtc.TOKENS)
            .floats("w", TinyCtc.W, TinyCtc.DIM, TinyCtc.TOKENS)
            .longs("zero", new long[] {0}, 1)
            .longs("one", new long[] {1}, 1)
            .longs("end", new long[] {-2}, 1)
            .node("Slice", "x zero end one", "s")
            .node("MatMul", "s w", "y")
            .node("Identity", "n", "unused");
    OnnxModelDescription description =
        TinyCtc.description(
            Layout.BATCH_TIME_DIM,
            OnnxElementType.FLOAT,
            TinyCtc.WITH_LENGTHS.lengths(),
            new Posteriors("y", false, List.of()),
            1,
            List.of(),
            Chunking.NONE);
    List<FeatureMatrix> batch =
        List.of(TinyCtc.features(1, 9), TinyCtc.features(2, 5), TinyCtc.features(3, 3));
    try (OnnxAcousticModel model =
        TinyCtc.open(lastFramesLost.write(folder.resolve("l.onnx")), description, OPTIONS)) {
      List<LogPosteriors> all = model.score(batch);
      for (int i = 0; i < batch.size(); i++) {
        assertThat(all.get(i).frames()).isEqualTo(batch.get(i).frames() - 2);
        assertThat(all.get(i).logProbs()).isEqualTo(model.score(batch.get(i)).logProbs());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BATCH_TIME_DIM, FLOAT, 2e-6",
    "BATCH_DIM_TIME, FLOAT, 2e-6",
    "BATCH_TIME_DIM, FLOAT16, 3e-3",
    "BATCH_DIM_TIME, FLOAT16, 3e-3",
  })
  void logitsOfAnyLayoutAndTypeBecomeLogSoftmax(Layout layout, OnnxElementType type, float error) {
    DataType onnxType = DataType.valueOf(type.name());
    Path file = TinyCtc.plain(layout, onnxType).write(folder.resolve("plain.onnx"));
    List<FeatureMatrix> batch =
        List.of(TinyCtc.features(1, 5), TinyCtc.features(2, 9), TinyCtc.features(3, 5));
    try (OnnxAcousticModel model =
        TinyCtc.open(file, TinyCtc.plainDescription(layout, type), OPTIONS)) {
      List<LogPosteriors> all = model.score(batch);
      for (int i = 0; i < batch.size(); i++) {
        FeatureMatrix x = batch.get(i);
        assertThat(all.get(i).frames()).isEqualTo(x.frames());
        for (int t = 0; t < x.frames(); t++) {
          float[] row = PosteriorParts.rows(all.get(i), t, t + 1).logProbs();
          assertThat(row).containsExactly(TinyCtc.logSoftmax(TinyCtc.product(x, t)), within(error));
        }
      }
    }
  }

  @Test
  void aStreamOfOverlappingWindowsIsNearTheWholeUtterance() {
    FeatureMatrix x = TinyCtc.features(4, 61);
    Path file =
        TinyCtc.plain(Layout.BATCH_TIME_DIM, DataType.FLOAT).write(folder.resolve("p.onnx"));
    try (OnnxAcousticModel model =
        TinyCtc.open(
            file,
            TinyCtc.plainDescription(Layout.BATCH_TIME_DIM, OnnxElementType.FLOAT),
            OPTIONS)) {
      for (int step : new int[] {1, 4, 61}) {
        // This model sees one frame at a time, so that windows change nothing.
        assertThat(streamed(model, x, step)).isEqualTo(model.score(x).logProbs());
      }
      assertThat(model.newStream().finish().frames()).isZero();
    }
    try (OnnxAcousticModel model = TinyCtc.open(withLengths(), TinyCtc.WITH_LENGTHS, OPTIONS)) {
      assertThat(streamed(model, x, 5)).hasSameSizeAs(model.score(x).logProbs());
    }
  }

  @Test
  void streamsAdvanceTogetherAsEachAlone() {
    try (OnnxAcousticModel model = TinyCtc.open(withLengths(), TinyCtc.WITH_LENGTHS, OPTIONS)) {
      StreamLatency shorter =
          new StreamLatency(3 * model.frameShiftSeconds(), model.frameShiftSeconds());
      assertThat(model.latency().lookAheadSeconds()).isPositive();
      List<AcousticStream> together = new ArrayList<>();
      List<AcousticStream> alone = new ArrayList<>();
      List<FeatureMatrix> utterances = new ArrayList<>();
      for (int u = 0; u < 5; u++) {
        together.add(u < 2 ? model.newStream() : model.newStream(shorter));
        alone.add(u < 2 ? model.newStream() : model.newStream(shorter));
        utterances.add(TinyCtc.features(u, 200));
      }
      int rows = 0;
      for (int from = 0; from < 200; from += 50) {
        List<FeatureMatrix> pieces = new ArrayList<>();
        for (int u = 0; u < 5; u++) {
          pieces.add(utterances.get(u).rows(from, from + 10 * (u + 1)));
        }
        List<LogPosteriors> said = model.advance(together, pieces);
        for (int u = 0; u < 5; u++) {
          LogPosteriors expected = alone.get(u).accept(pieces.get(u));
          assertThat(said.get(u).frames()).isEqualTo(expected.frames());
          assertThat(said.get(u).logProbs()).containsExactly(expected.logProbs(), within(1e-5f));
          rows += expected.frames();
        }
      }
      assertThat(rows).isPositive();
    }
  }

  private static float[] streamed(OnnxAcousticModel model, FeatureMatrix x, int step) {
    AcousticStream stream = model.newStream();
    List<LogPosteriors> parts = new ArrayList<>();
    for (int from = 0; from < x.frames(); from += step) {
      parts.add(stream.accept(x.rows(from, Math.min(x.frames(), from + step))));
    }
    parts.add(stream.finish());
    assertThatThrownBy(stream::finish).isInstanceOf(IllegalStateException.class);
    return PosteriorParts.join(parts, model.vocabularySize(), model.frameShiftSeconds()).logProbs();
  }

  @ParameterizedTest
  @CsvSource({"13, 0, 0", "4, 0, 0", "2, 0, 0", "12, 2, 3", "1, 5, 0", "10, 0, 1"})
  void stateGoesFromChunkToChunk(int frames, int lead, int tail) {
    FeatureMatrix x = TinyCtc.features(6, frames);
    Path file = TinyCtc.withState().write(folder.resolve("state.onnx"));
    try (OnnxAcousticModel model =
        TinyCtc.open(file, TinyCtc.withStateDescription(lead, tail), OPTIONS)) {
      float[] expected = expectedWithState(x, lead, tail);
      assertThat(model.score(x).logProbs()).containsExactly(expected, within(3e-6f));
      for (int step : new int[] {1, 5}) {
        assertThat(streamed(model, x, step)).isEqualTo(model.score(x).logProbs());
      }
      assertThat(model.score(List.of(x, x)).get(1).logProbs())
          .containsExactly(expected, within(3e-6f));
      assertThat(model.newStream().finish().frames()).isZero();
      assertThat(model.openTensors()).isZero();
    }
  }

  /**
   * Chunks of 4 frames every 3, as the definition of {@code Chunking} says, one after the other.
   */
  private static float[] expectedWithState(FeatureMatrix x, int lead, int tail) {
    int real = lead + x.frames() + tail;
    int chunks = 1;
    while (chunks * 3 + 1 < real) {
      chunks++;
    }
    int padded = (chunks - 1) * 3 + 4;
    float[] data = new float[padded * TinyCtc.DIM];
    java.util.Arrays.fill(data, 0.5f);
    System.arraycopy(x.data(), 0, data, lead * TinyCtc.DIM, x.frames() * TinyCtc.DIM);
    FeatureMatrix all = new FeatureMatrix(data, padded, TinyCtc.DIM);
    double[] state = new double[TinyCtc.TOKENS];
    List<Float> rows = new ArrayList<>();
    for (int c = 0; c < chunks; c++) {
      double[] next = state.clone();
      for (int t = 0; t < 4; t++) {
        double[] logits = TinyCtc.product(all, c * 3 + t);
        for (int v = 0; v < TinyCtc.TOKENS; v++) {
          next[v] += t < 3 ? logits[v] : 0;
          logits[v] += state[v];
        }
        for (float value : TinyCtc.logSoftmax(logits)) {
          rows.add(value);
        }
      }
      state = next;
    }
    float[] expected = new float[rows.size() - lead * TinyCtc.TOKENS];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = rows.get(i + lead * TinyCtc.TOKENS);
    }
    return expected;
  }

  @Test
  void manyThreadsAreGatheredIntoBatches() throws Exception {
    OnnxRuntimeOptions options = OPTIONS.withGather(8, Duration.ofMillis(2));
    ExecutorService threads = Executors.newFixedThreadPool(12);
    try (OnnxAcousticModel model = TinyCtc.open(withLengths(), TinyCtc.WITH_LENGTHS, options)) {
      List<Future<?>> tasks = new ArrayList<>();
      for (int task = 0; task < 12; task++) {
        int seed = task;
        tasks.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 40; i++) {
                    FeatureMatrix x = TinyCtc.features(seed, (seed * 7 + i) % 25);
                    requireWithLengths(model.score(x), x);
                  }
                }));
      }
      for (Future<?> task : tasks) {
        task.get();
      }
      assertThat(model.openTensors()).isZero();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void sessionsAreClosedAndWhatIsClosedIsRefused() {
    int before = OnnxSession.openSessions();
    Path file = withLengths();
    OnnxAcousticModel last = null;
    for (int i = 0; i < 20; i++) {
      last = TinyCtc.open(file, TinyCtc.WITH_LENGTHS, OPTIONS);
      last.score(TinyCtc.features(1, 3));
      last.close();
      last.close();
    }
    assertThat(OnnxSession.openSessions()).isEqualTo(before);
    OnnxAcousticModel closed = last;
    assertThatThrownBy(() -> closed.score(TinyCtc.features(1, 3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("tiny.onnx: the model has been closed");
    OnnxAcousticModel gathering =
        TinyCtc.open(file, TinyCtc.WITH_LENGTHS, OPTIONS.withGather(4, Duration.ZERO));
    gathering.close();
    assertThatThrownBy(() -> gathering.score(TinyCtc.features(1, 3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the model has been closed");
  }

  @Test
  void withoutCudaTheProcessorComputes() {
    for (ExecutionProvider provider : List.of(ExecutionProvider.AUTO, ExecutionProvider.CUDA)) {
      try (OnnxAcousticModel model =
          TinyCtc.open(
              withLengths(), TinyCtc.WITH_LENGTHS, OPTIONS.withProvider(provider, 0, 1 << 30))) {
        assertThat(model.provider()).isNotEqualTo(ExecutionProvider.AUTO);
        FeatureMatrix x = TinyCtc.features(1, 9);
        requireWithLengths(model.score(x), x);
      }
    }
  }

  @Test
  void otherFeaturesAreRefused() {
    try (OnnxAcousticModel model = TinyCtc.open(withLengths(), TinyCtc.WITH_LENGTHS, OPTIONS)) {
      FeatureMatrix wide = new FeatureMatrix(new float[8], 2, 4);
      assertThatThrownBy(() -> model.score(wide)).hasMessage("features' dim: 4 (expected: 3)");
      assertThatThrownBy(() -> model.newStream().accept(wide))
          .hasMessage("features' dim: 4 (expected: 3)");
    }
  }
}

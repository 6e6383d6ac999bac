package org.auricle.acoustic.onnx;

import static org.auricle.acoustic.onnx.OnnxModels.attribute;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.acoustic.onnx.OnnxModelDescription.Chunking;
import org.auricle.acoustic.onnx.OnnxModelDescription.Layout;
import org.auricle.acoustic.onnx.OnnxModelDescription.Lengths;
import org.auricle.acoustic.onnx.OnnxModelDescription.Posteriors;
import org.auricle.acoustic.onnx.OnnxModelDescription.Signal;
import org.auricle.acoustic.onnx.OnnxModelDescription.State;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;
import org.auricle.engine.feature.FeatureMatrix;

/**
 * Models small enough to compute by hand. Their logits are x W, every second frame of it, plus the
 * sequence's length or the sum of what came before at token 0, so that a wrong length, a frame too
 * many or a state that was lost shows.
 */
final class TinyCtc {
  static final int DIM = 3;
  static final int TOKENS = 4;
  static final float PER_FRAME = 0.125f;
  static final float[] W = random(5, DIM * TOKENS); // [DIM x TOKENS]

  private TinyCtc() {}

  static float[] random(long seed, int n) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  static FeatureMatrix features(long seed, int frames) {
    return new FeatureMatrix(random(seed, frames * DIM), frames, DIM);
  }

  /** {@code x [B, T, D], n [B] -> y [B, ceil(T / 2), V], m [B]}. */
  static OnnxModels withLengths() {
    return new OnnxModels()
        .input("x", DataType.FLOAT, "B", "T", DIM)
        .input("n", DataType.INT64, "B")
        .output("y", DataType.FLOAT, "B", "S", TOKENS)
        .output("m", DataType.INT64, "B")
        .floats("w", W, DIM, TOKENS)
        .floats("f", new float[] {PER_FRAME, 0, 0, 0}, 1, 1, TOKENS)
        .longs("zero", new long[] {0}, 1)
        .longs("one", new long[] {1}, 1)
        .longs("two", new long[] {2}, 1)
        .longs("end", new long[] {Long.MAX_VALUE}, 1)
        .longs("axes", new long[] {1, 2}, 2)
        .node("Slice", "x zero end one two", "half")
        .node("MatMul", "half w", "xw")
        .node("Cast", "n", "nf", attribute("to", DataType.FLOAT.getNumber()))
        .node("Unsqueeze", "nf axes", "n3")
        .node("Mul", "n3 f", "nl")
        .node("Add", "xw nl", "logits")
        .node("LogSoftmax", "logits", "y", attribute("axis", -1))
        .node("Add", "n one", "n1")
        .node("Div", "n1 two", "m");
  }

  static final OnnxModelDescription WITH_LENGTHS =
      description(
          Layout.BATCH_TIME_DIM,
          OnnxElementType.FLOAT,
          List.of(new Lengths("n", OnnxElementType.INT64)),
          new Posteriors("y", true, List.of("m")),
          2,
          List.of(),
          Chunking.NONE);

  /** {@code x [B, T, D] or [B, D, T] -> y [B, T, V]}, logits. */
  static OnnxModels plain(Layout layout, DataType type) {
    OnnxModels model = new OnnxModels().floats("w", W, DIM, TOKENS);
    if (layout == Layout.BATCH_DIM_TIME) {
      model.input("x", type, "B", DIM, "T");
    } else {
      model.input("x", type, "B", "T", DIM);
    }
    String x = "x";
    if (type != DataType.FLOAT) {
      model.node("Cast", x, "xf", attribute("to", DataType.FLOAT.getNumber()));
      x = "xf";
    }
    if (layout == Layout.BATCH_DIM_TIME) {
      model.node(
          "Transpose",
          x,
          "xt",
          org.auricle.acoustic.onnx.proto.AttributeProto.newBuilder()
              .setName("perm")
              .setType(org.auricle.acoustic.onnx.proto.AttributeProto.AttributeType.INTS)
              .addAllInts(List.of(0L, 2L, 1L))
              .build());
      x = "xt";
    }
    boolean half = type == DataType.FLOAT16;
    model.output("y", half ? type : DataType.FLOAT, "B", "T", TOKENS);
    model.node("MatMul", x + " w", half ? "yf" : "y");
    if (half) {
      model.node("Cast", "yf", "y", attribute("to", type.getNumber()));
    }
    return model;
  }

  static OnnxModelDescription plainDescription(Layout layout, OnnxElementType type) {
    return description(
        layout,
        type,
        List.of(),
        new Posteriors("y", false, List.of()),
        1,
        List.of(),
        Chunking.NONE);
  }

  /**
   * {@code x [1, 4, D], s [1, V] -> y [1, 4, V], t [1, V]}: t = s + sum of x W over the first 3.
   */
  static OnnxModels withState() {
    return new OnnxModels()
        .input("x", DataType.FLOAT, 1, 4, DIM)
        .input("s", DataType.FLOAT, 1, TOKENS)
        .output("y", DataType.FLOAT, 1, 4, TOKENS)
        .output("t", DataType.FLOAT, 1, TOKENS)
        .floats("w", W, DIM, TOKENS)
        .longs("zero", new long[] {0}, 1)
        .longs("one", new long[] {1}, 1)
        .longs("three", new long[] {3}, 1)
        .node("MatMul", "x w", "xw")
        .node("Slice", "xw zero three one", "head")
        .node("ReduceSum", "head one", "sum", attribute("keepdims", 0))
        .node("Add", "s sum", "t")
        .node("Unsqueeze", "s one", "s3")
        .node("Add", "xw s3", "logits")
        .node("LogSoftmax", "logits", "y", attribute("axis", -1));
  }

  static OnnxModelDescription withStateDescription(int lead, int tail) {
    return description(
        Layout.BATCH_TIME_DIM,
        OnnxElementType.FLOAT,
        List.of(),
        new Posteriors("y", true, List.of()),
        1,
        List.of(new State("s", "t", OnnxElementType.FLOAT, List.of(-1, TOKENS))),
        new Chunking(4, 3, lead, tail, 0.5));
  }

  static OnnxModelDescription description(
      Layout layout,
      OnnxElementType type,
      List<Lengths> lengths,
      Posteriors posteriors,
      int subsampling,
      List<State> states,
      Chunking chunking) {
    return new OnnxModelDescription(
        OnnxFamily.OTHER,
        new Signal("x", layout, type, 1, DIM),
        lengths,
        List.of(),
        posteriors,
        subsampling,
        TOKENS,
        states,
        chunking);
  }

  static OnnxAcousticModel open(
      Path file, OnnxModelDescription description, OnnxRuntimeOptions options) {
    return OnnxAcousticModel.open(
        file,
        "tiny.onnx",
        description,
        0.01,
        new org.auricle.acoustic.bilstm.ChunkOptions(3, 2),
        options);
  }

  /** Row t of x W, in plain Java. */
  static double[] product(FeatureMatrix x, int t) {
    double[] row = new double[TOKENS];
    for (int v = 0; v < TOKENS; v++) {
      for (int d = 0; d < DIM; d++) {
        row[v] += (double) x.data()[t * DIM + d] * W[d * TOKENS + v];
      }
    }
    return row;
  }

  static float[] logSoftmax(double[] logits) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    float[] row = new float[logits.length];
    for (int v = 0; v < row.length; v++) {
      row[v] = (float) (logits[v] - Math.log(sum));
    }
    return row;
  }
}

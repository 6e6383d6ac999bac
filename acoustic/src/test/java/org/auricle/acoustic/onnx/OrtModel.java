package org.auricle.acoustic.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import org.auricle.acoustic.onnx.proto.ModelProto;

/** A model in ONNX Runtime by its bare API: the oracle that knows nothing of ours. */
final class OrtModel implements AutoCloseable {
  private final OrtSession session;

  OrtModel(ModelProto model) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = SessionOpener.environment().createSession(model.toByteArray(), options);
    }
  }

  /**
   * What came out.
   *
   * @param logProbs [batch][time][tokens]
   * @param lengths [batch]
   */
  record Output(float[][][] logProbs, long[] lengths) {}

  /** Runs a batch; rows of the input lie one after the other. */
  Output run(String input, float[] values, long[] shape, long... lengths) throws OrtException {
    OrtEnvironment environment = SessionOpener.environment();
    try (OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
        OnnxTensor n =
            OnnxTensor.createTensor(
                environment, LongBuffer.wrap(lengths), new long[] {lengths.length});
        OrtSession.Result result = session.run(Map.of(input, x, OnnxExporter.LENGTHS, n))) {
      return new Output(
          (float[][][]) result.get(OnnxExporter.LOG_PROBS).orElseThrow().getValue(),
          (long[]) result.get(OnnxExporter.LOG_PROB_LENGTHS).orElseThrow().getValue());
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}

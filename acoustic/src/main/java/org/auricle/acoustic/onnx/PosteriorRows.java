package org.auricle.acoustic.onnx;

import ai.onnxruntime.OnnxJavaType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.math.Activations;
import org.auricle.engine.math.VectorMath;
import org.auricle.engine.recognition.LogPosteriors;

/** From a model's output to log-posteriors, checked. Thread-safe. */
final class PosteriorRows {
  /** How far from 1 the probabilities of a row may sum up: half precision and 8 bits are coarse. */
  private static final double TOLERANCE = 0.1;

  private final String name;
  private final OnnxModelDescription description;
  private final double shiftSeconds;

  PosteriorRows(String name, OnnxModelDescription description, double shiftSeconds) {
    this.name = name;
    this.description = description;
    this.shiftSeconds = shiftSeconds;
  }

  /**
   * Takes each sequence's own rows.
   *
   * @param output [batch x rows x tokens], of the type of the memory's posteriors
   */
  List<LogPosteriors> read(
      List<FeatureMatrix> batch, int frames, RunMemory memory, ByteBuffer output, int rows) {
    OnnxJavaType type = memory.posteriors.type();
    int tokens = description.vocabularySize();
    List<LogPosteriors> result = new ArrayList<>(batch.size());
    for (int b = 0; b < batch.size(); b++) {
      int own = ownRows(batch, b, frames, memory, rows);
      float[] values = new float[own * tokens];
      TensorBuffer.read(output, type, b * rows * tokens, values, 0, values.length);
      if (!description.posteriors().normalized()) {
        Activations.logSoftmax(own, tokens, values, 0, values, 0);
      }
      check(values, own);
      result.add(new LogPosteriors(values, own, tokens, shiftSeconds));
    }
    return result;
  }

  private int ownRows(List<FeatureMatrix> batch, int b, int frames, RunMemory memory, int rows) {
    for (TensorBuffer lengths : memory.posteriorLengths) {
      long length = TensorBuffer.readInteger(lengths.bytes(batch.size()), lengths.type(), b);
      if (length < 0 || length > rows) {
        throw new OnnxModelException(
            name,
            "output " + description.posteriors().lengthNames().get(0),
            "" + length,
            "0.." + rows + ", the rows there are");
      }
      return (int) length;
    }
    int length = Math.max(batch.get(b).frames(), description.signal().minFrames());
    if (description.lengths().isEmpty() || length >= frames) {
      return rows;
    }
    // Rows that the longest sequence lacks, its last frames being no more than context, this lacks.
    int lacking = Math.max(0, rowsStarted(frames) - rows);
    return Math.max(0, Math.min(rows, rowsStarted(length) - lacking));
  }

  private int rowsStarted(int frames) {
    int subsampling = description.subsampling();
    return (frames + subsampling - 1) / subsampling;
  }

  private void check(float[] logProbs, int rows) {
    int tokens = description.vocabularySize();
    if (!VectorMath.isFinite(logProbs.length, logProbs, 0)) {
      for (int i = 0; i < logProbs.length; i++) {
        if (Float.isNaN(logProbs[i]) || logProbs[i] == Float.POSITIVE_INFINITY) {
          throw problem(i / tokens, "" + logProbs[i], "a number");
        }
      }
    }
    if (rows > 0 && description.posteriors().normalized()) {
      double sum = 0;
      for (int t = 0; t < tokens; t++) {
        sum += Math.exp(logProbs[t]);
      }
      if (!(Math.abs(sum - 1) <= TOLERANCE)) {
        throw problem(
            0, "probabilities that sum up to " + (float) sum, "1, if they are log-softmax");
      }
    }
  }

  private OnnxModelException problem(int frame, String found, String expected) {
    return new OnnxModelException(
        name, "output " + description.posteriors().name() + ", frame " + frame, found, expected);
  }
}

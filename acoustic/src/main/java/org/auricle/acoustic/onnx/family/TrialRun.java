package org.auricle.acoustic.onnx.family;

import java.util.SplittableRandom;
import org.auricle.acoustic.bilstm.ChunkOptions;
import org.auricle.acoustic.onnx.OnnxAcousticModel;
import org.auricle.acoustic.onnx.OnnxModelDescription;
import org.auricle.acoustic.onnx.OnnxModelDescription.Chunking;
import org.auricle.acoustic.onnx.OnnxModelException;
import org.auricle.acoustic.onnx.OnnxRuntimeOptions;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeatureOptions;

/**
 * Runs a model on noise. That shows whether it computes at all, and how many frames it takes for a
 * row of its output.
 */
final class TrialRun {
  /** Frames of the shorter run: with samples for frames, and otherwise. */
  private static final int SAMPLES = 16_000;

  private static final int FRAMES = 256;

  /** Most values in a chunk: minutes of audio. */
  private static final int MAX_CHUNK = 1 << 23;

  private TrialRun() {}

  /**
   * Input frames (samples) a row of the output.
   *
   * @throws OnnxModelException if the model cannot be run as described
   */
  static double subsampling(
      ModelClues clues, OnnxModelDescription description, FeatureOptions features) {
    requireSmall(clues, description);
    OnnxModelDescription trial = withoutPadding(description);
    try (OnnxAcousticModel model =
        OnnxAcousticModel.open(
            clues.model().file(),
            clues.name(),
            trial,
            features.frameShiftSeconds(),
            ChunkOptions.DEFAULT,
            OnnxRuntimeOptions.DEFAULT)) {
      int dim = description.signal().dim();
      if (!description.states().isEmpty()) {
        Chunking chunking = description.chunking();
        int rows = model.score(noise(chunking.length() + chunking.shift(), dim)).frames();
        return requireRows(clues, 2.0 * chunking.shift(), rows);
      }
      int frames = description.signal().layout().isWaveform() ? SAMPLES : FRAMES;
      int fewer = model.score(noise(frames, dim)).frames();
      int more = model.score(noise(3 * frames, dim)).frames();
      return requireRows(clues, 2.0 * frames, more - fewer);
    }
  }

  private static double requireRows(ModelClues clues, double frames, int rows) {
    if (rows < 1) {
      throw new OnnxModelException(
          clues.name(),
          "trial run",
          rows + " more rows for " + frames + " more frames",
          "a row of the output every few frames, as of a CTC model");
    }
    return frames / rows;
  }

  private static OnnxModelDescription withoutPadding(OnnxModelDescription d) {
    Chunking c = d.chunking();
    return new OnnxModelDescription(
        d.family(),
        d.signal(),
        d.lengths(),
        d.constants(),
        d.posteriors(),
        d.subsampling(),
        d.vocabularySize(),
        d.states(),
        new Chunking(c.length(), c.shift(), 0, 0, 0));
  }

  private static void requireSmall(ModelClues clues, OnnxModelDescription description) {
    int length = description.chunking().length();
    if ((long) length * description.signal().dim() > MAX_CHUNK) {
      throw new OnnxModelException(
          clues.name(),
          "chunks",
          length + " frames of " + description.signal().dim(),
          "at most " + MAX_CHUNK + " values");
    }
  }

  private static FeatureMatrix noise(int frames, int dim) {
    SplittableRandom random = new SplittableRandom(1);
    float[] data = new float[frames * dim];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) (0.2 * random.nextDouble() - 0.1);
    }
    return new FeatureMatrix(data, frames, dim);
  }
}

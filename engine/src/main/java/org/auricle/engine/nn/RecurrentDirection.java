package org.auricle.engine.nn;

import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.math.Parallel;

/** One direction of a recurrent layer, trainable. Not thread-safe. */
sealed interface RecurrentDirection permits Lstm, CellLayer {

  /** See {@link Lstm#initialize}. */
  void initialize(SplittableRandom random);

  /** In the order of {@link CellOptions#shapes}. */
  List<Parameter> parameters();

  /** See {@link Lstm#forward}. */
  void forward(float[] x, SequenceLayout layout, float[] out, int outOff, int outStride);

  /** See {@link Lstm#backward}. */
  void backward(
      float[] x, SequenceLayout layout, float[] out, float[] dOut, int outOff, int outStride);

  /** See {@link Lstm#inputGradient}. */
  void inputGradient(SequenceLayout layout, boolean accumulate, float[] dX, Parallel parallel);

  /** Draws which weights the next pass of training does without. */
  void drop(SplittableRandom random);

  /** The next pass is with all weights. */
  void dropNothing();
}

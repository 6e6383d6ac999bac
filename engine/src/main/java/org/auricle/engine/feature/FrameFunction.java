package org.auricle.engine.feature;

/** What a front end computes from one frame. Holds scratch: belongs to one stream. */
interface FrameFunction {

  /**
   * Computes the features of one frame.
   *
   * @param signal [frame length] samples; overwritten
   * @param out receives the features from {@code offset} on; holds zeros there
   */
  void compute(float[] signal, float[] out, int offset);
}

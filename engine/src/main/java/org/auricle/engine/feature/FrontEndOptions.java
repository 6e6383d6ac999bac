package org.auricle.engine.feature;

/** What is computed from each frame of the signal. */
public sealed interface FrontEndOptions permits MfccOptions, FbankOptions {

  /** How frames are cut. */
  FrameOptions frame();

  /** Values a frame. */
  int dim();
}

package org.auricle.engine.feature;

/** Window shapes as Kaldi defines them ({@code feature-window.cc}); N is the frame length. */
public enum WindowFunction {
  /** (0.5 - 0.5 cos(2 pi i / (N - 1)))^0.85, Kaldi's default. */
  POVEY,
  /** 0.5 - 0.5 cos(2 pi i / (N - 1)). */
  HANN,
  /** 0.54 - 0.46 cos(2 pi i / (N - 1)). */
  HAMMING,
  /** 1. */
  RECTANGULAR
}

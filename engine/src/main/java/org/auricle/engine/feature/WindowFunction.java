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
  RECTANGULAR;

  private static final double POVEY_EXPONENT = 0.85;

  /** The window's [length] values; length is at least 2. */
  public float[] values(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      double cosine = Math.cos(2 * Math.PI * i / (length - 1));
      values[i] =
          (float)
              switch (this) {
                case POVEY -> Math.pow(0.5 - 0.5 * cosine, POVEY_EXPONENT);
                case HANN -> 0.5 - 0.5 * cosine;
                case HAMMING -> 0.54 - 0.46 * cosine;
                case RECTANGULAR -> 1;
              };
    }
    return values;
  }
}

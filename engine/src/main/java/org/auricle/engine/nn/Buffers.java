package org.auricle.engine.nn;

/** Arrays that layers keep between calls, so that the steady state allocates nothing. */
final class Buffers {
  private Buffers() {}

  /** The array itself if it holds size values, else a larger one; contents are not kept. */
  static float[] ensure(float[] buffer, int size) {
    return buffer.length >= size ? buffer : new float[Math.max(size, buffer.length * 5 / 4)];
  }
}

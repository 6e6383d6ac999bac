package org.auricle.server.http.socket;

import java.nio.ByteBuffer;

/** Samples of 16 bits, little-endian, mono, in messages of any size. Not thread-safe. */
final class Pcm16 {
  private static final float FULL_SCALE = 32_768;

  private int oddByte = -1; // the first half of a sample whose second half comes next

  /** The samples that are whole with these bytes, in [-1, 1]. */
  float[] decode(ByteBuffer pcm) {
    int bytes = pcm.remaining() + (oddByte < 0 ? 0 : 1);
    float[] mono = new float[bytes / 2];
    for (int i = 0; i < mono.length; i++) {
      int low = oddByte < 0 ? pcm.get() & 0xff : oddByte;
      oddByte = -1;
      mono[i] = (short) (low | pcm.get() << 8) / FULL_SCALE;
    }
    if (pcm.hasRemaining()) {
      oddByte = pcm.get() & 0xff;
    }
    return mono;
  }
}

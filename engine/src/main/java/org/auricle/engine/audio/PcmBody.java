package org.auricle.engine.audio;

import java.io.IOException;

/** The samples themselves, once a header has said how they lie. */
final class PcmBody {
  /** The length of a body that reaches to the end of the source. */
  static final long TO_THE_END = -1;

  private static final int BLOCK_SAMPLES = 1 << 13;

  private PcmBody() {}

  /**
   * Reads interleaved samples. A last frame that is not whole is dropped: it is less than one
   * sample per channel.
   *
   * @param length in bytes as the header has it, or {@link #TO_THE_END}
   * @param what names the body in complaints
   * @throws AudioFormatException if fewer than {@code length} bytes are there
   */
  static void read(AudioInput in, SampleEncoding encoding, long length, String what, MonoWriter out)
      throws IOException {
    long start = in.position();
    int frameBytes = encoding.bytesPerSample() * out.channels();
    if (length != TO_THE_END) {
      if (in.remainingAtMost() < length) {
        throw in.cutShort(start, what, in.remainingAtMost(), length);
      }
      out.checkLength(length / frameBytes);
    }
    if (in.remainingAtMost() != Long.MAX_VALUE) {
      out.expect((length == TO_THE_END ? in.remainingAtMost() : length) / frameBytes);
    }
    int blockFrames = Math.max(1, BLOCK_SAMPLES / out.channels());
    byte[] bytes = new byte[blockFrames * frameBytes];
    float[] samples = new float[blockFrames * out.channels()];
    long left = length == TO_THE_END ? Long.MAX_VALUE : length;
    while (left > 0) {
      long blockStart = in.position();
      int wanted = (int) Math.min(bytes.length, left);
      int got = in.read(bytes, 0, wanted);
      int frames = got / frameBytes;
      encoding.decode(bytes, 0, samples, 0, frames * out.channels());
      if (encoding.isFloatingPoint()) {
        out.addChecked(samples, frames, blockStart, encoding.bytesPerSample());
      } else {
        out.add(samples, frames);
      }
      left -= got;
      if (got < wanted) {
        if (length != TO_THE_END) {
          throw in.cutShort(start, what, in.position() - start, length);
        }
        break;
      }
    }
  }
}

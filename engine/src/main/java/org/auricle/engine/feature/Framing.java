package org.auricle.engine.feature;

/**
 * How {@link SignalFramer} cuts a signal, in samples.
 *
 * @param length of a frame
 * @param shift from one frame's start to the next one's
 * @param firstStart where the first frame starts; at most 0
 * @param edges what becomes of frames that reach beyond the signal
 * @param scale what samples are multiplied by
 * @param preEmphasis a of x[i] - a x[i-1] over the whole signal, x[-1] = 0
 */
record Framing(int length, int shift, int firstStart, Edges edges, float scale, float preEmphasis) {

  /** Frames beyond the ends of the signal. */
  enum Edges {
    /** There are none: 1 + (n - length) / shift frames. */
    SNIP {
      @Override
      long frames(long n, Framing framing) {
        return n < framing.length ? 0 : 1 + (n - framing.length) / framing.shift;
      }
    },
    /** Samples are mirrored, the last one doubled: (n + shift / 2) / shift frames. */
    MIRROR {
      @Override
      long frames(long n, Framing framing) {
        return (n + framing.shift / 2) / framing.shift;
      }
    },
    /** Zeros: n / shift frames. Shift is at most what a frame reaches ahead of its centre. */
    ZERO {
      @Override
      long frames(long n, Framing framing) {
        return n / framing.shift;
      }
    };

    /** Frames of a signal of n samples. */
    abstract long frames(long n, Framing framing);
  }

  /** Kaldi's. */
  static Framing of(FrameOptions options, double scale) {
    int length = options.frameLength();
    int shift = options.frameShift();
    return options.snipEdges()
        ? new Framing(length, shift, 0, Edges.SNIP, (float) scale, 0)
        : new Framing(length, shift, shift / 2 - length / 2, Edges.MIRROR, (float) scale, 0);
  }

  /** NeMo's: the window lies in the middle of an FFT that is centred on the frame. */
  static Framing of(NemoOptions options) {
    int half = options.fftSize() / 2;
    int firstStart = (options.fftSize() - options.window()) / 2 - half;
    return new Framing(
        options.window(),
        options.frameShift(),
        firstStart,
        Edges.ZERO,
        1,
        (float) options.preEmphasis());
  }
}

package org.auricle.engine.audio;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Changes the sample rate by band-limited interpolation: J. O. Smith, "Digital Audio Resampling"
 * (https://ccrma.stanford.edu/~jos/resample/), with a Kaiser-windowed sinc of 35 zero crossings in
 * TarsosDSP's port of libresample. Frequencies up to about 0.8 of the lower Nyquist frequency pass,
 * everything above it is removed.
 *
 * <p>The output is aligned with the input (sample k of the output lies at time k / to) and has
 * round(n * to / from) samples. Equal rates leave the samples alone.
 *
 * <p>All methods are thread-safe; a {@link Stream} is not.
 */
public final class Resampler {
  /**
   * TarsosDSP always gets blocks of this size: its clock is rounded once a block, so that other
   * blocks would give other last bits. Small, because a live stream waits for a block to fill.
   */
  private static final int BLOCK_SAMPLES = 256; // of input: 16 ms at 16 kHz

  private static final int MAX_PROTOTYPES = 16;

  /** Ready-made filters by ratio; making one takes milliseconds, copying one microseconds. */
  private static final Map<Double, be.tarsos.dsp.resample.Resampler> PROTOTYPES =
      new LinkedHashMap<>(MAX_PROTOTYPES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<Double, be.tarsos.dsp.resample.Resampler> eldest) {
          return size() > MAX_PROTOTYPES;
        }
      };

  private Resampler() {}

  /**
   * The clip at another rate; the same clip if it has it already.
   *
   * @param sampleRate in hertz, &gt; 0
   */
  public static AudioClip resample(AudioClip clip, int sampleRate) {
    if (clip.sampleRate() == sampleRate) {
      return clip;
    }
    Stream stream = newStream(clip.sampleRate(), sampleRate);
    float[] head = stream.accept(clip.samples(), 0, clip.samples().length);
    float[] tail = stream.finish();
    float[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return new AudioClip(all, sampleRate);
  }

  /** The streaming form: the same samples, bit for bit, however the input is cut. */
  public static Stream newStream(int fromRate, int toRate) {
    requirePositive("fromRate", fromRate);
    requirePositive("toRate", toRate);
    return new Stream(fromRate, toRate);
  }

  private static void requirePositive(String what, int rate) {
    if (rate <= 0) {
      throw new IllegalArgumentException(what + ": " + rate + " (expected: > 0)");
    }
  }

  private static be.tarsos.dsp.resample.Resampler newFilter(double factor) {
    synchronized (PROTOTYPES) {
      return new be.tarsos.dsp.resample.Resampler(
          PROTOTYPES.computeIfAbsent(
              factor, f -> new be.tarsos.dsp.resample.Resampler(true, f, f)));
    }
  }

  /** One live stream of samples. Not thread-safe. */
  public static final class Stream {
    private final int fromRate;
    private final int toRate;
    private final double factor;
    private final be.tarsos.dsp.resample.Resampler filter;
    private final float[] block = new float[BLOCK_SAMPLES];
    private float[] output = {};
    private int outputLength;
    private int blockLength;
    private long consumed;
    private long produced;

    private Stream(int fromRate, int toRate) {
      this.fromRate = fromRate;
      this.toRate = toRate;
      this.factor = (double) toRate / fromRate;
      this.filter = fromRate == toRate ? null : newFilter(factor);
    }

    /**
     * Takes samples and returns those that can be computed by now, possibly none.
     *
     * @param samples at the input rate; read from {@code offset}, {@code length} of them
     */
    public float[] accept(float[] samples, int offset, int length) {
      if (filter == null) {
        return Arrays.copyOfRange(samples, offset, offset + length);
      }
      consumed += length;
      int end = offset + length;
      for (int i = offset; i < end; ) {
        int taken = Math.min(BLOCK_SAMPLES - blockLength, end - i);
        System.arraycopy(samples, i, block, blockLength, taken);
        blockLength += taken;
        i += taken;
        if (blockLength == BLOCK_SAMPLES) {
          process(false);
        }
      }
      return takeOutput();
    }

    /** The rest. After that the stream is used up. */
    public float[] finish() {
      if (filter == null) {
        return new float[0];
      }
      process(true);
      long total = (2 * consumed * toRate + fromRate) / (2L * fromRate); // round(n * to / from)
      outputLength = (int) Math.min(outputLength, total - produced);
      return takeOutput();
    }

    private void process(boolean last) {
      // room for everything the filter may hold back: a block and both of its wings
      int room = (int) ((blockLength + 3L * filter.getFilterWidth()) * factor) + 2;
      if (output.length < outputLength + room) {
        output = Arrays.copyOf(output, Math.max(2 * output.length, outputLength + room));
      }
      outputLength +=
          filter.process(factor, block, 0, blockLength, last, output, outputLength, room)
              .outputSamplesGenerated;
      blockLength = 0;
    }

    private float[] takeOutput() {
      float[] taken = Arrays.copyOf(output, outputLength);
      produced += outputLength;
      outputLength = 0;
      return taken;
    }
  }
}

package org.auricle.engine.audio;

import static org.auricle.engine.audio.FlacFrameDecoder.check;

import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes one channel of a FLAC frame (RFC 9639, section 9.2): a predictor and its residual.
 *
 * <p>Arithmetic wraps around on damaged input; the frame's checksum finds out.
 */
final class FlacSubframe {
  private static final int CONSTANT = 0;
  private static final int VERBATIM = 1;
  private static final int FIXED = 8; // plus an order of 0 to 4
  private static final int LPC = 32; // plus an order of 1 to 32, less one

  /** x[t] = residual[t] + sum over j of FIXED_COEFFICIENTS[order][j] * x[t - 1 - j]. */
  private static final int[][] FIXED_COEFFICIENTS = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

  private FlacSubframe() {}

  /**
   * Decodes {@code count} samples.
   *
   * @param bits of each sample, at most 25
   */
  static void decode(FlacBits in, int[] samples, int count, int bits) throws IOException {
    check(in.read(1) == 0, "reserved bit is set");
    int type = in.read(6);
    int wasted = in.read(1) == 0 ? 0 : in.readUnary() + 1;
    check(wasted < bits, "more wasted bits than bits");
    int width = bits - wasted;
    if (type == CONSTANT) {
      Arrays.fill(samples, 0, count, in.readSigned(width));
    } else if (type == VERBATIM) {
      readPlain(in, samples, 0, count, width);
    } else if (type >= LPC) {
      decodeLpc(in, samples, count, width, type - LPC + 1);
    } else {
      check(type >= FIXED && type < FIXED + FIXED_COEFFICIENTS.length, "reserved subframe type");
      decodeFixed(in, samples, count, width, type - FIXED);
    }
    if (wasted > 0) {
      for (int i = 0; i < count; i++) {
        samples[i] <<= wasted;
      }
    }
  }

  private static void decodeFixed(FlacBits in, int[] samples, int count, int width, int order)
      throws IOException {
    check(order <= count, "predictor longer than its block");
    readPlain(in, samples, 0, order, width);
    readResidual(in, samples, order, count);
    predict(samples, order, count, FIXED_COEFFICIENTS[order], 0);
  }

  private static void decodeLpc(FlacBits in, int[] samples, int count, int width, int order)
      throws IOException {
    check(order <= count, "predictor longer than its block");
    readPlain(in, samples, 0, order, width);
    int precision = in.read(4) + 1;
    check(precision < 16, "invalid precision of the predictor");
    int shift = in.readSigned(5);
    check(shift >= 0, "negative shift of the predictor");
    int[] coefficients = new int[order];
    readPlain(in, coefficients, 0, order, precision);
    readResidual(in, samples, order, count);
    predict(samples, order, count, coefficients, shift);
  }

  private static void readPlain(FlacBits in, int[] target, int from, int to, int width)
      throws IOException {
    for (int i = from; i < to; i++) {
      target[i] = in.readSigned(width);
    }
  }

  /** Rice-coded, with a parameter for each partition of the block (section 9.2.7). */
  private static void readResidual(FlacBits in, int[] samples, int order, int count)
      throws IOException {
    int method = in.read(2);
    check(method < 2, "reserved coding method");
    int parameterBits = 4 + method;
    int partitions = 1 << in.read(4);
    int size = count / partitions;
    check(size * partitions == count && size >= order, "partitions do not fit the block");
    int from = order;
    for (int to = size; to <= count; to += size) {
      int parameter = in.read(parameterBits);
      if (parameter == (1 << parameterBits) - 1) {
        readPlain(in, samples, from, to, in.read(5));
      } else {
        for (int i = from; i < to; i++) {
          int folded = in.readUnary() << parameter | in.read(parameter);
          samples[i] = folded >>> 1 ^ -(folded & 1);
        }
      }
      from = to;
    }
  }

  /** Replaces residuals by samples: x[t] = residual[t] + (sum of c[j] * x[t - 1 - j] >> shift). */
  private static void predict(int[] samples, int from, int to, int[] coefficients, int shift) {
    for (int t = from; t < to; t++) {
      long sum = 0;
      for (int j = 0; j < coefficients.length; j++) {
        sum += (long) coefficients[j] * samples[t - 1 - j];
      }
      samples[t] += (int) (sum >> shift);
    }
  }
}

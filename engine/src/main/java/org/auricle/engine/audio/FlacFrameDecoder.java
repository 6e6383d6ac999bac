package org.auricle.engine.audio;

import java.io.IOException;

/**
 * Decodes FLAC frames (RFC 9639, section 9): header, one subframe per channel, checksums. Anything
 * that the RFC does not allow is an error; nothing is concealed. Not thread-safe.
 */
final class FlacFrameDecoder {
  private static final int SYNC = 0x7FFC; // 14 bits of sync code, a reserved zero
  private static final int MAX_HEADER_BYTES = 16;
  private static final int[] RATES = {
    0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000
  };
  private static final int[] BITS = {0, 8, 12, -1, 16, 20, 24, 32};
  private static final int LEFT_SIDE = 8;
  private static final int SIDE_RIGHT = 9;
  private static final int MID_SIDE = 10;

  private final FlacBits in;
  private final FlacStreamInfo info;
  private final int[][] samples;
  private int blockSize;
  private int assignment;

  FlacFrameDecoder(FlacBits in, FlacStreamInfo info) {
    this.in = in;
    this.info = info;
    this.samples = new int[info.channels()][0];
  }

  /** The samples of one channel of the last frame, valid up to its length. */
  int[] samples(int channel) {
    return samples[channel];
  }

  /**
   * Lays the last frame's samples side by side, scaled to [-1, 1).
   *
   * @param interleaved receives [frames x channels]
   */
  void interleave(float[] interleaved, int frames) {
    float scale = 1f / (1 << (info.bits() - 1));
    for (int c = 0; c < samples.length; c++) {
      for (int f = 0; f < frames; f++) {
        interleaved[f * samples.length + c] = samples[c][f] * scale;
      }
    }
  }

  /**
   * Decodes the next frame.
   *
   * @return its length in samples of each channel
   * @throws Damage if it is not a valid frame
   * @throws java.io.EOFException if it is not complete
   */
  int decode() throws IOException {
    readHeader();
    for (int c = 0; c < samples.length; c++) {
      if (samples[c].length < blockSize) {
        samples[c] = new int[blockSize];
      }
      boolean side =
          c == 0 ? assignment == SIDE_RIGHT : assignment == LEFT_SIDE || assignment == MID_SIDE;
      FlacSubframe.decode(in, samples[c], blockSize, info.bits() + (side ? 1 : 0));
    }
    in.alignToByte();
    in.read(16);
    check(in.frameChecksum() == 0, "wrong frame checksum");
    decorrelate();
    return blockSize;
  }

  private void readHeader() throws IOException {
    in.startFrame(MAX_HEADER_BYTES);
    check(in.read(15) == SYNC, "no frame where one should begin");
    in.read(1); // blocking strategy: the frame's number, or its first sample's, is not needed
    int blockCode = in.read(4);
    int rateCode = in.read(4);
    assignment = in.read(4);
    int bitsCode = in.read(3);
    check(in.read(1) == 0, "reserved bit is set");
    skipCodedNumber();
    blockSize = blockSize(blockCode);
    int rate = rate(rateCode);
    in.read(8);
    check(in.headerChecksum() == 0, "wrong header checksum");
    int channels = assignment < LEFT_SIDE ? assignment + 1 : 2;
    check(
        assignment <= MID_SIDE
            && channels == info.channels()
            && (rate == 0 || rate == info.sampleRate())
            && (bitsCode == 0 || BITS[bitsCode] == info.bits()),
        "rate, channels or bits change");
  }

  /** As UTF-8, but up to 36 bits; the checksum tells whether it is right. */
  private void skipCodedNumber() throws IOException {
    int first = in.read(8);
    for (int length = Integer.numberOfLeadingZeros(~(first << 24)); length > 1; length--) {
      in.read(8);
    }
  }

  private int blockSize(int code) throws IOException {
    check(code != 0, "reserved block size");
    return switch (code) {
      case 1 -> 192;
      case 2, 3, 4, 5 -> 144 << code;
      case 6 -> in.read(8) + 1;
      case 7 -> in.read(16) + 1;
      default -> 1 << code;
    };
  }

  private int rate(int code) throws IOException {
    check(code != 15, "invalid sample rate");
    return switch (code) {
      case 12 -> in.read(8) * 1000;
      case 13 -> in.read(16);
      case 14 -> in.read(16) * 10;
      default -> RATES[code];
    };
  }

  private void decorrelate() {
    int[] first = samples[0];
    switch (assignment) {
      case LEFT_SIDE -> {
        for (int i = 0; i < blockSize; i++) {
          samples[1][i] = first[i] - samples[1][i];
        }
      }
      case SIDE_RIGHT -> {
        for (int i = 0; i < blockSize; i++) {
          first[i] += samples[1][i];
        }
      }
      case MID_SIDE -> {
        for (int i = 0; i < blockSize; i++) {
          int side = samples[1][i];
          int sum = first[i] << 1 | side & 1; // the bit that halving the sum has lost
          first[i] = sum + side >> 1;
          samples[1][i] = sum - side >> 1;
        }
      }
      default -> {} // independent channels
    }
  }

  static void check(boolean valid, String problem) throws Damage {
    if (!valid) {
      throw new Damage(problem);
    }
  }

  /** A frame that is not one; whoever knows where it began makes a message of it. */
  static final class Damage extends IOException {
    private static final long serialVersionUID = 1L;

    Damage(String problem) {
      super(problem);
    }
  }
}

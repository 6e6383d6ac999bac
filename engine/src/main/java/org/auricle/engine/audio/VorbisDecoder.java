package org.auricle.engine.audio;

import java.util.Arrays;

/**
 * Packets of Vorbis to samples (Vorbis I, section 4.3): each is a block, and each block overlaps
 * the one before. Not thread-safe.
 */
final class VorbisDecoder {
  private final VorbisSetup setup;
  private final InverseMdct[] transforms;
  private final float[][] slopes; // of windows of short and of long blocks, rising
  private final float[] block;
  private final float[][] before; // [channels]: the second half of the block before
  private int sizeBefore; // of the block before; 0 at the start

  VorbisDecoder(VorbisSetup setup) {
    this.setup = setup;
    int[] blocks = setup.blocks();
    transforms = new InverseMdct[] {new InverseMdct(blocks[0]), new InverseMdct(blocks[1])};
    slopes = new float[][] {slope(blocks[0]), slope(blocks[1])};
    block = new float[blocks[1]];
    before = new float[setup.channels()][blocks[1] / 2];
  }

  private static float[] slope(int size) {
    float[] slope = new float[size / 2];
    for (int i = 0; i < slope.length; i++) {
      double sine = Math.sin((i + 0.5) / size * Math.PI);
      slope[i] = (float) Math.sin(Math.PI / 2 * sine * sine);
    }
    return slope;
  }

  /** The size of a packet's block; 0 if it is none. */
  int blockSize(byte[] packet) {
    try {
      VorbisBits bits = new VorbisBits(packet);
      return bits.flag() ? 0 : setup.blocks()[mode(bits).isLong() ? 1 : 0];
    } catch (VorbisBits.End | VorbisSetup.Damage e) {
      return 0; // decoding says what is wrong
    }
  }

  /** How many samples of each channel a block completes. */
  static int samples(int sizeBefore, int size) {
    return sizeBefore == 0 || size == 0 ? 0 : sizeBefore / 4 + size / 4;
  }

  private VorbisSetup.Mode mode(VorbisBits bits) throws VorbisBits.End, VorbisSetup.Damage {
    int mode = bits.read(VorbisBits.width(setup.modes().size() - 1));
    VorbisSetup.require(mode < setup.modes().size(), "a block of a mode that is not there");
    return setup.modes().get(mode);
  }

  /**
   * The samples that a packet completes: none for the first.
   *
   * @return [samples x channels]
   */
  float[] decode(byte[] packet) throws VorbisSetup.Damage {
    if (packet.length == 0) {
      return new float[0]; // section 4.3.2: a packet of no length is no block
    }
    try {
      VorbisBits bits = new VorbisBits(packet);
      VorbisSetup.require(!bits.flag(), "a packet that is not audio");
      VorbisSetup.Mode mode = mode(bits);
      int index = mode.isLong() ? 1 : 0;
      int left = mode.isLong() && !bits.flag() ? 0 : index; // whose slope it has at its sides
      int right = mode.isLong() && !bits.flag() ? 0 : index;
      float[][] spectra = spectra(bits, setup.mappings().get(mode.mapping()), index);
      return overlap(spectra, index, left, right);
    } catch (VorbisBits.End e) {
      throw new VorbisSetup.Damage("a packet that ends in its first bits");
    }
  }

  private float[][] spectra(VorbisBits bits, VorbisSetup.Mapping mapping, int index) {
    int n = setup.blocks()[index] / 2;
    float[][] spectra = new float[setup.channels()][n];
    int[][] heights = new int[setup.channels()][];
    try {
      for (int c = 0; c < spectra.length; c++) {
        heights[c] = floor(mapping, c).decode(bits, setup.codebooks());
      }
    } catch (VorbisBits.End e) {
      Arrays.fill(heights, null); // section 4.3.2: a block of silence
    }
    for (int part = 0; part < mapping.residues().length; part++) {
      float[][] coded = coded(mapping, part, heights, spectra);
      setup.residues().get(mapping.residues()[part]).decode(bits, setup.codebooks(), coded, n);
    }
    for (int i = mapping.magnitudes().length - 1; i >= 0; i--) {
      uncouple(spectra[mapping.magnitudes()[i]], spectra[mapping.angles()[i]]);
    }
    for (int c = 0; c < spectra.length; c++) {
      if (heights[c] == null) {
        Arrays.fill(spectra[c], 0);
      } else {
        floor(mapping, c).apply(heights[c], spectra[c], n);
      }
    }
    return spectra;
  }

  private VorbisFloor floor(VorbisSetup.Mapping mapping, int channel) {
    return setup.floors().get(mapping.floors()[mapping.parts()[channel]]);
  }

  /** The channels of a part; null for those of which nothing is coded. */
  private static float[][] coded(
      VorbisSetup.Mapping mapping, int part, int[][] heights, float[][] spectra) {
    boolean[] heard = new boolean[heights.length];
    for (int c = 0; c < heights.length; c++) {
      heard[c] = heights[c] != null;
    }
    for (int i = 0; i < mapping.magnitudes().length; i++) {
      boolean either = heard[mapping.magnitudes()[i]] || heard[mapping.angles()[i]];
      heard[mapping.magnitudes()[i]] = either;
      heard[mapping.angles()[i]] = either;
    }
    float[][] coded = new float[heights.length][];
    int count = 0;
    for (int c = 0; c < heights.length; c++) {
      if (mapping.parts()[c] == part) {
        coded[count++] = heard[c] ? spectra[c] : null;
      }
    }
    return Arrays.copyOf(coded, count);
  }

  /** From the larger of two channels and the difference to the two (section 4.3.5). */
  private static void uncouple(float[] magnitudes, float[] angles) {
    for (int i = 0; i < magnitudes.length; i++) {
      float magnitude = magnitudes[i];
      float other = magnitude > 0 == angles[i] > 0 ? magnitude - angles[i] : magnitude + angles[i];
      if (angles[i] > 0) {
        angles[i] = other;
      } else {
        angles[i] = magnitude;
        magnitudes[i] = other;
      }
    }
  }

  private float[] overlap(float[][] spectra, int index, int left, int right)
      throws VorbisSetup.Damage {
    int channels = spectra.length;
    int size = setup.blocks()[index];
    int count = samples(sizeBefore, size);
    float[] out = new float[count * channels];
    int shift = size / 4 - sizeBefore / 4;
    for (int c = 0; c < channels; c++) {
      transforms[index].transform(spectra[c], block);
      window(size, left, right);
      for (int t = 0; t < count; t++) {
        float old = t < sizeBefore / 2 ? before[c][t] : 0;
        int now = t + shift;
        out[t * channels + c] = old + (now >= 0 && now < size / 2 ? block[now] : 0);
      }
      System.arraycopy(block, size / 2, before[c], 0, size / 2);
    }
    sizeBefore = size;
    VorbisSetup.require(
        AudioLimits.firstImplausible(out, out.length) < 0, "samples that are no numbers");
    return out;
  }

  private void window(int size, int left, int right) {
    float[] rise = slopes[left];
    int start = size / 4 - rise.length / 2;
    Arrays.fill(block, 0, start, 0);
    for (int i = 0; i < rise.length; i++) {
      block[start + i] *= rise[i];
    }
    float[] fall = slopes[right];
    int end = size * 3 / 4 - fall.length / 2;
    for (int i = 0; i < fall.length; i++) {
      block[end + i] *= fall[fall.length - 1 - i];
    }
    Arrays.fill(block, end + fall.length, size, 0);
  }
}

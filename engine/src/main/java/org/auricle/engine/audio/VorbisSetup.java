package org.auricle.engine.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * What the headers of a Vorbis stream say (Vorbis I, section 4.2). Immutable.
 *
 * @param blocks sizes of short and of long blocks, samples
 */
record VorbisSetup(
    int channels,
    int sampleRate,
    int[] blocks,
    VorbisCodebook[] codebooks,
    List<VorbisFloor> floors,
    List<VorbisResidue> residues,
    List<Mapping> mappings,
    List<Mode> modes) {
  static final String IDENTIFICATION = "\1vorbis";
  static final String COMMENT = "\3vorbis";
  static final String SETUP = "\5vorbis";

  private static final int PREFIX_BYTES = 7;

  /**
   * Whose order is defined (section 4.3.9). A block of silence in all that 255 are is a few bits.
   */
  private static final int MAX_CHANNELS = 8;

  private static final int MAX_NUMBERS = 1 << 20; // in all codebooks; encoders need a tenth of it

  /** What a header says cannot be. */
  static final class Damage extends Exception {
    private static final long serialVersionUID = 1L;

    Damage(String problem) {
      super(problem);
    }
  }

  /**
   * How channels share what is coded.
   *
   * @param magnitudes channels of each coupling
   * @param angles channels of each coupling
   * @param parts of each channel
   * @param floors of each part
   * @param residues of each part
   */
  record Mapping(int[] magnitudes, int[] angles, int[] parts, int[] floors, int[] residues) {}

  /** A kind of block. */
  record Mode(boolean isLong, int mapping) {}

  static void require(boolean holds, String problem) throws Damage {
    if (!holds) {
      throw new Damage(problem);
    }
  }

  /** Reads the two headers that matter. */
  static VorbisSetup read(byte[] identification, byte[] setup) throws Damage {
    try {
      VorbisBits id = after(identification);
      require(id.read(32) == 0, "an unknown version");
      int channels = id.read(8);
      int rate = id.read(32);
      id.read(32); // bit rates
      id.read(32);
      id.read(32);
      int[] blocks = {1 << id.read(4), 1 << id.read(4)};
      require(
          blocks[0] >= 64 && blocks[0] <= blocks[1] && blocks[1] <= 8192,
          "block sizes: " + blocks[0] + ", " + blocks[1] + " (expected: 64..8192)");
      require(
          channels > 0 && channels <= MAX_CHANNELS,
          "channels: " + channels + " (expected: 1.." + MAX_CHANNELS + ")");
      VorbisBits bits = after(setup);
      VorbisCodebook[] codebooks = codebooks(bits);
      require(bitsOfTimes(bits), "an unknown transform");
      List<VorbisFloor> floors = floors(bits, codebooks.length);
      List<VorbisResidue> residues = new ArrayList<>();
      for (int i = bits.read(6); i >= 0; i--) {
        residues.add(VorbisResidue.read(bits, codebooks));
      }
      List<Mapping> mappings = new ArrayList<>();
      for (int i = bits.read(6); i >= 0; i--) {
        mappings.add(mapping(bits, channels, floors.size(), residues.size()));
      }
      List<Mode> modes = modes(bits, mappings.size());
      return new VorbisSetup(channels, rate, blocks, codebooks, floors, residues, mappings, modes);
    } catch (VorbisBits.End e) {
      throw new Damage("the setup ends too early");
    }
  }

  private static VorbisBits after(byte[] header) throws VorbisBits.End {
    VorbisBits bits = new VorbisBits(header);
    for (int i = 0; i < PREFIX_BYTES; i++) {
      bits.read(8);
    }
    return bits;
  }

  private static VorbisCodebook[] codebooks(VorbisBits bits) throws VorbisBits.End, Damage {
    VorbisCodebook[] codebooks = new VorbisCodebook[bits.read(8) + 1];
    int left = MAX_NUMBERS;
    for (int i = 0; i < codebooks.length; i++) {
      codebooks[i] = VorbisCodebook.read(bits, left);
      left -= codebooks[i].entries() * codebooks[i].dimensions();
    }
    return codebooks;
  }

  private static boolean bitsOfTimes(VorbisBits bits) throws VorbisBits.End {
    boolean known = true;
    for (int i = bits.read(6); i >= 0; i--) {
      known &= bits.read(16) == 0;
    }
    return known;
  }

  private static List<VorbisFloor> floors(VorbisBits bits, int codebooks)
      throws VorbisBits.End, Damage {
    List<VorbisFloor> floors = new ArrayList<>();
    for (int i = bits.read(6); i >= 0; i--) {
      int type = bits.read(16);
      require(type == 1, "floor type: " + type + " (expected: 1)");
      floors.add(VorbisFloor.read(bits, codebooks));
    }
    return floors;
  }

  private static Mapping mapping(VorbisBits bits, int channels, int floors, int residues)
      throws VorbisBits.End, Damage {
    require(bits.read(16) == 0, "a mapping of an unknown kind");
    int parts = bits.flag() ? bits.read(4) + 1 : 1;
    int couplings = bits.flag() ? bits.read(8) + 1 : 0;
    int[] magnitudes = new int[couplings];
    int[] angles = new int[couplings];
    int width = VorbisBits.width(channels - 1);
    for (int i = 0; i < couplings; i++) {
      magnitudes[i] = bits.read(width);
      angles[i] = bits.read(width);
      require(
          magnitudes[i] != angles[i] && magnitudes[i] < channels && angles[i] < channels,
          "a coupling of channels that are not there");
    }
    require(bits.read(2) == 0, "a mapping of an unknown kind");
    int[] ofChannels = new int[channels];
    for (int c = 0; parts > 1 && c < channels; c++) {
      ofChannels[c] = bits.read(4);
      require(ofChannels[c] < parts, "a mapping without its parts");
    }
    int[] ownFloors = new int[parts];
    int[] ownResidues = new int[parts];
    for (int i = 0; i < parts; i++) {
      bits.read(8); // of no use
      ownFloors[i] = bits.read(8);
      ownResidues[i] = bits.read(8);
      require(ownFloors[i] < floors && ownResidues[i] < residues, "a mapping without its parts");
    }
    return new Mapping(magnitudes, angles, ofChannels, ownFloors, ownResidues);
  }

  private static List<Mode> modes(VorbisBits bits, int mappings) throws VorbisBits.End, Damage {
    List<Mode> modes = new ArrayList<>();
    for (int i = bits.read(6); i >= 0; i--) {
      boolean isLong = bits.flag();
      int window = bits.read(16);
      int transform = bits.read(16);
      require(window == 0 && transform == 0, "a mode of an unknown kind");
      int mapping = bits.read(8);
      require(mapping < mappings, "a mode without its mapping");
      modes.add(new Mode(isLong, mapping));
    }
    require(bits.flag(), "no end where the setup should have one");
    return modes;
  }
}

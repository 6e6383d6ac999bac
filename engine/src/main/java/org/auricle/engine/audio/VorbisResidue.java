package org.auricle.engine.audio;

/** The fine structure of spectra, coded by vectors (Vorbis I, section 8). Immutable. */
final class VorbisResidue {
  private static final int PASSES = 8;
  private static final int INTERLEAVED = 2; // the type of all channels as one vector

  private final int type;
  private final int begin;
  private final int end;
  private final int partitionSize;
  private final int classes;
  private final int classBook;
  private final int[][] books; // by class and pass; -1 for none

  private VorbisResidue(VorbisBits bits, VorbisCodebook[] codebooks)
      throws VorbisBits.End, VorbisSetup.Damage {
    type = bits.read(16);
    VorbisSetup.require(type <= INTERLEAVED, "a residue of an unknown kind");
    begin = bits.read(24);
    end = bits.read(24);
    partitionSize = bits.read(24) + 1;
    classes = bits.read(6) + 1;
    classBook = bits.read(8);
    VorbisSetup.require(classBook < codebooks.length, "a residue without its codebook");
    int[] cascade = new int[classes];
    for (int i = 0; i < classes; i++) {
      int low = bits.read(3);
      cascade[i] = low | (bits.flag() ? bits.read(5) << 3 : 0);
    }
    books = new int[classes][PASSES];
    for (int i = 0; i < classes; i++) {
      for (int pass = 0; pass < PASSES; pass++) {
        books[i][pass] = (cascade[i] >> pass & 1) == 0 ? -1 : bits.read(8);
        VorbisSetup.require(
            books[i][pass] < 0
                || (books[i][pass] < codebooks.length && codebooks[books[i][pass]].hasVectors()),
            "a residue without its codebook");
      }
    }
  }

  static VorbisResidue read(VorbisBits bits, VorbisCodebook[] codebooks)
      throws VorbisBits.End, VorbisSetup.Damage {
    return new VorbisResidue(bits, codebooks);
  }

  /**
   * Adds to spectra what a packet has for them. It may end early: what there is counts.
   *
   * @param spectra [channels][n or more]; null for those that are silent
   */
  void decode(VorbisBits bits, VorbisCodebook[] codebooks, float[][] spectra, int n) {
    try {
      if (type == INTERLEAVED) {
        decodeInterleaved(bits, codebooks, spectra, n);
      } else {
        decodeVectors(bits, codebooks, spectra, n);
      }
    } catch (VorbisBits.End e) {
      // section 8.6.2: not an error
    }
  }

  private void decodeInterleaved(
      VorbisBits bits, VorbisCodebook[] codebooks, float[][] spectra, int n) throws VorbisBits.End {
    int channels = spectra.length;
    boolean silent = true;
    for (float[] spectrum : spectra) {
      silent &= spectrum == null;
    }
    if (silent) {
      return;
    }
    float[] all = new float[n * channels];
    try {
      decodeVectors(bits, codebooks, new float[][] {all}, n * channels);
    } finally {
      for (int c = 0; c < channels; c++) {
        for (int i = 0; spectra[c] != null && i < n; i++) {
          spectra[c][i] += all[i * channels + c];
        }
      }
    }
  }

  private void decodeVectors(VorbisBits bits, VorbisCodebook[] codebooks, float[][] vectors, int n)
      throws VorbisBits.End {
    int from = Math.min(begin, n);
    int partitions = Math.max(0, Math.min(end, n) - from) / partitionSize;
    VorbisCodebook classifier = codebooks[classBook];
    int together = classifier.dimensions();
    int[][] chosen = new int[vectors.length][partitions];
    for (int pass = 0; pass < PASSES; pass++) {
      for (int first = 0; first < partitions; first += together) {
        int last = Math.min(partitions, first + together);
        if (pass == 0) {
          for (int c = 0; c < vectors.length; c++) {
            if (vectors[c] != null) {
              choose(classifier.decode(bits), chosen[c], first, together);
            }
          }
        }
        for (int p = first; p < last; p++) {
          for (int c = 0; c < vectors.length; c++) {
            int book = vectors[c] == null ? -1 : books[chosen[c][p]][pass];
            if (book >= 0) {
              add(bits, codebooks[book], vectors[c], from + p * partitionSize);
            }
          }
        }
      }
    }
  }

  /** A number is the classes of several partitions, the last one's in its lowest digit. */
  private void choose(int number, int[] chosen, int first, int together) {
    int rest = number;
    for (int i = first + together - 1; i >= first; i--) {
      if (i < chosen.length) {
        chosen[i] = rest % classes;
      }
      rest /= classes;
    }
  }

  private void add(VorbisBits bits, VorbisCodebook book, float[] vector, int offset)
      throws VorbisBits.End {
    int dimensions = book.dimensions();
    int steps = partitionSize / dimensions;
    for (int i = 0; i < steps; i++) {
      int entry = book.decode(bits);
      for (int d = 0; d < dimensions; d++) {
        int at = type == 0 ? i + d * steps : i * dimensions + d;
        vector[offset + at] += book.value(entry, d);
      }
    }
  }
}

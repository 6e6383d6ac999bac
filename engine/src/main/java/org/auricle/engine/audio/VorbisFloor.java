package org.auricle.engine.audio;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How loud each part of a spectrum is, as lines between points (Vorbis I, section 7: floor type 1;
 * type 0 has not been written since 2001). Immutable.
 */
final class VorbisFloor {
  private static final int MAX_POINTS = 65;
  private static final int[] RANGES = {256, 128, 86, 64};
  private static final float[] DECIBELS = decibels();

  private final int[] partitionClasses;
  private final int[] classDimensions;
  private final int[] classBits; // of a class's choice of books
  private final int[] classBook;
  private final int[][] books; // by class and choice; -1 for none
  private final int multiplier;
  private final int[] x;
  private final int[] order; // of points by x
  private final int[] below; // of each point from 2 on: the nearest earlier one with less x
  private final int[] above;

  private VorbisFloor(VorbisBits bits, int codebooks) throws VorbisBits.End, VorbisSetup.Damage {
    partitionClasses = new int[bits.read(5)];
    int classes = 0;
    for (int i = 0; i < partitionClasses.length; i++) {
      partitionClasses[i] = bits.read(4);
      classes = Math.max(classes, partitionClasses[i] + 1);
    }
    classDimensions = new int[classes];
    classBits = new int[classes];
    classBook = new int[classes];
    books = new int[classes][];
    for (int c = 0; c < classes; c++) {
      classDimensions[c] = bits.read(3) + 1;
      classBits[c] = bits.read(2);
      classBook[c] = classBits[c] == 0 ? 0 : bits.read(8);
      VorbisSetup.require(classBook[c] < codebooks, "a floor without its codebook");
      books[c] = new int[1 << classBits[c]];
      for (int i = 0; i < books[c].length; i++) {
        books[c][i] = bits.read(8) - 1;
        VorbisSetup.require(books[c][i] < codebooks, "a floor without its codebook");
      }
    }
    multiplier = bits.read(2) + 1;
    x = readPoints(bits);
    order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted((a, b) -> Integer.compare(x[a], x[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    below = new int[x.length];
    above = new int[x.length];
    findNeighbours();
  }

  static VorbisFloor read(VorbisBits bits, int codebooks)
      throws VorbisBits.End, VorbisSetup.Damage {
    return new VorbisFloor(bits, codebooks);
  }

  private int[] readPoints(VorbisBits bits) throws VorbisBits.End, VorbisSetup.Damage {
    int width = bits.read(4);
    int count = 2 + Arrays.stream(partitionClasses).map(c -> classDimensions[c]).sum();
    VorbisSetup.require(count <= MAX_POINTS, "a floor of too many points");
    int[] points = new int[count];
    points[1] = 1 << width;
    Set<Integer> seen = new HashSet<>(Set.of(0, points[1]));
    for (int i = 2; i < count; i++) {
      points[i] = bits.read(width);
      VorbisSetup.require(seen.add(points[i]), "a floor with two points in one place");
    }
    return points;
  }

  private void findNeighbours() {
    for (int i = 2; i < x.length; i++) {
      below[i] = 0;
      above[i] = 1;
      for (int j = 0; j < i; j++) {
        if (x[j] < x[i] && x[j] > x[below[i]]) {
          below[i] = j;
        }
        if (x[j] > x[i] && x[j] < x[above[i]]) {
          above[i] = j;
        }
      }
    }
  }

  /** The heights of the points in a packet; null if the channel is silent. */
  int[] decode(VorbisBits bits, VorbisCodebook[] codebooks) throws VorbisBits.End {
    if (!bits.flag()) {
      return null;
    }
    int[] y = new int[x.length];
    int width = VorbisBits.width(RANGES[multiplier - 1] - 1);
    y[0] = bits.read(width);
    y[1] = bits.read(width);
    int next = 2;
    for (int c : partitionClasses) {
      int choices = classBits[c] == 0 ? 0 : codebooks[classBook[c]].decode(bits);
      for (int d = 0; d < classDimensions[c]; d++) {
        int book = books[c][choices & ((1 << classBits[c]) - 1)];
        choices >>= classBits[c];
        y[next++] = book < 0 ? 0 : codebooks[book].decode(bits);
      }
    }
    return y;
  }

  /** Multiplies a spectrum by the curve through the points (section 7.2.4). */
  void apply(int[] heights, float[] spectrum, int n) {
    boolean[] used = new boolean[x.length];
    int[] y = predicted(heights, used);
    int fromX = 0;
    int fromY = y[0] * multiplier;
    for (int i = 1; i < x.length; i++) {
      int point = order[i];
      if (used[point]) {
        int toY = y[point] * multiplier;
        line(fromX, fromY, x[point], toY, spectrum, n);
        fromX = x[point];
        fromY = toY;
      }
    }
    for (int i = fromX; i < n; i++) {
      spectrum[i] *= DECIBELS[clamp(fromY)];
    }
  }

  /** What is coded is how far points are from the line between their neighbours. */
  private int[] predicted(int[] heights, boolean[] used) {
    int range = RANGES[multiplier - 1];
    int[] y = heights.clone();
    used[0] = true;
    used[1] = true;
    for (int i = 2; i < x.length; i++) {
      int low = below[i];
      int high = above[i];
      int expected = onLine(x[low], y[low], x[high], y[high], x[i]);
      int value = heights[i];
      if (value == 0) {
        y[i] = expected;
        continue;
      }
      used[i] = true;
      used[low] = true;
      used[high] = true;
      int up = range - expected;
      int down = expected;
      int room = 2 * Math.min(up, down);
      if (value >= room) {
        y[i] = up > down ? value - down + expected : expected - value + up - 1;
      } else {
        y[i] = (value & 1) != 0 ? expected - (value + 1) / 2 : expected + value / 2;
      }
      y[i] = Math.max(0, Math.min(range - 1, y[i])); // damage cannot lead out of it
    }
    return y;
  }

  private static int onLine(int x0, int y0, int x1, int y1, int at) {
    int rise = Math.abs(y1 - y0) * (at - x0) / (x1 - x0);
    return y1 < y0 ? y0 - rise : y0 + rise;
  }

  /** Bresenham's line, in the format's integers (section 9.2.7). */
  private static void line(int x0, int y0, int x1, int y1, float[] spectrum, int n) {
    int dx = x1 - x0;
    int dy = y1 - y0;
    int base = dy / dx;
    int step = dy < 0 ? base - 1 : base + 1;
    int rest = Math.abs(dy) - Math.abs(base) * dx;
    int y = y0;
    int error = 0;
    for (int i = x0; i < Math.min(x1, n); i++) {
      if (i > x0) {
        error += rest;
        boolean over = error >= dx;
        error -= over ? dx : 0;
        y += over ? step : base;
      }
      spectrum[i] *= DECIBELS[clamp(y)];
    }
  }

  private static int clamp(int y) {
    return Math.max(0, Math.min(DECIBELS.length - 1, y));
  }

  /** Section 10.1: 140 decibels in steps of 7/128 of ten. */
  private static float[] decibels() {
    float[] table = new float[256];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) Math.pow(10, (i - 255) * 7.0 / 256);
    }
    return table;
  }
}

package org.auricle.tools.picture;

/** Colours for values, from 0 to {@value #COLOURS} - 1. */
public final class Palette {
  /** Light to dark: from nothing to much. */
  public static final Palette SEQUENTIAL =
      new Palette(0xfbfaf5, 0xf9d98c, 0xf08a4b, 0xc2345f, 0x6a1a72, 0x1b0c3d);

  /** Blue, white, red: negative, nothing, positive. */
  public static final Palette DIVERGING =
      new Palette(0x10316b, 0x4a86c5, 0xb9d3e8, 0xfaf9f7, 0xf2bfa6, 0xcf5246, 0x6b0f1f);

  /** How many steps: enough for the eye, few enough for small files. */
  static final int COLOURS = 64;

  private final byte[] rgb = new byte[3 * COLOURS];

  private Palette(int... stops) {
    for (int i = 0; i < COLOURS; i++) {
      double at = (double) i / (COLOURS - 1) * (stops.length - 1);
      int below = Math.min(stops.length - 2, (int) at);
      for (int channel = 0; channel < 3; channel++) {
        int shift = 16 - 8 * channel;
        int a = stops[below] >> shift & 0xff;
        int b = stops[below + 1] >> shift & 0xff;
        rgb[3 * i + channel] = (byte) Math.round(a + (at - below) * (b - a));
      }
    }
  }

  /** Red, green and blue of each colour. */
  byte[] rgb() {
    return rgb;
  }
}

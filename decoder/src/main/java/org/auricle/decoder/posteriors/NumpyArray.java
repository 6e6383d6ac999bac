package org.auricle.decoder.posteriors;

import java.util.Arrays;

/**
 * An array out of NumPy.
 *
 * @param name of the file, and in an .npz of the array
 * @param shape sizes of its dimensions
 * @param values row-major (C order), whatever the file had; float64 rounded to float32
 */
public record NumpyArray(String name, int[] shape, float[] values) {

  /** The sizes as NumPy writes them. */
  public String shapeText() {
    return Arrays.toString(shape).replace('[', '(').replace(']', ')');
  }
}

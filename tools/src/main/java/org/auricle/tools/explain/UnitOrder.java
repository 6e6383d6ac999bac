package org.auricle.tools.explain;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.auricle.engine.nn.GateTrace;

/**
 * The order in which hidden units are drawn: by the frame in which their cell is furthest from
 * zero. Units that work at the same time then lie beside each other, and what the layer does in the
 * course of the recording is a band from the upper left to the lower right.
 */
final class UnitOrder {
  private UnitOrder() {}

  /** Units, the first to be drawn first. */
  static int[] of(GateTrace trace) {
    int[] peaks = new int[trace.hidden()];
    for (int unit = 0; unit < peaks.length; unit++) {
      float most = -1;
      for (int t = 0; t < trace.frames(); t++) {
        float size = Math.abs(trace.cell()[t * trace.hidden() + unit]);
        if (size > most) {
          most = size;
          peaks[unit] = t;
        }
      }
    }
    return IntStream.range(0, peaks.length)
        .boxed()
        .sorted(Comparator.comparing(unit -> peaks[unit])) // stable: then by number
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Values [frames x units] as rows of a picture [units x frames]. */
  static float[] rows(float[] values, int frames, int[] order) {
    float[] rows = new float[frames * order.length];
    for (int row = 0; row < order.length; row++) {
      for (int t = 0; t < frames; t++) {
        rows[row * frames + t] = values[t * order.length + order[row]];
      }
    }
    return rows;
  }
}

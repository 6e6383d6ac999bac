package org.auricle.engine.math;

/**
 * Sums values in an order that depends on their number alone: the upper half is added to the lower,
 * and again, until one is left.
 *
 * <p>Not with {@code reduceLanes(ADD)} of the Vector API, which leaves the order open: JDK 25 takes
 * one order in the interpreter and another in compiled code, so that the last bits of a sum would
 * change while the virtual machine gets warm.
 */
final class OrderedSum {

  private static final ThreadLocal<OrderedSum> OF_THREAD = ThreadLocal.withInitial(OrderedSum::new);

  private float[] values = new float[16];

  private OrderedSum() {}

  /** This thread's place for at least n values. To be asked for while no vector is alive. */
  static float[] scratch(int n) {
    OrderedSum sum = OF_THREAD.get();
    if (sum.values.length < n) {
      sum.values = new float[Integer.highestOneBit(n) * 2];
    }
    return sum.values;
  }

  /** The sum of the first n, n >= 1; what they were is lost. */
  static float fold(int n, float[] values) {
    int left = n;
    while (left > 1) {
      int half = (left + 1) / 2;
      for (int i = half; i < left; i++) {
        values[i - half] += values[i];
      }
      left = half;
    }
    return values[0];
  }
}

package org.auricle.acoustic.bilstm;

/**
 * What training does without, at random.
 *
 * @param outputs probability of dropping each value of a layer's output (Srivastava et al. 2014)
 * @param perUtterance whether all frames of an utterance lose the same values (Gal and Ghahramani
 *     2016) instead of each frame its own
 * @param recurrent probability of dropping each recurrent weight for a batch (Merity et al. 2017)
 */
public record DropoutOptions(double outputs, boolean perUtterance, double recurrent) {

  /** Validates ranges. */
  public DropoutOptions {
    if (!(outputs >= 0 && outputs < 1 && recurrent >= 0 && recurrent < 1)) {
      throw new IllegalArgumentException(
          "outputs, recurrent: " + outputs + ", " + recurrent + " (expected: 0 <= p < 1)");
    }
  }

  /** Of outputs alone, each frame by itself. */
  public static DropoutOptions ofOutputs(double probability) {
    return new DropoutOptions(probability, false, 0);
  }
}

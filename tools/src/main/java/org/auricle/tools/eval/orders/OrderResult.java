package org.auricle.tools.eval.orders;

import org.auricle.engine.recognition.ErrorRate;
import org.auricle.tools.eval.Evaluation;

/**
 * One recording.
 *
 * @param wanted as labelled
 * @param found as understood
 * @param heard the words of the best reading
 * @param confidence of what was understood
 */
public record OrderResult(
    Evaluation.Source source, Order wanted, Order found, String heard, double confidence) {

  /** Whether the intent and all slots are right, and there is none that is not wanted. */
  public boolean isRight() {
    return wanted.equals(found);
  }

  /** The same as an utterance of one word, which is right or wrong, for the bootstrap. */
  Evaluation.Utterance utterance() {
    ErrorRate error = new ErrorRate(isRight() ? 0 : 1, 0, 0, 1);
    return new Evaluation.Utterance(source, wanted.toString(), found.toString(), error, error);
  }
}

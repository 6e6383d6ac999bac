package org.auricle.models.domain;

import java.util.Objects;

/**
 * What an order says of a slot.
 *
 * @param slot its name
 * @param value normalised: the domain's name of the value, or the number, time, date or size
 * @param text as it was said, words separated by single spaces
 * @param firstWord where it begins, from 0
 * @param words how many it has, at least 1
 * @param confidence estimate of the probability that it is right, 0..1
 */
public record SlotValue(
    String slot, String value, String text, int firstWord, int words, double confidence) {

  /** Validates. */
  public SlotValue {
    Objects.requireNonNull(slot, "slot");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(text, "text");
    if (firstWord < 0 || words < 1) {
      throw new IllegalArgumentException(
          "firstWord, words: " + firstWord + ", " + words + " (expected: >= 0, >= 1)");
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence: " + confidence + " (expected: 0..1)");
    }
  }

  /** The same, held for as likely. */
  public SlotValue withConfidence(double likely) {
    return new SlotValue(slot, value, text, firstWord, words, likely);
  }
}

package org.auricle.decoder.posteriors;

/** What the numbers of a model's output are. */
public enum PosteriorScale {
  /** Natural logarithms of probabilities: each row's probabilities add up to 1. */
  LOG_PROBS,
  /** Probabilities: each row adds up to 1. */
  PROBS,
  /** Any numbers: a softmax makes probabilities of them. */
  LOGITS
}

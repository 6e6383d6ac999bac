package org.auricle.engine.recognition;

import java.util.List;

/** Port: a second opinion on the n-best, by a model too slow for the search. Thread-safe. */
public interface Rescorer {

  /**
   * Scores readings anew and puts them in order.
   *
   * @param nBest best first, at least one
   * @param tokens what the hypotheses' tokens mean
   * @return the same readings with new language scores, best first; ties keep their order
   */
  List<Hypothesis> rescore(List<Hypothesis> nBest, TokenTable tokens);
}

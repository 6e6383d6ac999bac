package org.auricle.engine.recognition;

import java.util.List;

/** Looks for phrases in posteriors as they arrive. Not thread-safe. */
public interface PhraseStream {

  /**
   * Takes the next rows.
   *
   * @return the phrases that have turned out to be said, in order; the same ones however the rows
   *     are divided into calls
   * @throws IllegalArgumentException if the number of tokens is not the spotter's
   */
  List<PhraseHit> accept(LogPosteriors posteriors);

  /** Ends the posteriors; the phrases that were waiting for what might follow. */
  List<PhraseHit> finish();
}

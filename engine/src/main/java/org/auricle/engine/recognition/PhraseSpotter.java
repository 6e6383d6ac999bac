package org.auricle.engine.recognition;

/** Port: finds phrases in log-posteriors. Thread-safe; state belongs to a {@link PhraseStream}. */
public interface PhraseSpotter {

  /** A new stream, at the start of some posteriors. */
  PhraseStream newStream();
}

package org.auricle.engine.recognition;

import org.auricle.engine.feature.FeatureMatrix;

/** Posteriors of one utterance as its features arrive. Not thread-safe. */
public interface AcousticStream {

  /** Takes the next frames; returns the posteriors that became available, possibly none. */
  LogPosteriors accept(FeatureMatrix features);

  /** Ends the utterance; returns the rest. The stream takes nothing after this. */
  LogPosteriors finish();
}

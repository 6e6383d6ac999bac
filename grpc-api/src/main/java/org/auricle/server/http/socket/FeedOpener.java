package org.auricle.server.http.socket;

import org.auricle.engine.live.LiveListener;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.server.UnknownModelException;

/** Opens feeds for one client. */
interface FeedOpener {

  /**
   * Begins to listen.
   *
   * @param model by name; empty for the default
   * @param language BCP 47; empty for any
   */
  SpeechFeed open(
      String model, String language, int sampleRate, DecodeRequest request, LiveListener listener)
      throws UnknownModelException;
}

package org.auricle.decoder.ctc;

import org.auricle.engine.recognition.LanguageModel.Session;

/** Where nothing is asked for. */
final class NoBias implements TokenBias {

  @Override
  public int start() {
    return 0;
  }

  @Override
  public long step(int state, int token) {
    return Session.pack(0, 0);
  }

  @Override
  public float most() {
    return 0;
  }

  @Override
  public float end(int state) {
    return 0;
  }
}

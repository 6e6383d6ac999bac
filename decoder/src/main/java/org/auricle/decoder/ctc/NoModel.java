package org.auricle.decoder.ctc;

import org.auricle.engine.recognition.LanguageModel;

/** Where there is no model: everything has probability 1. */
final class NoModel implements LanguageModel, LanguageModel.Session {

  @Override
  public int vocabularySize() {
    return 1;
  }

  @Override
  public int id(CharSequence symbol) {
    return UNKNOWN;
  }

  @Override
  public String symbol(int id) {
    return "<unk>";
  }

  @Override
  public Session newSession() {
    return this;
  }

  @Override
  public int start() {
    return 0;
  }

  @Override
  public long step(int state, int symbol) {
    return Session.pack(0, 0);
  }

  @Override
  public float end(int state) {
    return 0;
  }
}

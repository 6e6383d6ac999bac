package org.auricle.engine.live;

/** Endpointing was asked for, but nothing is there that tells speech from silence. */
public final class NoVoiceDetectorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what is missing. */
  public NoVoiceDetectorException() {
    super("endpointing: the model has no voice activity detector (expected: a model with one)");
  }
}

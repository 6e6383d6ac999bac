package org.auricle.engine.transcript;

import java.io.IOException;

/** Writes transcripts down in one format. Thread-safe. */
public interface TranscriptWriter {

  /**
   * Writes the whole of one recording's file. Lines end with a line feed.
   *
   * @throws IOException as {@code out} throws it
   */
  void write(TranscribedRecording recording, Appendable out) throws IOException;
}

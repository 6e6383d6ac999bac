package org.auricle.tools.transcript;

import java.io.IOException;
import org.auricle.engine.audio.AudioSink;

/** Reads a recording, as the user has said that recordings are to be read. */
@FunctionalInterface
public interface AudioLoader {

  /** Reads a file. */
  void read(String file, AudioSink sink) throws IOException;
}

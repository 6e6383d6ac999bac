package org.auricle.tools.transcript;

import java.io.IOException;
import org.auricle.engine.audio.AudioClip;

/** Reads a recording, as the user has said that recordings are to be read. */
@FunctionalInterface
public interface AudioLoader {

  /** Reads a file. */
  AudioClip read(String file) throws IOException;
}

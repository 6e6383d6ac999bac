package org.auricle.tools.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.apache.hadoop.security.AccessControlException;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.tools.Failures;

/**
 * What kept a recording from being transcribed.
 *
 * @param message one line
 */
record RecordingError(Kind kind, String message) {

  /** For queries. */
  enum Kind {
    /** There is no such recording. */
    NOT_FOUND,
    /** Its storage does not let us read it. */
    DENIED,
    /** It is not audio, or damaged. */
    AUDIO,
    /** Its storage failed, also when it was tried again elsewhere. */
    READ,
    /** Something inside failed, also when it was tried again elsewhere. */
    INTERNAL;

    String column() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Says what an exception means for a recording; in the words of the command, where it has any.
   *
   * @param path of the recording
   */
  static RecordingError of(String path, Throwable failure) {
    if (failure instanceof FileNotFoundException || failure instanceof NoSuchFileException) {
      return new RecordingError(Kind.NOT_FOUND, line(path, "no such file"));
    }
    if (failure instanceof AccessControlException || failure instanceof AccessDeniedException) {
      return new RecordingError(Kind.DENIED, line(path, "permission denied"));
    }
    if (failure instanceof AudioFormatException) {
      return new RecordingError(Kind.AUDIO, Failures.line(failure));
    }
    if (failure instanceof IOException) {
      return new RecordingError(Kind.READ, line(path, "cannot be read: " + failure.getMessage()));
    }
    return new RecordingError(Kind.INTERNAL, line(path, "internal error: " + failure));
  }

  private static String line(String path, String problem) {
    return Failures.line(new AudioFormatException(path, AudioFormatException.NO_OFFSET, problem));
  }

  /** Whether another attempt may go well: the recording itself is not to blame. */
  boolean mayPass() {
    return kind == Kind.READ || kind == Kind.INTERNAL;
  }
}

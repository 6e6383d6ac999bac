package org.auricle.tools;

import java.io.IOException;
import org.auricle.engine.offline.RecognizedSegment;
import org.auricle.engine.transcript.TranscribedRecording;
import org.auricle.tools.batch.BatchInput;

/** Where transcripts go. They come in the order of the recordings. */
interface TranscriptOutput extends AutoCloseable {

  /** Whether a recording needs no transcript any more; asked before it is read. */
  default boolean isDone(BatchInput input) throws IOException {
    return false;
  }

  /** The next part of a long recording, which all before it are done with. */
  default void segment(BatchInput input, RecognizedSegment segment) {}

  /** A recording's transcript. */
  void done(BatchInput input, TranscribedRecording recording) throws IOException;

  /** A recording could not be transcribed. Returns the exit code that it deserves. */
  int failed(BatchInput input, Throwable failure) throws IOException;

  /** All recordings have been done, or have failed. */
  default void finish() throws IOException {}

  @Override
  default void close() throws IOException {}
}

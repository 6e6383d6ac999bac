package org.auricle.engine.transcript;

import java.io.IOException;
import java.util.Locale;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;

/**
 * NIST's time-marked conversations (CTM), which sclite reads: a line for each word with the
 * recording's name, its channel from 1, the word's start and duration in seconds, the word and its
 * confidence. Lines are in the order of channels and times, as sclite wants them.
 */
public final class CtmWriter implements TranscriptWriter {

  @Override
  public void write(TranscribedRecording recording, Appendable out) throws IOException {
    String file = field(recording.name());
    int channel = 0;
    for (Transcript transcript : recording.channels()) {
      channel++;
      for (Word word : TranscribedRecording.words(transcript)) {
        long start = Clock.millis(word.startSeconds());
        long duration = Math.max(0, Clock.millis(word.endSeconds()) - start);
        out.append(file).append(' ').append(Integer.toString(channel)).append(' ');
        out.append(Clock.seconds(start)).append(' ').append(Clock.seconds(duration)).append(' ');
        out.append(field(word.text())).append(' ');
        out.append(String.format(Locale.ROOT, "%.3f", word.confidence())).append('\n');
      }
    }
  }

  /** Spaces part fields, and two semicolons at its start make a line a comment. */
  private static String field(String text) {
    return text.replaceAll("\\s+", "_").replaceAll("^;", "_");
  }
}

package org.auricle.engine.transcript;

import java.io.IOException;
import java.util.Locale;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;

/**
 * A table of words, parted by tabs, with a line of headings: channel from 1, start and end in
 * seconds, confidence, word.
 */
public final class TsvWriter implements TranscriptWriter {

  @Override
  public void write(TranscribedRecording recording, Appendable out) throws IOException {
    out.append("channel\tstart\tend\tconfidence\tword\n");
    int channel = 0;
    for (Transcript transcript : recording.channels()) {
      channel++;
      for (Word word : TranscribedRecording.words(transcript)) {
        out.append(Integer.toString(channel)).append('\t');
        out.append(Clock.seconds(Clock.millis(word.startSeconds()))).append('\t');
        out.append(Clock.seconds(Clock.millis(word.endSeconds()))).append('\t');
        out.append(String.format(Locale.ROOT, "%.3f", word.confidence())).append('\t');
        out.append(word.text()).append('\n');
      }
    }
  }
}

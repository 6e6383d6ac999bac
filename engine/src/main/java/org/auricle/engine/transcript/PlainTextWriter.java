package org.auricle.engine.transcript;

import java.io.IOException;
import org.auricle.engine.recognition.Transcript;

/** What was said, on one line; a line for each channel, with its number, if they are apart. */
public final class PlainTextWriter implements TranscriptWriter {

  @Override
  public void write(TranscribedRecording recording, Appendable out) throws IOException {
    int channel = 0;
    for (Transcript transcript : recording.channels()) {
      channel++;
      if (recording.byChannel()) {
        out.append(Integer.toString(channel)).append(": ");
      }
      out.append(TranscribedRecording.onOneLine(transcript.text())).append('\n');
    }
  }
}

package org.auricle.tools;

import java.io.IOException;
import java.io.PrintStream;
import org.auricle.engine.offline.RecognizedSegment;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.transcript.TranscribedRecording;
import org.auricle.engine.transcript.TranscriptWriter;
import org.auricle.tools.batch.BatchInput;

/** Transcripts on standard output; the text of a long recording appears as it is recognised. */
final class PrintedTranscripts implements TranscriptOutput {
  private final Auricle auricle;
  private final OutputFormat format;
  private final TranscriptWriter writer;
  private final boolean named;
  private final PrintStream out;
  private boolean begun; // the line of the recording that is being recognised
  private boolean spoken; // there are words on it

  /**
   * Writes nothing yet.
   *
   * @param named whether texts stand behind the names of their recordings
   */
  PrintedTranscripts(Auricle auricle, OutputFormat format, TranscriptWriter writer, boolean named) {
    this.auricle = auricle;
    this.format = format;
    this.writer = writer;
    this.named = named;
    out = auricle.console().out();
  }

  @Override
  public void segment(BatchInput input, RecognizedSegment segment) {
    if (format != OutputFormat.TEXT) {
      return;
    }
    begin(input);
    String text = segment.transcript().text();
    if (!text.isEmpty()) {
      out.print(spoken ? " " + text : text);
      out.flush();
      spoken = true;
    }
  }

  private void begin(BatchInput input) {
    if (!begun && named) {
      out.print(input.name().replaceAll("\\p{Cntrl}", "?") + ": "); // one line, whatever it is
    }
    begun = true;
  }

  @Override
  public void done(BatchInput input, TranscribedRecording recording) throws IOException {
    if (format != OutputFormat.TEXT) {
      writer.write(recording, out);
    } else if (begun) {
      end();
    } else {
      for (int i = 0; i < recording.channels().size(); i++) {
        begin(input);
        out.print((recording.byChannel() ? i + 1 + ": " : "") + text(recording.channels().get(i)));
        end();
      }
    }
    out.flush();
  }

  private void end() {
    out.println();
    begun = false;
    spoken = false;
  }

  private static String text(Transcript transcript) {
    StringBuilder text = new StringBuilder(transcript.text());
    for (int i = 1; i < transcript.alternatives().size(); i++) {
      Transcript.Alternative other = transcript.alternatives().get(i);
      text.append("%n  or (%.0f %%): %s".formatted(100 * other.confidence(), other.text()));
    }
    return text.toString();
  }

  @Override
  public int failed(BatchInput input, Throwable failure) {
    if (begun) {
      end();
    }
    if (format == OutputFormat.JSON) {
      out.println(TranscriptJson.failure(input.name(), Failures.line(failure)));
    }
    return auricle.onFailure(failure);
  }
}

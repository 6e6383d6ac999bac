package org.auricle.engine.transcript;

import java.io.IOException;
import java.util.Objects;

/**
 * WebVTT subtitles (W3C). A subtitle of one of several channels is a voice span; those of two
 * channels may overlap in time.
 */
public final class WebVttWriter implements TranscriptWriter {
  private final SubtitleOptions options;

  /** A writer of subtitles such as the options say. */
  public WebVttWriter(SubtitleOptions options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  @Override
  public void write(TranscribedRecording recording, Appendable out) throws IOException {
    out.append("WEBVTT\n\n");
    for (Cue cue : Subtitles.of(recording, options)) {
      out.append(Clock.hours(cue.startMillis(), '.')).append(" --> ");
      out.append(Clock.hours(cue.endMillis(), '.')).append('\n');
      if (cue.channel() > 0) {
        out.append("<v Channel ").append(Integer.toString(cue.channel())).append('>');
      }
      out.append(escape(String.join("\n", cue.lines()))).append("\n\n");
    }
  }

  /** What would be markup; words have none of it, and users' models may. */
  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

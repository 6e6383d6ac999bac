package org.auricle.engine.transcript;

import java.io.IOException;
import java.util.Objects;

/**
 * SubRip subtitles. A subtitle of one of several channels begins with the channel's number; those
 * of two channels may overlap in time.
 */
public final class SrtWriter implements TranscriptWriter {
  private final SubtitleOptions options;

  /** A writer of subtitles such as the options say. */
  public SrtWriter(SubtitleOptions options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  @Override
  public void write(TranscribedRecording recording, Appendable out) throws IOException {
    int number = 0;
    for (Cue cue : Subtitles.of(recording, options, true)) {
      number++;
      out.append(Integer.toString(number)).append('\n');
      out.append(Clock.hours(cue.startMillis(), ',')).append(" --> ");
      out.append(Clock.hours(cue.endMillis(), ',')).append('\n');
      out.append(withoutArrows(String.join("\n", cue.lines()))).append("\n\n");
    }
  }

  /** What is between times cannot be escaped; readers may look for it anywhere. */
  private static String withoutArrows(String text) {
    return text.replaceAll("-{2,}>", "->");
  }
}

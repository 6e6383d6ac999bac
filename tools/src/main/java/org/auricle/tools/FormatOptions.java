package org.auricle.tools;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.auricle.engine.transcript.CtmWriter;
import org.auricle.engine.transcript.PlainTextWriter;
import org.auricle.engine.transcript.SrtWriter;
import org.auricle.engine.transcript.SubtitleOptions;
import org.auricle.engine.transcript.TextGridWriter;
import org.auricle.engine.transcript.TranscriptWriter;
import org.auricle.engine.transcript.TsvWriter;
import org.auricle.engine.transcript.WebVttWriter;
import org.auricle.tools.transcript.AudioLoader;
import org.auricle.tools.transcript.TranscriptPage;
import picocli.CommandLine.Option;

/** Options that say how transcripts are written. */
final class FormatOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description =
          "text, json (a line a file: words with start and end in seconds and confidence,"
              + " alternatives), ctm (NIST), srt or vtt (subtitles), tsv (a table of words),"
              + " textgrid (Praat), html (a page that plays the recording); default: text.")
  private List<OutputFormat> formats = new ArrayList<>();

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  @Option(
      names = "--subtitle-characters",
      paramLabel = "N",
      defaultValue = "42",
      description = "Longest line of a subtitle (default: ${DEFAULT-VALUE}).")
  private int characters;

  @Option(
      names = "--subtitle-lines",
      paramLabel = "N",
      defaultValue = "2",
      description = "Most lines of a subtitle (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Option(
      names = "--subtitle-speed",
      paramLabel = "N",
      defaultValue = "17",
      description =
          "Characters that people read in a second; subtitles stay that long if speech lets them"
              + " (default: ${DEFAULT-VALUE}).")
  private double speed;

  @Option(
      names = "--subtitle-min",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "Shortest time that a subtitle is shown (default: ${DEFAULT-VALUE}).")
  private double minSeconds;

  @Option(
      names = "--subtitle-max",
      paramLabel = "SECONDS",
      defaultValue = "7",
      description = "Longest time that a subtitle is shown (default: ${DEFAULT-VALUE}).")
  private double maxSeconds;

  /** What was asked for, each once; text if nothing was. */
  List<OutputFormat> formats() {
    List<OutputFormat> all = new ArrayList<>(formats);
    if (json) {
      all.add(OutputFormat.JSON);
    }
    return all.isEmpty() ? List.of(OutputFormat.TEXT) : List.copyOf(new LinkedHashSet<>(all));
  }

  /**
   * The one format that goes to standard output.
   *
   * @param recordings that are written there
   */
  OutputFormat onlyFormat(int recordings) {
    if (formats().size() > 1) {
      throw new InputException("--format: " + formats().size() + " formats (expected: 1)");
    }
    OutputFormat format = formats().get(0);
    if (recordings > 1 && !format.isContinuable()) {
      throw new InputException(
          "--format " + format + ": " + recordings + " recordings (expected: 1)");
    }
    return format;
  }

  /**
   * What writes such files.
   *
   * @param audio reads a recording that is to be played
   */
  TranscriptWriter writer(OutputFormat format, AudioLoader audio) {
    return switch (format) {
      case TEXT -> new PlainTextWriter();
      case JSON -> TranscriptJson::write;
      case CTM -> new CtmWriter();
      case SRT -> new SrtWriter(subtitles());
      case VTT -> new WebVttWriter(subtitles());
      case TSV -> new TsvWriter();
      case TEXTGRID -> new TextGridWriter();
      case HTML -> new TranscriptPage(audio);
    };
  }

  /** How subtitles are cut. */
  private SubtitleOptions subtitles() {
    SubtitleOptions plain = SubtitleOptions.DEFAULT;
    try {
      return new SubtitleOptions(
          characters,
          lines,
          speed,
          minSeconds,
          maxSeconds,
          plain.pauseSeconds(),
          plain.gapSeconds());
    } catch (IllegalArgumentException e) {
      throw new InputException("subtitles: " + e.getMessage(), e);
    }
  }
}

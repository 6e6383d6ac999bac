package org.auricle.tools;

import java.util.Locale;

/** What a transcript is written as. */
enum OutputFormat {
  TEXT("txt", true),
  JSON("json", true),
  CTM("ctm", true),
  SRT("srt", false),
  VTT("vtt", false),
  TSV("tsv", false),
  TEXTGRID("TextGrid", false),
  HTML("html", false);

  private final String ending;
  private final boolean continuable;

  OutputFormat(String ending, boolean continuable) {
    this.ending = ending;
    this.continuable = continuable;
  }

  /** How names of such files end, without the dot. */
  String ending() {
    return ending;
  }

  /** Whether several recordings may be written one after the other. */
  boolean isContinuable() {
    return continuable;
  }

  /** As it is asked for. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package org.auricle.tools;

import org.auricle.models.classification.LabelledTexts;
import picocli.CommandLine.Option;

/** Where in a file texts and labels stand. */
final class TextFields {

  @Option(
      names = "--text",
      paramLabel = "NAME",
      description = "Field or column of the text (default: ${DEFAULT-VALUE}).")
  private String text = LabelledTexts.DEFAULT.text();

  @Option(
      names = "--label",
      paramLabel = "NAME",
      description = "Field or column of the class (default: ${DEFAULT-VALUE}).")
  private String label = LabelledTexts.DEFAULT.label();

  LabelledTexts reader() {
    return new LabelledTexts(text, label);
  }
}

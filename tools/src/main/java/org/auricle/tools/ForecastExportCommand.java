package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.auricle.models.forecasting.ForecasterFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A forecaster for ONNX. */
@Command(
    name = "export",
    description = {
      "Write a forecaster as ONNX.",
      "",
      "In go the last values as they are, and if the season counts the time within it; out come"
          + " forecasts and the ends of their intervals."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  auricle forecast export runs/streams -o streams.onnx --level 80"})
final class ForecastExportCommand implements Callable<Integer> {

  @ParentCommand private ForecastCommand parent;

  @Parameters(
      paramLabel = "MODEL",
      description = "The folder of \"forecast train\", or its .safetensors file.")
  private Path model;

  @Mixin private IntervalLevel level;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "The .onnx file to write.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    TextFiles.requireWritable(out);
    WholeFile.write(out, ForecasterFile.onnx(ForecasterFile.read(model), level.share()));
    parent.console().note(out + ": written");
    return 0;
  }
}

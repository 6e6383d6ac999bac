package org.auricle.tools;

import picocli.CommandLine.Command;

/** Forecasts of time series. */
@Command(
    name = "forecast",
    description = "Learn how a series goes, such as streams a minute, and continue it.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ForecastTrainCommand.class,
      ForecastEvalCommand.class,
      ForecastPredictCommand.class,
      ForecastExportCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle forecast train streams.csv --out runs/streams",
      "  auricle forecast eval runs/streams streams.csv",
      "  auricle forecast predict runs/streams streams.csv -o next.csv --html next.html",
      "  auricle forecast export runs/streams -o streams.onnx"
    })
final class ForecastCommand extends CommandGroup {}

package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.auricle.engine.training.ReportPage;
import org.auricle.models.forecasting.ForecastEvaluation;
import org.auricle.models.forecasting.ForecastTrainer;
import org.auricle.models.forecasting.ForecastTraining;
import org.auricle.models.forecasting.Forecaster;
import org.auricle.models.forecasting.ForecasterFile;
import org.auricle.models.forecasting.TimeSeries;
import org.auricle.tools.report.ForecastPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A series to a forecaster. */
@Command(
    name = "train",
    description = {
      "Train a forecaster on a series.",
      "",
      "The series is a .csv file with names in the first line, a column of dates in any usual form"
          + " and one of numbers. Its last fifth is only measured. By the last fifth of the rest"
          + " it is chosen how the series is looked at and when networks stop, and their errors"
          + " there give the intervals. With --test 0 all is learned from: for use, once it is"
          + " known how well it does. The folder receives checkpoint.bin, forecaster.safetensors"
          + " and report.html. A run that was stopped, even by kill -9, goes on with --resume to"
          + " the same result. One processor core is used."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle forecast train streams.csv --out runs/streams",
      "  auricle forecast train prices.csv --date Day --value Close --horizon 5 --out runs/prices"
    })
final class ForecastTrainCommand implements Callable<Integer> {
  private static final ForecastTraining D = ForecastTraining.DEFAULT;

  @ParentCommand private ForecastCommand parent;

  @Parameters(paramLabel = "FILE", description = "The series.")
  private Path file;

  @Mixin private RunFolder folder;

  @Mixin private SeriesOptions options;

  @Mixin private IntervalLevel level;

  @Option(
      names = "--horizon",
      paramLabel = "N",
      description = "Steps ahead (default: ${DEFAULT-VALUE}).")
  private int horizon = D.horizon();

  @Option(
      names = "--season",
      paramLabel = "N",
      description = "Length of a season in steps, 1 for none (default: found out).")
  private int season = D.season();

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Values that are looked at (default: found out).")
  private int window = D.window();

  @Option(
      names = "--test",
      paramLabel = "SHARE",
      description = "What is only measured, at the end (default: ${DEFAULT-VALUE}).")
  private double test = D.test();

  @Option(
      names = "--members",
      paramLabel = "N",
      description = "Networks (default: ${DEFAULT-VALUE}).")
  private int members = D.members();

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "LSTM units (default: ${DEFAULT-VALUE}).")
  private int hidden = D.hidden();

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "LSTM layers (default: ${DEFAULT-VALUE}).")
  private int layers = D.layers();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the series at most (default: ${DEFAULT-VALUE}).")
  private int epochs = D.epochs();

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "Epochs without progress before a network stops (default: ${DEFAULT-VALUE}).")
  private int patience = D.patience();

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description = "Of the networks (default: ${DEFAULT-VALUE}).")
  private double learningRate = D.learningRate();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of weights and order (default: ${DEFAULT-VALUE}).")
  private long seed = D.seed();

  @Override
  public Integer call() throws IOException {
    ForecastTraining training = training();
    double share = level.share();
    TimeSeries series = options.read(file, parent.console());
    ForecastTrainer.Result result = train(training, series);
    Path path = folder.file(ForecasterFile.NAME);
    WholeFile.write(path, ForecasterFile.write(result.model()));
    Forecaster model = ForecasterFile.read(path); // measured is what is in the file
    StringBuilder page = new StringBuilder(ForecastPage.lead(model, series));
    if (model.learned() < series.length()) {
      ForecastEvaluation evaluation = ForecastEvaluation.of(model, series, model.learned(), share);
      parent.console().note(ForecastPage.verdict(evaluation));
      page.append(ForecastPage.evaluation(series, evaluation));
    }
    page.append("<h2>Next</h2>")
        .append(ForecastPage.next(series, model.next(series, share), share));
    page.append(ForecastPage.training(model, result.epochs()));
    ReportPage.write(folder.file("report.html"), ReportPage.html("Forecaster", page.toString()));
    parent.console().note(path + ": written, and report.html beside it");
    return 0;
  }

  private ForecastTraining training() {
    try {
      return new ForecastTraining(
          horizon,
          window,
          season,
          layers,
          hidden,
          members,
          epochs,
          patience,
          D.batch(),
          learningRate,
          D.weightDecay(),
          D.dropout(),
          D.clip(),
          D.averageDecay(),
          test,
          D.validation(),
          seed);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private ForecastTrainer.Result train(ForecastTraining training, TimeSeries series)
      throws IOException {
    try (ForecastTrainingDisplay display = new ForecastTrainingDisplay(parent.console())) {
      ForecastTrainer trainer = new ForecastTrainer(training, display);
      return folder.train((out, resume) -> trainer.run(series, out, resume));
    }
  }
}

package org.auricle.models.forecasting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auricle.acoustic.training.TrainingProgress;
import org.auricle.engine.training.CheckpointStore;

/**
 * One training from its beginning, or a checkpoint, to its end. Each network is trained twice:
 * before the validation part, to find out how many epochs are best and how great the errors are,
 * and then as many epochs on all that may be learned from.
 */
final class ForecastRun {
  private final ForecastTraining training;
  private final TimeSeries series; // what is learned from
  private final ForecastListener listener;
  private final TrainingProgress<ForecastEpoch> progress; // two parts a network; updates: epochs

  private final ForecastStage trial; // before the validation part
  private final ForecastStage whole;
  private final Residuals validation;
  private final float[] answers; // on the validation part, summed over the networks
  private final List<ForecastNetwork> finished = new ArrayList<>();
  private ForecastMember member;

  ForecastRun(
      ForecastTraining training,
      TimeSeries series,
      String fingerprint,
      CheckpointStore store,
      ForecastListener listener) {
    this.training = training;
    this.series = series;
    this.listener = listener;
    int from = training.validationFrom(series.length());
    RepresentationChoice choice = RepresentationChoice.of(series, from, training);
    trial = ForecastStage.of(series, from, choice.representation(), choice.plan());
    Representation c = choice.representation();
    Representation rescaled =
        Representation.of(
            c.transform(),
            c.anchor(),
            c.window(),
            c.season(),
            c.period(),
            c.phases(),
            series.values());
    whole = ForecastStage.of(series, series.length(), rescaled, choice.plan());
    validation = trial.residuals(series, from, series.length());
    answers = new float[validation.count() * training.horizon()];
    progress =
        new TrainingProgress<>(
            store,
            ForecastEpoch.class,
            training,
            fingerprint,
            "settings and series",
            0,
            listener::onWarning);
    for (int m = 0; m < progress.part() / 2; m++) {
      finished.add(ForecastMember.network(training, whole.representation(), 0));
    }
    member = member();
    progress.restore(member.weights(), others());
  }

  ForecastTrainer.Result run() throws IOException, InterruptedException {
    Forecaster described = forecaster();
    listener.onStart(series, described.season(), described.describe(), member.weights().count());
    while (progress.part() < 2 * training.members()) {
      while (!isOver()) {
        epoch();
      }
      finishPart();
    }
    return new ForecastTrainer.Result(forecaster(), List.copyOf(progress.measured()));
  }

  private boolean isTrial() {
    return progress.part() % 2 == 0;
  }

  /** What learns in this part. */
  private ForecastMember member() {
    return new ForecastMember(
        training, (isTrial() ? trial : whole).residuals(), progress.part() / 2);
  }

  private List<ForecastEpoch> ownEpochs() {
    return progress.measured().stream()
        .filter(epoch -> epoch.network() == progress.part() / 2)
        .toList();
  }

  private int bestEpoch() {
    return ownEpochs().stream()
        .filter(ForecastEpoch::best)
        .mapToInt(ForecastEpoch::epoch)
        .max()
        .orElse(0);
  }

  private boolean isOver() {
    int done = progress.done();
    return isTrial()
        ? done >= training.epochs() || done - bestEpoch() >= training.patience()
        : done >= bestEpoch();
  }

  private void epoch() throws IOException, InterruptedException {
    double loss = member.epoch(progress.done());
    progress.updated(true, loss, 1);
    listener.onProgress(
        (long) progress.part() * training.epochs() + progress.done(),
        2L * training.members() * training.epochs(),
        loss);
    if (isTrial()) {
      double linear = validation.error(new float[0]);
      double error = validation.error(member.answers(validation)) / Math.max(1e-12, linear);
      boolean best = ownEpochs().stream().allMatch(e -> error < e.validationError());
      ForecastEpoch found =
          new ForecastEpoch(progress.part() / 2, progress.done(), loss, error, best);
      progress.measured(found);
      if (best) {
        member.weights().keep();
      }
      listener.onEpoch(found);
    } else {
      member.weights().keep();
    }
    progress.save(true, member.weights(), others());
  }

  private void finishPart() {
    member.weights().finish();
    if (isTrial()) {
      float[] own = validation.answers(member.network());
      for (int i = 0; i < own.length; i++) {
        answers[i] += own[i];
      }
    } else {
      finished.add(member.network());
    }
    progress.nextPart();
    if (progress.part() < 2 * training.members()) {
      member = member();
    }
  }

  /** Of the networks that are finished; how far they are trusted, the validation part tells. */
  private Forecaster forecaster() {
    float[] mean = answers.clone();
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= Math.max(1, (progress.part() + 1) / 2);
    }
    double[] trust = NetworkTrust.of(series, trial, validation, mean);
    return new Forecaster(
        series.name(),
        series.grid(),
        series.length(),
        whole.representation(),
        whole.linear(),
        whole.deviation(),
        trust,
        List.copyOf(finished),
        errors(mean, trust));
  }

  /** What was to what was forecast on the validation part, ascending, by step ahead. */
  private double[][] errors(float[] mean, double[] trust) {
    int horizon = training.horizon();
    double rescale = trial.representation().scale() / whole.representation().scale();
    double[][] errors = new double[horizon][];
    for (int h = 0; h < horizon; h++) {
      int step = h;
      double[] own = new double[validation.count()];
      int count = 0;
      for (int i = 0; i < own.length; i++) {
        double left = validation.rest().get(i)[h];
        if (!Double.isNaN(left)) {
          double error = left - trust[h] * mean[i * horizon + h];
          own[count++] = error * trial.deviation()[h] * rescale;
        }
      }
      if (count == 0) {
        throw new ForecastException(
            "validation part: no value %d steps ahead (expected: some, or a shorter --horizon)"
                .formatted(h + 1));
      }
      errors[h] = Arrays.stream(own, 0, count).map(e -> e * luck(step)).sorted().toArray();
    }
    return errors;
  }

  /**
   * By how much the linear part did better on the validation part than on what it had learned from.
   * That is luck, of which a short part by which much was chosen has some; intervals are not to
   * count on it.
   */
  private double luck(int h) {
    double square =
        validation.rest().stream()
            .mapToDouble(rest -> rest[h])
            .filter(rest -> !Double.isNaN(rest))
            .map(rest -> rest * rest)
            .average()
            .orElse(1);
    return Math.max(1, 1 / Math.sqrt(Math.max(1e-12, square)));
  }

  /** What a checkpoint has beside the member at work. */
  private List<float[]> others() {
    List<float[]> arrays = new ArrayList<>(List.of(answers));
    finished.forEach(network -> network.parameters().forEach(p -> arrays.add(p.value())));
    return arrays;
  }
}

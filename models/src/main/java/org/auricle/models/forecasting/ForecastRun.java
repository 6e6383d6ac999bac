package org.auricle.models.forecasting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.training.CheckpointStore;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One training from its beginning, or a checkpoint, to its end. Each network is trained twice:
 * before the validation part, to find out how many epochs are best and how great the errors are,
 * and then as many epochs on all that may be learned from.
 */
final class ForecastRun {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ForecastTraining training;
  private final TimeSeries series; // what is learned from
  private final String fingerprint;
  private final CheckpointStore store;
  private final ForecastListener listener;

  private final ForecastStage trial; // before the validation part
  private final ForecastStage whole;
  private final Residuals validation;
  private final float[] answers; // on the validation part, summed over the networks
  private final List<ForecastNetwork> finished = new ArrayList<>();
  private final List<ForecastEpoch> epochs = new ArrayList<>();
  private int stage; // 2 for each network
  private int done; // epochs of the stage
  private ForecastMember member;

  /** The header of a checkpoint; arrays: answers, finished networks, the member at work. */
  private record Header(
      ForecastTraining training,
      String data,
      int stage,
      int done,
      long steps,
      List<ForecastEpoch> epochs) {}

  ForecastRun(
      ForecastTraining training,
      TimeSeries series,
      String fingerprint,
      CheckpointStore store,
      ForecastListener listener) {
    this.training = training;
    this.series = series;
    this.fingerprint = fingerprint;
    this.store = store;
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
    member = new ForecastMember(training, trial.residuals(), 0);
  }

  ForecastTrainer.Result run() throws IOException, InterruptedException {
    restore();
    Forecaster described = forecaster();
    listener.onStart(series, described.season(), described.describe(), member.weights());
    while (stage < 2 * training.members()) {
      while (!isOver()) {
        epoch();
      }
      finishStage();
    }
    return new ForecastTrainer.Result(forecaster(), List.copyOf(epochs));
  }

  private boolean isTrial() {
    return stage % 2 == 0;
  }

  private List<ForecastEpoch> ownEpochs() {
    return epochs.stream().filter(epoch -> epoch.network() == stage / 2).toList();
  }

  private int bestEpoch() {
    return ownEpochs().stream()
        .filter(ForecastEpoch::best)
        .mapToInt(ForecastEpoch::epoch)
        .max()
        .orElse(0);
  }

  private boolean isOver() {
    return isTrial()
        ? done >= training.epochs() || done - bestEpoch() >= training.patience()
        : done >= bestEpoch();
  }

  private void epoch() throws IOException, InterruptedException {
    double loss = member.epoch(done);
    done++;
    listener.onProgress(
        (long) stage * training.epochs() + done, 2L * training.members() * training.epochs(), loss);
    if (isTrial()) {
      double linear = validation.error(new float[0]);
      double error = validation.error(member.answers(validation)) / Math.max(1e-12, linear);
      boolean best = ownEpochs().stream().allMatch(e -> error < e.validationError());
      epochs.add(new ForecastEpoch(stage / 2, done, loss, error, best));
      if (best) {
        member.keepBest();
      }
      listener.onEpoch(epochs.get(epochs.size() - 1));
    } else {
      member.keepBest();
    }
    boolean stop = Thread.interrupted(); // cleared, since channels close where it is set
    checkpoint();
    if (stop) {
      throw new InterruptedException();
    }
  }

  private void finishStage() {
    ForecastNetwork network = member.finish();
    if (isTrial()) {
      float[] own = validation.answers(network);
      for (int i = 0; i < own.length; i++) {
        answers[i] += own[i];
      }
    } else {
      finished.add(network);
    }
    stage++;
    done = 0;
    if (stage < 2 * training.members()) {
      ForecastStage next = isTrial() ? trial : whole;
      member = new ForecastMember(training, next.residuals(), stage / 2);
    }
  }

  /** Of the networks that are finished; how far they are trusted, the validation part tells. */
  private Forecaster forecaster() {
    float[] mean = answers.clone();
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= Math.max(1, (stage + 1) / 2);
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

  private List<float[]> liveArrays() {
    List<float[]> arrays = new ArrayList<>(List.of(answers));
    finished.forEach(network -> network.parameters().forEach(p -> arrays.add(p.value())));
    arrays.addAll(member.state());
    return arrays;
  }

  private void checkpoint() throws IOException {
    Header header = new Header(training, fingerprint, stage, done, member.steps(), epochs);
    store.write(new CheckpointStore.Checkpoint(JSON.writeValueAsString(header), liveArrays()));
  }

  private void restore() {
    Optional<CheckpointStore.Checkpoint> checkpoint = store.read(listener::onWarning);
    if (checkpoint.isEmpty()) {
      return;
    }
    Header header;
    try {
      header = JSON.readValue(checkpoint.get().header(), Header.class);
    } catch (JacksonException e) {
      throw new ForecastException(store.file() + ": not a checkpoint of a forecaster");
    }
    if (!training.equals(header.training()) || !fingerprint.equals(header.data())) {
      throw new ForecastException(
          store.file() + ": of another training (expected: the same settings and series)");
    }
    stage = header.stage();
    done = header.done();
    epochs.addAll(header.epochs());
    for (int m = 0; m < stage / 2; m++) {
      finished.add(ForecastMember.network(training, whole.representation(), 0));
    }
    member = new ForecastMember(training, (isTrial() ? trial : whole).residuals(), stage / 2);
    checkpoint.get().restore(liveArrays());
    member.restoreSteps(header.steps());
  }
}

package org.auricle.acoustic.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.training.Seeds.Purpose;
import org.auricle.engine.training.CheckpointStore;
import org.auricle.engine.training.TrainingException;
import tools.jackson.core.JacksonException;

/**
 * The loop over epochs and batches, with its state: what a checkpoint holds and a resumed run takes
 * up. Not thread-safe.
 */
final class TrainingRun {
  /** Steps in a row without a finite gradient after which the training has diverged. */
  private static final int MOST_FAILURES = 20;

  /** Part of an epoch's utterances that cannot be read, beyond which a disk must have gone. */
  private static final double MOST_UNREADABLE = 0.1;

  private final TrainingConfig config;
  private final TrainingListener listener;
  private final TrainingData data;
  private final TrainingListener.Plan plan;
  private final TrainingIdentity identity;
  private final CheckpointStore store;
  private final Learner learner;
  private final Validator validator;
  private final BatchQueue queue;
  private final LearningRateSchedule schedule;
  private final Stopwatch stopwatch = new Stopwatch();

  private int epoch; // whole epochs done
  private int batch; // of the present epoch, done
  private long step; // batches since training began
  private int failures; // steps in a row without a finite gradient
  private EpochTotals totals = EpochTotals.ZERO;
  private final List<EpochResult> history = new ArrayList<>();
  private Optional<BiLstmWeights> best = Optional.empty();
  private final Set<String> told = new HashSet<>(); // of recordings that could not be read

  /** The header of a checkpoint; arrays: weights, averages, moments, best weights if any. */
  private record Header(
      TrainingIdentity identity,
      int epoch,
      int batch,
      long step,
      long updates,
      int failures,
      EpochTotals totals,
      List<EpochResult> history) {}

  TrainingRun(
      TrainingConfig config,
      TrainingIdentity identity,
      TrainingListener listener,
      TrainingData data,
      CheckpointStore store,
      Learner learner,
      Validator validator,
      BatchQueue queue) {
    this.config = config;
    this.listener = listener;
    this.data = data;
    this.plan = data.plan(config, learner.network().parameters().count());
    this.identity = identity;
    this.store = store;
    this.learner = learner;
    this.validator = validator;
    this.queue = queue;
    this.schedule =
        new LearningRateSchedule(
            config.optimizer().learningRate(),
            config.optimizer().finalLearningRate(),
            config.optimizer().warmupSteps(),
            (long) plan.batchesPerEpoch() * plan.epochs());
  }

  /** Takes up the last sound checkpoint, if there is one. */
  void resume() {
    listener.onStart(plan);
    Optional<CheckpointStore.Checkpoint> checkpoint = store.read(listener::onWarning);
    if (checkpoint.isEmpty()) {
      return;
    }
    Header header = header(checkpoint.get());
    identity.requireSame(header.identity(), store.file());
    epoch = header.epoch();
    batch = header.batch();
    step = header.step();
    failures = header.failures();
    totals = header.totals();
    history.addAll(header.history());
    best = CheckpointArrays.restore(learner, checkpoint.get(), header.updates());
    listener.onResume(epoch, batch);
  }

  private Header header(CheckpointStore.Checkpoint checkpoint) {
    try {
      Header header = ConfigTree.JSON.readValue(checkpoint.header(), Header.class);
      if (header.identity() != null) {
        return header;
      }
    } catch (JacksonException e) {
      // as below
    }
    throw new TrainingException(store.file() + ": not a checkpoint of an acoustic model");
  }

  private void checkpoint() throws IOException {
    Header header =
        new Header(
            identity,
            epoch,
            batch,
            step,
            learner.adam().step(),
            failures,
            totals,
            List.copyOf(history));
    List<float[]> arrays = CheckpointArrays.of(learner, best);
    store.write(new CheckpointStore.Checkpoint(ConfigTree.JSON.writeValueAsString(header), arrays));
    stopwatch.checkpointed();
    listener.onCheckpoint(store.file());
  }

  /** Trains until the epochs are over or patience is. */
  TrainingResult toEnd(Path folder) throws IOException, InterruptedException {
    while (epoch < config.schedule().epochs() && !outOfPatience()) {
      stopwatch.epochStarted();
      runEpoch();
      Validator.Outcome outcome = validate();
      epoch++;
      batch = 0;
      totals = EpochTotals.ZERO;
      checkpoint();
      new TrainingReport(config, plan, history, bestEpoch(), outcome)
          .write(folder.resolve("report.html"));
    }
    BiLstmWeights weights = best.orElseThrow();
    return new TrainingResult(
        weights,
        config.features(),
        data.spelling().tokens(),
        data.spelling().pieces(),
        bestEpoch(),
        history,
        plan);
  }

  private void runEpoch() throws IOException, InterruptedException {
    EpochPlan epochPlan = EpochPlan.of(config, data.train().utterances(), epoch);
    queue.start(epochPlan, batch);
    int batches = epochPlan.batches().size();
    int draws = epochPlan.batches().stream().mapToInt(List::size).sum();
    while (batch < batches) {
      BatchQueue.Prepared prepared = queue.take();
      double learningRate = schedule.at(step);
      Learner.Step result = null;
      leaveOut(prepared, draws);
      if (prepared.batch().isPresent()) {
        Batch content = prepared.batch().get();
        result =
            learner.step(
                content,
                learningRate,
                Seeds.of(config.schedule().seed(), Purpose.DROPOUT, epoch, batch));
        account(result, content, prepared.audioSeconds());
      }
      batch++;
      step++;
      if (result != null) {
        report(result, prepared, learningRate, batches);
      }
      double minutes = config.resources().checkpointMinutes();
      if (minutes > 0 && batch < batches && stopwatch.minutesSinceCheckpoint() >= minutes) {
        checkpoint();
      }
    }
  }

  /** A recording may break while a training of days goes on; it must not end the training. */
  private void leaveOut(BatchQueue.Prepared prepared, int draws) {
    totals = totals.withLeftOut(prepared.tooShort(), prepared.unreadable().size());
    for (String problem : prepared.unreadable()) {
      if (told.add(problem)) {
        listener.onWarning(problem + "; left out");
      }
    }
    if (totals.unreadable() > MOST_UNREADABLE * draws) {
      throw new TrainingException(
          "epoch %d: %d recordings cannot be read, the last: %s (expected: at most %.0f %% of %d)"
              .formatted(
                  epoch + 1,
                  totals.unreadable(),
                  prepared.unreadable().get(prepared.unreadable().size() - 1),
                  100 * MOST_UNREADABLE,
                  draws));
    }
  }

  private void account(Learner.Step result, Batch content, double audioSeconds) {
    int labels = content.items().stream().mapToInt(i -> i.labels().length).sum();
    if (result.updated()) {
      failures = 0;
      totals = totals.withStep(result.loss(), labels, audioSeconds);
      return;
    }
    failures++;
    totals = totals.withSkippedStep(audioSeconds);
    listener.onWarning(
        "step %d of epoch %d: loss %.3g, gradient norm %.3g; weights left as they were"
            .formatted(batch + 1, epoch + 1, result.loss(), result.gradientNorm()));
    if (failures >= MOST_FAILURES) {
      throw new TrainingException(
          "gradient not finite in "
              + failures
              + " steps in a row (expected: training that converges; try a lower"
              + " optimizer.learningRate)");
    }
  }

  private void report(
      Learner.Step result, BatchQueue.Prepared prepared, double learningRate, int batches) {
    int labels =
        prepared.batch().orElseThrow().items().stream().mapToInt(i -> i.labels().length).sum();
    stopwatch.worked(prepared.audioSeconds());
    long stepsLeft = (long) plan.batchesPerEpoch() * (plan.epochs() - epoch) - batch;
    listener.onStep(
        new TrainingListener.Progress(
            epoch + 1,
            batch,
            batches,
            step,
            result.loss() / Math.max(1, labels),
            learningRate,
            result.gradientNorm(),
            stopwatch.audioSpeed(),
            stopwatch.secondsAStep() * Math.max(0, stepsLeft)));
  }

  private Validator.Outcome validate() {
    learner.average().swap();
    Validator.Outcome outcome = validator.measure(learner.network());
    EpochResult result =
        new EpochResult(
            epoch + 1,
            step,
            schedule.at(Math.max(0, step - 1)),
            totals.meanLoss(),
            outcome.loss(),
            outcome.words(),
            outcome.characters(),
            totals.audioSeconds(),
            stopwatch.epochSeconds(),
            totals.tooShort(),
            totals.skippedSteps(),
            totals.unreadable());
    history.add(result);
    boolean isBest = bestEpoch().epoch() == result.epoch();
    if (isBest) {
      best = Optional.of(learner.network().weights());
    }
    learner.average().swap();
    listener.onEpoch(result, isBest);
    return outcome;
  }

  /** The first of the best; the last, if that is to be kept. */
  private EpochResult bestEpoch() {
    if (config.schedule().keepLast()) {
      return history.get(history.size() - 1);
    }
    return Collections.min(
        history, data.spelling().bySound() ? EpochResult.BY_LOSS : EpochResult.BY_WORDS);
  }

  private boolean outOfPatience() {
    int patience = config.schedule().patience();
    return patience > 0 && !history.isEmpty() && history.size() - bestEpoch().epoch() >= patience;
  }
}

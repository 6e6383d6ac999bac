package org.auricle.models.classification;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.training.CheckpointStore;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One training of all members from its beginning, or a checkpoint, to its end. */
final class ClassifierRun {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final double NANOS = 1e9;

  private final ClassifierTraining training;
  private final ClassifierData data;
  private final CheckpointStore store;
  private final ClassifierListener listener;

  private final List<ClassifierNetwork> finished = new ArrayList<>();
  private final List<ClassifierEpoch> epochs = new ArrayList<>();
  private ClassifierMember member;
  private long done; // updates of the member
  private double lossSum; // of the epoch
  private long lossCount;
  private long before; // updates of this run
  private long started;
  private long checkpointed;

  /** The header of a checkpoint; arrays: those of finished members, then of the one at work. */
  private record Header(
      ClassifierTraining training,
      String data,
      int finished,
      long done,
      long steps,
      double lossSum,
      long lossCount,
      List<ClassifierEpoch> epochs) {}

  ClassifierRun(
      ClassifierTraining training,
      ClassifierData data,
      CheckpointStore store,
      ClassifierListener listener) {
    this.training = training;
    this.data = data;
    this.store = store;
    this.listener = listener;
  }

  ClassifierTrainer.Result run() throws IOException, InterruptedException {
    member = new ClassifierMember(training, data, 0);
    restore();
    listener.onStart(
        data.texts().size(),
        data.classes(),
        data.vocabulary().size(),
        member.network().parameters().count(),
        finished.size() * member.updates() + done);
    started = System.nanoTime();
    checkpointed = started;
    while (finished.size() < training.members()) {
      while (!isOver()) {
        epoch((int) (done / member.epochUpdates()));
      }
      finished.add(member.finish());
      done = 0;
      if (finished.size() < training.members()) {
        member = new ClassifierMember(training, data, finished.size());
      }
    }
    TextClassifier model =
        new TextClassifier(
            data.vocabulary(), data.classes(), data.counts().without(), List.copyOf(finished));
    return new ClassifierTrainer.Result(model, List.copyOf(epochs));
  }

  /** Whether the member at work has had its epochs, or its patience is at an end. */
  private boolean isOver() {
    if (done % member.epochUpdates() != 0) {
      return false;
    }
    List<ClassifierEpoch> own = ownEpochs();
    int best = 0;
    for (ClassifierEpoch epoch : own) {
      best = epoch.best() ? epoch.epoch() : best;
    }
    return own.size() >= training.epochs() || own.size() - best >= training.patience();
  }

  private List<ClassifierEpoch> ownEpochs() {
    return epochs.stream().filter(epoch -> epoch.member() == finished.size()).toList();
  }

  private void epoch(int epoch) throws IOException, InterruptedException {
    int[] order = member.order(epoch);
    int updates = member.epochUpdates();
    for (int i = (int) (done % updates); i < updates; i++) {
      int from = i * training.batch();
      int[] texts =
          Arrays.copyOfRange(order, from, Math.min(order.length, from + training.batch()));
      double loss = member.learn(texts, done);
      if (Double.isNaN(loss)) {
        listener.onWarning("update " + done + ": loss or gradient is not finite, left out");
      } else {
        lossSum += loss;
        lossCount++;
      }
      done++;
      before++;
      report(loss);
      boolean last = i == updates - 1;
      if (last) {
        validate(epoch + 1);
      }
      boolean stop = Thread.interrupted(); // cleared, since channels close where it is set
      boolean late = System.nanoTime() - checkpointed > training.checkpointSeconds() * NANOS;
      if (last || stop || late) {
        checkpoint();
        checkpointed = System.nanoTime();
      }
      if (stop) {
        throw new InterruptedException();
      }
    }
  }

  private void report(double loss) {
    long all = training.members() * member.updates();
    long sofar = finished.size() * member.updates() + done;
    double pace = (System.nanoTime() - started) / NANOS / before;
    listener.onUpdate(sofar, all, loss, pace * (all - sofar));
  }

  private void validate(int epoch) {
    double[] measured = member.measure();
    boolean best = ownEpochs().stream().allMatch(earlier -> measured[0] < earlier.heldOutLoss());
    if (best) {
      member.keepBest();
    }
    double trainLoss = lossSum / Math.max(1, lossCount);
    epochs.add(
        new ClassifierEpoch(finished.size(), epoch, trainLoss, measured[0], measured[1], best));
    lossSum = 0;
    lossCount = 0;
    listener.onEpoch(epochs.get(epochs.size() - 1));
  }

  private List<float[]> liveArrays() {
    List<float[]> arrays = new ArrayList<>();
    for (ClassifierNetwork network : finished) {
      network.parameters().forEach(p -> arrays.add(p.value()));
    }
    arrays.addAll(member.state());
    return arrays;
  }

  private void checkpoint() throws IOException {
    Header header =
        new Header(
            training,
            data.fingerprint(),
            finished.size(),
            done,
            member.steps(),
            lossSum,
            lossCount,
            epochs);
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
      throw new ClassificationException(store.file() + ": not a checkpoint of a text classifier");
    }
    if (!training.equals(header.training()) || !data.fingerprint().equals(header.data())) {
      throw new ClassificationException(
          store.file() + ": of another training (expected: the same settings and texts)");
    }
    for (int m = 0; m < header.finished(); m++) {
      finished.add(new ClassifierNetwork(data.config(training), 0, 0));
    }
    member = new ClassifierMember(training, data, header.finished());
    checkpoint.get().restore(liveArrays());
    member.restoreSteps(header.steps());
    done = header.done();
    lossSum = header.lossSum();
    lossCount = header.lossCount();
    epochs.addAll(header.epochs());
  }
}

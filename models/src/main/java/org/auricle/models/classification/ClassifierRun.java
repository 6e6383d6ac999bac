package org.auricle.models.classification;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.auricle.acoustic.training.TrainingProgress;
import org.auricle.engine.training.CheckpointStore;

/** One training of all members from its beginning, or a checkpoint, to its end. */
final class ClassifierRun {
  private final ClassifierTraining training;
  private final ClassifierData data;
  private final ClassifierListener listener;
  private final TrainingProgress<ClassifierEpoch> progress; // a part a member

  private final List<ClassifierNetwork> finished = new ArrayList<>();
  private ClassifierMember member;

  ClassifierRun(
      ClassifierTraining training,
      ClassifierData data,
      CheckpointStore store,
      ClassifierListener listener) {
    this.training = training;
    this.data = data;
    this.listener = listener;
    progress =
        new TrainingProgress<>(
            store,
            ClassifierEpoch.class,
            training,
            data.fingerprint(),
            "settings and texts",
            training.checkpointSeconds(),
            listener::onWarning);
    for (int m = 0; m < progress.part(); m++) {
      finished.add(new ClassifierNetwork(data.config(training), 0, 0));
    }
    member = new ClassifierMember(training, data, progress.part());
    progress.restore(member.weights(), finishedWeights());
  }

  ClassifierTrainer.Result run() throws IOException, InterruptedException {
    listener.onStart(
        data.texts().size(),
        data.classes(),
        data.vocabulary().size(),
        member.weights().count(),
        updatesSoFar());
    while (finished.size() < training.members()) {
      while (!isOver()) {
        epoch(progress.done() / member.epochUpdates());
      }
      member.weights().finish();
      finished.add(member.network());
      progress.nextPart();
      if (finished.size() < training.members()) {
        member = new ClassifierMember(training, data, finished.size());
      }
    }
    TextClassifier model =
        new TextClassifier(
            data.vocabulary(), data.classes(), data.counts().without(), List.copyOf(finished));
    return new ClassifierTrainer.Result(model, List.copyOf(progress.measured()));
  }

  private long updatesSoFar() {
    return finished.size() * member.updates() + progress.done();
  }

  /** Whether the member at work has had its epochs, or its patience is at an end. */
  private boolean isOver() {
    if (progress.done() % member.epochUpdates() != 0) {
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
    return progress.measured().stream().filter(epoch -> epoch.member() == finished.size()).toList();
  }

  private void epoch(int epoch) throws IOException, InterruptedException {
    int[] order = member.order(epoch);
    int updates = member.epochUpdates();
    for (int i = progress.done() % updates; i < updates; i++) {
      int from = i * training.batch();
      int[] texts =
          Arrays.copyOfRange(order, from, Math.min(order.length, from + training.batch()));
      double loss = member.learn(texts, progress.done());
      progress.updated(!Double.isNaN(loss), loss, 1);
      long sofar = updatesSoFar();
      long all = training.members() * member.updates();
      listener.onUpdate(sofar, all, loss, progress.seconds(all - sofar));
      boolean last = i == updates - 1;
      if (last) {
        validate(epoch + 1);
      }
      progress.save(last, member.weights(), finishedWeights());
    }
  }

  private void validate(int epoch) {
    double[] measured = member.measure();
    boolean best = ownEpochs().stream().allMatch(earlier -> measured[0] < earlier.heldOutLoss());
    if (best) {
      member.weights().keep();
    }
    ClassifierEpoch found =
        new ClassifierEpoch(
            finished.size(), epoch, progress.takeMeanLoss(), measured[0], measured[1], best);
    progress.measured(found);
    listener.onEpoch(found);
  }

  private List<float[]> finishedWeights() {
    List<float[]> arrays = new ArrayList<>();
    finished.forEach(network -> network.parameters().forEach(p -> arrays.add(p.value())));
    return arrays;
  }
}

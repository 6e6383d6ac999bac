package org.auricle.tools;

import java.util.List;
import java.util.Locale;
import org.auricle.models.classification.ClassifierEpoch;
import org.auricle.models.classification.ClassifierListener;

/** Shows how the training of a text classifier goes: a bar between epochs. */
final class ClassifierTrainingDisplay implements ClassifierListener, AutoCloseable {
  private final TrainingBar bar;

  ClassifierTrainingDisplay(Console console) {
    bar = new TrainingBar(console);
  }

  @Override
  public void onStart(int texts, List<String> classes, int words, long weights, long done) {
    bar.note(
        "%,d texts of %d classes, %,d words; %,d weights a network",
        texts, classes.size(), words, weights);
    if (done > 0) {
      bar.note("going on from a checkpoint");
    }
  }

  @Override
  public void onUpdate(long done, long updates, double loss, double secondsLeft) {
    bar.update(
        done,
        updates,
        String.format(Locale.ROOT, "loss %.3f, at most %.0f s left", loss, secondsLeft));
  }

  @Override
  public void onEpoch(ClassifierEpoch epoch) {
    bar.note(
        "network %d, epoch %d: loss %.4f, held out %.4f, %.2f %% right%s",
        epoch.member() + 1,
        epoch.epoch(),
        epoch.trainLoss(),
        epoch.heldOutLoss(),
        epoch.heldOutAccuracy(),
        epoch.best() ? ", best so far" : "");
  }

  @Override
  public void onWarning(String message) {
    bar.note("%s", message);
  }

  @Override
  public void close() {
    bar.close();
  }
}

package org.auricle.tools;

import java.util.Locale;
import org.auricle.models.understanding.training.UnderstandingData;
import org.auricle.models.understanding.training.UnderstandingListener;
import org.auricle.models.understanding.training.UnderstandingTraining;
import org.auricle.models.understanding.training.UnderstandingValidation;

/** Shows how the training of a model that understands goes: a bar between epochs. */
final class UnderstandingDisplay implements UnderstandingListener, AutoCloseable {
  private final TrainingBar bar;
  private final long updates;

  UnderstandingDisplay(Console console, UnderstandingTraining training) {
    bar = new TrainingBar(console);
    updates = (long) training.epochs() * training.epochUpdates();
  }

  @Override
  public void onStart(UnderstandingData data, long weights, int done) {
    bar.note(
        "%d intents, %d slots, %,d words; %,d examples, %,d other sentences; %,d weights",
        data.config().intents().size(),
        data.config().slots().size(),
        data.config().words().size(),
        data.examples(),
        data.others(),
        weights);
    if (done > 0) {
      bar.note("going on after %,d updates", done);
    }
  }

  @Override
  public void onUpdate(int done, double loss, double secondsLeft) {
    bar.update(
        done, updates, String.format(Locale.ROOT, "loss %.3f, %.0f s left", loss, secondsLeft));
  }

  @Override
  public void onValidation(UnderstandingValidation v) {
    bar.note(
        "epoch %3d  loss %.4f  held-out loss %.4f  intents %.1f %%  whole orders %.1f %%",
        v.epoch(), v.trainLoss(), v.devLoss(), v.intents(), v.whole());
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

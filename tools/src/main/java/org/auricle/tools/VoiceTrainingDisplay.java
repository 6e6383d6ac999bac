package org.auricle.tools;

import java.util.Locale;
import org.auricle.acoustic.vad.training.VoiceData;
import org.auricle.acoustic.vad.training.VoiceTraining;
import org.auricle.acoustic.vad.training.VoiceTrainingListener;
import org.auricle.acoustic.vad.training.VoiceValidation;

/** Shows how the training of a detector of speech goes: a bar between validations. */
final class VoiceTrainingDisplay implements VoiceTrainingListener, AutoCloseable {
  private final TrainingBar bar;
  private final VoiceTraining training;

  VoiceTrainingDisplay(Console console, VoiceTraining training) {
    bar = new TrainingBar(console);
    this.training = training;
  }

  @Override
  public void onStart(VoiceData data, long weights, int updates) {
    bar.note(
        "%.1f minutes of speech and noise; %,d weights; %,d updates of %d scenes of %.0f s",
        data.seconds() / 60,
        weights,
        training.updates(),
        training.batch(),
        training.sceneSeconds());
    if (updates > 0) {
      bar.note("going on after %,d updates", updates);
    }
  }

  @Override
  public void onUpdate(int done, double loss, double secondsLeft) {
    bar.update(
        done,
        training.updates(),
        String.format(Locale.ROOT, "loss %.3f, %.0f s left", loss, secondsLeft));
  }

  @Override
  public void onValidation(VoiceValidation v) {
    bar.note(
        "update %5d  loss %.4f  dev loss %.4f  dev ROC area %.4f",
        v.updates(), v.trainLoss(), v.devLoss(), v.area());
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

package org.auricle.tools;

import java.util.Locale;
import org.auricle.acoustic.vad.training.VoiceData;
import org.auricle.acoustic.vad.training.VoiceTraining;
import org.auricle.acoustic.vad.training.VoiceTrainingListener;
import org.auricle.acoustic.vad.training.VoiceValidation;

/** Shows how the training of a detector of speech goes: a bar between validations. */
final class VoiceTrainingDisplay implements VoiceTrainingListener, AutoCloseable {
  private final Console console;
  private final VoiceTraining training;
  private TaskProgress bar; // null while a line is printed

  VoiceTrainingDisplay(Console console, VoiceTraining training) {
    this.console = console;
    this.training = training;
  }

  @Override
  public void onStart(VoiceData data, long weights, int updates) {
    note(
        "%.1f minutes of speech and noise; %,d weights; %,d updates of %d scenes of %.0f s",
        data.seconds() / 60,
        weights,
        training.updates(),
        training.batch(),
        training.sceneSeconds());
    if (updates > 0) {
      note("going on after %,d updates", updates);
    }
  }

  @Override
  public void onUpdate(int done, double loss, double secondsLeft) {
    if (bar == null) {
      bar = TaskProgress.of(console, "updates", training.updates());
    }
    bar.update(done, String.format(Locale.ROOT, "loss %.3f, %.0f s left", loss, secondsLeft));
  }

  @Override
  public void onValidation(VoiceValidation v) {
    close();
    note(
        "update %5d  loss %.4f  dev loss %.4f  dev ROC area %.4f",
        v.updates(), v.trainLoss(), v.devLoss(), v.area());
  }

  @Override
  public void onWarning(String message) {
    close(); // a bar would swallow the line; the next update brings it back
    note("%s", message);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private void note(String format, Object... arguments) {
    console.note(String.format(Locale.ROOT, format, arguments));
  }
}

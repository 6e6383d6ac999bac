package org.auricle.tools;

import java.time.Duration;
import java.util.Locale;
import org.auricle.acoustic.training.EpochResult;
import org.auricle.acoustic.training.TrainingListener;

/** Shows how training goes: a bar within an epoch, a line after it. */
final class TrainingDisplay implements TrainingListener, AutoCloseable {
  private final Console console;
  private TaskProgress epoch; // null between epochs
  private double secondsLeft;
  private TaskProgress check; // null before and after

  TrainingDisplay(Console console) {
    this.console = console;
  }

  @Override
  public void onCheck(int recordings, int all) {
    if (check == null) {
      check = TaskProgress.of(console, "recordings", all);
    }
    check.update(recordings, "checked");
    if (recordings == all) {
      check.close();
      check = null;
    }
  }

  @Override
  public void onStart(Plan plan) {
    note(
        "%d utterances (%.1f min) to learn from, %d (%.1f min) to validate on; %,d weights;"
            + " at most %d epochs of about %d batches",
        plan.utterances(),
        plan.audioSeconds() / 60,
        plan.devUtterances(),
        plan.devSeconds() / 60,
        plan.weights(),
        plan.epochs(),
        plan.batchesPerEpoch());
    if (plan.unspellable() > 0) {
      note("%d utterances left out: a character without a token", plan.unspellable());
    }
    if (plan.tooLong() > 0) {
      note("%d utterances left out: too long", plan.tooLong());
    }
  }

  @Override
  public void onResume(int epochs, int batches) {
    note("going on after epoch %d and %d batches", epochs, batches);
  }

  @Override
  public void onStep(Progress step) {
    if (epoch == null) {
      epoch = TaskProgress.of(console, "epoch " + step.epoch(), step.batches());
    }
    secondsLeft = step.secondsLeft();
    epoch.update(
        step.batch(),
        String.format(
            Locale.ROOT,
            "loss %.3f, %.0f times real time, %s to go",
            step.loss(),
            step.speed(),
            hours(secondsLeft)));
  }

  @Override
  public void onEpoch(EpochResult result, boolean best) {
    close();
    note(
        "epoch %3d  loss %.3f  dev loss %.3f  WER %5.1f %%  CER %5.1f %%  %.0f s, %s to go%s",
        result.epoch(),
        result.trainLoss(),
        result.devLoss(),
        result.words().percent(),
        result.characters().percent(),
        result.seconds(),
        hours(secondsLeft),
        best ? "  *" : "");
    if (result.skippedSteps() > 0) {
      note("%d steps were left out: their gradient was not finite", result.skippedSteps());
    }
    if (result.unreadable() > 0) {
      note("%d utterances were left out: their recordings cannot be read", result.unreadable());
    }
  }

  @Override
  public void onWarning(String message) {
    close(); // a bar would swallow the line; the next step brings it back
    note("%s", message);
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    if (epoch != null) {
      epoch.close();
      epoch = null;
    }
    if (check != null) {
      check.close();
      check = null;
    }
  }

  private void note(String format, Object... arguments) {
    console.note(String.format(Locale.ROOT, format, arguments));
  }

  private static String hours(double seconds) {
    Duration left = Duration.ofSeconds(Math.round(seconds));
    return left.toHours() > 0
        ? String.format(Locale.ROOT, "%d h %02d min", left.toHours(), left.toMinutesPart())
        : String.format(Locale.ROOT, "%d min %02d s", left.toMinutes(), left.toSecondsPart());
  }
}

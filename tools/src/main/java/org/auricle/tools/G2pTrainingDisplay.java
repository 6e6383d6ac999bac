package org.auricle.tools;

import java.util.Locale;
import org.auricle.acoustic.g2p.training.LetterToSoundData;
import org.auricle.acoustic.g2p.training.LetterToSoundListener;
import org.auricle.acoustic.g2p.training.LetterToSoundValidation;

/** Shows how the training of a network from letters to sounds goes: a bar between epochs. */
final class G2pTrainingDisplay implements LetterToSoundListener, AutoCloseable {
  private final TrainingBar bar;
  private long updates;

  G2pTrainingDisplay(Console console) {
    bar = new TrainingBar(console);
  }

  @Override
  public void onStart(LetterToSoundData data, long weights, long done, long updates) {
    this.updates = updates;
    bar.note(
        "%,d pronunciations to learn, %,d words to measure, %,d left out",
        data.train().size(), data.heldOut().size(), data.leftOut());
    bar.note(
        "%d letters, %d phones; %,d weights; %,d updates",
        data.config().letters().size(), data.config().phones().size(), weights, updates);
    if (done > 0) {
      bar.note("going on after %,d updates", done);
    }
  }

  @Override
  public void onUpdate(long done, double loss, double secondsLeft) {
    bar.update(
        done, updates, String.format(Locale.ROOT, "loss %.3f, %.0f s left", loss, secondsLeft));
  }

  @Override
  public void onValidation(LetterToSoundValidation v) {
    bar.note(
        "epoch %3d  loss %.4f  words wrong %.2f %%, in the three best %.2f %%  phones %.2f %%",
        v.epoch(), v.trainLoss(), v.wordErrors(), v.wordErrorsOfThree(), v.phoneErrors());
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

package org.auricle.acoustic.g2p.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.auricle.acoustic.g2p.LetterToSound;
import org.auricle.acoustic.g2p.PronunciationDictionary;
import org.auricle.acoustic.g2p.PronunciationException;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.training.CheckpointStore;
import org.auricle.engine.training.TrainingException;

/**
 * Trains a network from letters to sounds: {@link LetterToSoundTraining} says how. The same
 * dictionary, settings and seed give the same bits on the same machine, however often the run was
 * stopped. It computes on one thread.
 */
public final class LetterToSoundTrainer {
  private final LetterToSoundTraining training;
  private final LetterToSoundListener listener;
  private final Function<TokenTable, CtcDecoder> decoders;

  /**
   * What a training has found.
   *
   * @param model of the last epoch: held-out words are measured, and decide nothing
   * @param validations by epoch
   */
  public record Result(LetterToSound model, List<LetterToSoundValidation> validations) {}

  /**
   * A trainer.
   *
   * @param decoders finds what posteriors over some phones read as; used on held-out words only
   */
  public LetterToSoundTrainer(
      LetterToSoundTraining training,
      LetterToSoundListener listener,
      Function<TokenTable, CtcDecoder> decoders) {
    this.training = training;
    this.listener = listener;
    this.decoders = decoders;
  }

  /**
   * Trains, or goes on from the folder's checkpoint.
   *
   * @param folder receives checkpoints; made if it is not there
   * @param resume go on from the folder's checkpoint if it holds one; otherwise a folder with a
   *     checkpoint is refused
   * @throws PronunciationException if the dictionary is malformed
   * @throws TrainingException if the training cannot begin or go on
   * @throws IOException if a file cannot be read or written
   * @throws InterruptedException if the thread is interrupted; a checkpoint has been written
   */
  public Result run(Path dictionary, Path folder, boolean resume)
      throws IOException, InterruptedException {
    LetterToSoundData data =
        LetterToSoundData.of(PronunciationDictionary.read(dictionary), training);
    LetterToSoundValidator validator = new LetterToSoundValidator(data.heldOut(), decoders);
    try (CheckpointStore store = CheckpointStore.open(folder, resume)) {
      return new LetterToSoundRun(training, data, validator, store, listener).run();
    }
  }
}

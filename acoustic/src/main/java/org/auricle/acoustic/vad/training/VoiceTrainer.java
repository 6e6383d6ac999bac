package org.auricle.acoustic.vad.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.auricle.acoustic.vad.VoiceNetWeights;
import org.auricle.engine.training.CheckpointStore;
import org.auricle.engine.training.TrainingException;

/**
 * Trains a voice activity network: {@link VoiceTraining} says how. The same recordings, settings
 * and seed give the same bits on the same machine, however often the run was stopped. It computes
 * on one thread.
 */
public final class VoiceTrainer {
  private final VoiceTraining training;
  private final VoiceTrainingListener listener;
  private Optional<VoiceNetWeights> initial = Optional.empty();

  /**
   * What a training has found.
   *
   * @param weights the best on the dev scenes
   * @param validation theirs
   */
  public record Result(VoiceNetWeights weights, VoiceValidation validation) {}

  /** A trainer. */
  public VoiceTrainer(VoiceTraining training, VoiceTrainingListener listener) {
    this.training = training;
    this.listener = listener;
  }

  /**
   * Starts from what another network has learned instead of from random weights. A training that is
   * resumed goes on from its checkpoint.
   *
   * @throws TrainingException if its shape is another
   */
  public VoiceTrainer startFrom(VoiceNetWeights weights) {
    if (!weights.config().equals(training.network())) {
      throw new TrainingException(
          "initial weights: %s (expected: %s)".formatted(weights.config(), training.network()));
    }
    initial = Optional.of(weights);
    return this;
  }

  /**
   * Trains, or goes on from the folder's checkpoint.
   *
   * @param folder receives checkpoints; made if it is not there
   * @param resume go on from the folder's checkpoint if it holds one; otherwise a folder with a
   *     checkpoint is refused
   * @throws TrainingException if the training cannot begin or go on
   * @throws IOException if a file cannot be read or written
   * @throws InterruptedException if the thread is interrupted; a checkpoint has been written
   */
  public Result run(VoiceData.Sources sources, Path folder, boolean resume)
      throws IOException, InterruptedException {
    try (CheckpointStore store = CheckpointStore.open(folder, resume)) {
      VoiceData data = VoiceData.read(sources, training.devShare());
      return new VoiceTrainingRun(training, data, initial, store, listener).run();
    }
  }

  /** The data given, in memory; goes on if it can. */
  Result run(VoiceData data, Path folder) throws IOException, InterruptedException {
    try (CheckpointStore store = CheckpointStore.open(folder, true)) {
      return new VoiceTrainingRun(training, data, initial, store, listener).run();
    }
  }
}

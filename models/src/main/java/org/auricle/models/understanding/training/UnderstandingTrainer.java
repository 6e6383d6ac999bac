package org.auricle.models.understanding.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.auricle.engine.training.CheckpointStore;
import org.auricle.engine.training.TrainingException;
import org.auricle.models.understanding.UnderstandingModel;

/**
 * Trains a model that understands: {@link UnderstandingTraining} says how. The same sources,
 * settings and seed give the same bits on the same machine, however often the run was stopped. It
 * computes on one thread.
 */
public final class UnderstandingTrainer {
  private final UnderstandingTraining training;
  private final UnderstandingListener listener;

  /**
   * What a training has found.
   *
   * @param model the best on held-out sentences
   * @param best how it did there
   * @param validations by epoch
   */
  public record Result(
      UnderstandingModel model,
      UnderstandingValidation best,
      List<UnderstandingValidation> validations) {}

  /** A trainer. */
  public UnderstandingTrainer(UnderstandingTraining training, UnderstandingListener listener) {
    this.training = training;
    this.listener = listener;
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
  public Result run(UnderstandingData.Sources sources, Path folder, boolean resume)
      throws IOException, InterruptedException {
    UnderstandingData data = UnderstandingData.read(sources, training);
    try (CheckpointStore store = CheckpointStore.open(folder, resume)) {
      return new UnderstandingRun(training, data, store, listener).run();
    }
  }
}

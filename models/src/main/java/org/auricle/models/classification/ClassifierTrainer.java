package org.auricle.models.classification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.auricle.engine.training.CheckpointStore;
import org.auricle.engine.training.TrainingException;

/**
 * Trains text classifiers: {@link ClassifierTraining} says how. The same texts, settings and seed
 * give the same bits on the same machine, however often the run was stopped. It computes on one
 * thread.
 */
public final class ClassifierTrainer {
  private final ClassifierTraining training;
  private final ClassifierListener listener;

  /**
   * What a training has found.
   *
   * @param epochs of all members; their held-out texts were not learned from by the same member
   */
  public record Result(TextClassifier model, List<ClassifierEpoch> epochs) {

    /** Mean of the members' accuracies on what they held out, percent, at their best epochs. */
    public double heldOutAccuracy() {
      int members = epochs.get(epochs.size() - 1).member() + 1;
      double[] best = new double[members];
      epochs.stream()
          .filter(ClassifierEpoch::best)
          .forEach(e -> best[e.member()] = e.heldOutAccuracy());
      double sum = 0;
      for (double accuracy : best) {
        sum += accuracy;
      }
      return sum / members;
    }
  }

  /** A trainer. */
  public ClassifierTrainer(ClassifierTraining training, ClassifierListener listener) {
    this.training = training;
    this.listener = listener;
  }

  /**
   * Trains, or goes on from the folder's checkpoint.
   *
   * @param folder receives checkpoints; made if it is not there
   * @param resume go on from the folder's checkpoint if it holds one; otherwise a folder with a
   *     checkpoint is refused
   * @throws ClassificationException if the texts cannot be learned from
   * @throws TrainingException if the training cannot begin or go on
   * @throws IOException if a file cannot be read or written
   * @throws InterruptedException if the thread is interrupted; a checkpoint has been written
   */
  public Result run(List<LabelledText> texts, Path folder, boolean resume)
      throws IOException, InterruptedException {
    ClassifierData data = ClassifierData.of(texts, training);
    try (CheckpointStore store = CheckpointStore.open(folder, resume)) {
      return new ClassifierRun(training, data, store, listener).run();
    }
  }
}

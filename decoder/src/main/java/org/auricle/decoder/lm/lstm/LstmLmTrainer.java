package org.auricle.decoder.lm.lstm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.training.CheckpointStore;
import org.auricle.engine.training.TrainingException;

/**
 * Trains a language model from text: {@link LstmLmTraining} says how. The same text, settings and
 * seed give the same bits, on any number of threads, however often the run was stopped.
 */
public final class LstmLmTrainer {
  private final LstmLmTraining training;
  private final int threads;
  private final LstmLmListener listener;

  /** A trainer; {@code threads} do not change the result. */
  public LstmLmTrainer(LstmLmTraining training, int threads, LstmLmListener listener) {
    this.training = training;
    this.threads = threads;
    this.listener = listener;
  }

  /**
   * Trains, or goes on from the folder's checkpoint.
   *
   * @param text files of UTF-8, one sentence a line
   * @param dev text that decides which weights are kept
   * @param folder receives checkpoints and report.html; made if it is not there
   * @param resume whether to go on; without a checkpoint the training starts afresh
   * @return the model of the best validation
   * @throws LstmLmException if there is nothing to learn from, a text is not UTF-8, or the
   *     checkpoint is broken or of another training
   * @throws TrainingException if the training cannot begin in the folder
   * @throws IOException if a file cannot be read or written
   */
  public LstmLmResult run(List<Path> text, List<Path> dev, Path folder, boolean resume)
      throws IOException, InterruptedException {
    List<String> lines = TextCorpus.lines(text);
    SymbolTable vocabulary =
        SymbolTable.of(training.level(), lines, training.vocabulary(), training.minimumCount());
    TextCorpus corpus = TextCorpus.of(lines, vocabulary);
    TextCorpus devCorpus = TextCorpus.of(TextCorpus.lines(dev), vocabulary);
    try (CheckpointStore store = CheckpointStore.open(folder, resume);
        Parallel parallel = Parallel.of(threads)) {
      return new LstmLmRun(
              training,
              vocabulary,
              corpus,
              devCorpus,
              store,
              folder.resolve("report.html"),
              listener,
              parallel)
          .run();
    }
  }
}

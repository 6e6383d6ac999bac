package org.auricle.tools;

import org.auricle.tools.eval.Evaluation;
import org.auricle.tools.eval.RecognitionRun;

/** How far an evaluation is, over all its passes. */
final class EvalProgress implements RecognitionRun.Progress, AutoCloseable {
  private final TaskProgress progress;
  private long done;

  EvalProgress(Console console, int passes, int recordings) {
    progress = TaskProgress.of(console, "eval", (long) passes * recordings);
  }

  @Override
  public void done(int recordings, Evaluation evaluation) {
    done += recordings;
    progress.update(done, evaluation.summary());
  }

  @Override
  public void close() {
    progress.close();
  }
}

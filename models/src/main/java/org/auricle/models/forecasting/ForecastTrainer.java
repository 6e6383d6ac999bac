package org.auricle.models.forecasting;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import org.auricle.engine.training.CheckpointStore;
import org.auricle.engine.training.TrainingException;

/**
 * Trains forecasters: {@link ForecastTraining} says how. The test part at the series' end is taken
 * off before anything is looked at. The same series, settings and seed give the same bits on the
 * same machine, however often the run was stopped. It computes on one thread.
 */
public final class ForecastTrainer {
  private static final int FEWEST = 20; // values to learn from

  private final ForecastTraining training;
  private final ForecastListener listener;

  /**
   * What a training has found.
   *
   * @param epochs of all networks that were measured on the validation part
   */
  public record Result(Forecaster model, List<ForecastEpoch> epochs) {}

  /** A trainer. */
  public ForecastTrainer(ForecastTraining training, ForecastListener listener) {
    this.training = training;
    this.listener = listener;
  }

  /**
   * Trains, or goes on from the folder's checkpoint.
   *
   * @param series the test part included
   * @param folder receives checkpoints; made if it is not there
   * @param resume go on from the folder's checkpoint if it holds one; otherwise a folder with a
   *     checkpoint is refused
   * @throws ForecastException if the series cannot be forecast
   * @throws TrainingException if the training cannot begin or go on
   * @throws IOException if a file cannot be read or written
   * @throws InterruptedException if the thread is interrupted; a checkpoint has been written
   */
  public Result run(TimeSeries series, Path folder, boolean resume)
      throws IOException, InterruptedException {
    TimeSeries learned = series.head(training.testFrom(series.length()));
    if (learned.length() < FEWEST) {
      throw new ForecastException(
          "%s: %d values to learn from (expected: at least %d)"
              .formatted(series.source(), learned.length(), FEWEST));
    }
    try (CheckpointStore store = CheckpointStore.open(folder, resume)) {
      return new ForecastRun(training, learned, fingerprint(learned), store, listener).run();
    }
  }

  private static String fingerprint(TimeSeries series) {
    ByteBuffer bytes = ByteBuffer.allocate(series.length() * Double.BYTES);
    bytes.asDoubleBuffer().put(series.values());
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return series.grid() + " " + Long.toHexString(crc.getValue());
  }
}

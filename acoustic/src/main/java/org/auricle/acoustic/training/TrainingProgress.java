package org.auricle.acoustic.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.auricle.engine.training.CheckpointStore;
import org.auricle.engine.training.LearningWeights;
import org.auricle.engine.training.TrainingException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a training is: what its checkpoints say in JSON beside the arrays, and when they are
 * written. A training may have parts, such as networks that learn one after the other. Not
 * thread-safe.
 *
 * @param <V> a record of what was measured
 */
public final class TrainingProgress<V> {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final double NANOS = 1e9;

  private final CheckpointStore store;
  private final String identity;
  private final int checkpointSeconds;
  private final Consumer<String> warnings;
  private Optional<CheckpointStore.Checkpoint> resumed;
  private long updates; // of the optimiser, in the checkpoint resumed

  private final List<V> measured = new ArrayList<>();
  private int part;
  private int done; // updates of the part
  private double lossSum; // since the mean was last asked for
  private long lossCount;
  private int made; // updates since the process began
  private final long started = System.nanoTime();
  private long written = started;

  private record Header<V>(
      String identity,
      int part,
      int done,
      long updates,
      double lossSum,
      long lossCount,
      List<V> measured) {}

  /**
   * At the beginning, or where the last sound checkpoint was written.
   *
   * @param type of what is measured
   * @param training a record of all that must not change between the parts of a run
   * @param data the same of what is learned from
   * @param expected what that is, for the error
   * @param checkpointSeconds between checkpoints
   * @param warnings hears of what need not end the run
   * @throws TrainingException if the checkpoint is of another training
   */
  public TrainingProgress(
      CheckpointStore store,
      Class<V> type,
      Record training,
      String data,
      String expected,
      int checkpointSeconds,
      Consumer<String> warnings) {
    this.store = store;
    this.checkpointSeconds = checkpointSeconds;
    this.warnings = warnings;
    identity = training + " " + data;
    resumed = store.read(warnings);
    if (resumed.isPresent()) {
      Header<V> header =
          header(resumed.get(), type)
              .filter(h -> identity.equals(h.identity()))
              .orElseThrow(
                  () ->
                      new TrainingException(
                          "%s: of another training (expected: the same %s)"
                              .formatted(store.file(), expected)));
      part = header.part();
      done = header.done();
      updates = header.updates();
      lossSum = header.lossSum();
      lossCount = header.lossCount();
      measured.addAll(header.measured());
    }
  }

  private static <V> Optional<Header<V>> header(
      CheckpointStore.Checkpoint checkpoint, Class<V> type) {
    JavaType header = JSON.getTypeFactory().constructParametricType(Header.class, type);
    try {
      return Optional.of(JSON.readValue(checkpoint.header(), header));
    } catch (JacksonException e) {
      return Optional.empty(); // of something else
    }
  }

  /**
   * Puts the checkpoint's arrays, if there is one, in the place of others.
   *
   * @param weights that learn
   * @param others that are written with them
   */
  public void restore(LearningWeights weights, List<float[]> others) {
    if (resumed.isPresent()) {
      resumed.get().restore(arrays(weights, others));
      weights.restoreUpdates(updates);
      resumed = Optional.empty();
    }
  }

  private static List<float[]> arrays(LearningWeights weights, List<float[]> others) {
    List<float[]> arrays = new ArrayList<>(others);
    arrays.addAll(weights.state());
    return arrays;
  }

  /** The part at work, counted from 0. */
  public int part() {
    return part;
  }

  /** Updates of that part so far. */
  public int done() {
    return done;
  }

  /** What was measured so far, in all parts. */
  public List<V> measured() {
    return Collections.unmodifiableList(measured);
  }

  /** Something was measured. */
  public void measured(V found) {
    measured.add(found);
  }

  /**
   * An update was made.
   *
   * @param learned false if loss or gradient was not finite, of which the user is told
   * @param loss summed over so many
   */
  public void updated(boolean learned, double loss, int count) {
    if (learned) {
      lossSum += loss;
      lossCount += count;
    } else {
      warnings.accept("update " + done + ": loss or gradient is not finite, left out");
    }
    done++;
    made++;
  }

  /** The next part begins. */
  public void nextPart() {
    part++;
    done = 0;
  }

  /** The mean loss since this was last asked. */
  public double takeMeanLoss() {
    double mean = lossSum / Math.max(1, lossCount);
    lossSum = 0;
    lossCount = 0;
    return mean;
  }

  /** How long so many updates take at the speed so far. */
  public double seconds(long updates) {
    return (System.nanoTime() - started) / NANOS / made * updates;
  }

  /**
   * Writes a checkpoint if it is time to, and stops the run if its thread is interrupted.
   *
   * @param due whether it is time however long the last one is ago
   * @throws InterruptedException if it is; the checkpoint has been written
   */
  public void save(boolean due, LearningWeights weights, List<float[]> others)
      throws IOException, InterruptedException {
    boolean stop = Thread.interrupted(); // cleared, since channels close where it is set
    boolean late = System.nanoTime() - written > checkpointSeconds * NANOS;
    if (due || stop || late) {
      Header<V> header =
          new Header<>(identity, part, done, weights.updates(), lossSum, lossCount, measured);
      store.write(
          new CheckpointStore.Checkpoint(JSON.writeValueAsString(header), arrays(weights, others)));
      written = System.nanoTime();
    }
    if (stop) {
      throw new InterruptedException();
    }
  }
}

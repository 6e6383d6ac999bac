package org.auricle.acoustic.g2p.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.acoustic.g2p.LetterToSound;
import org.auricle.acoustic.g2p.training.LetterToSoundData.Example;
import org.auricle.acoustic.training.CtcLoss;
import org.auricle.acoustic.training.TrainingException;
import org.auricle.acoustic.training.WeightAverage;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.GradientClipping;
import org.auricle.engine.nn.LogSoftmax;
import org.auricle.engine.training.CheckpointStore;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One training from its beginning, or a checkpoint, to its end. Not thread-safe. */
final class LetterToSoundRun {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final double NANOS = 1e9;

  private final LetterToSoundTraining training;
  private final LetterToSoundData data;
  private final LetterToSoundValidator validator;
  private final CheckpointStore store;
  private final LetterToSoundListener listener;

  private final BiLstmNetwork network;
  private final AdamW adam;
  private final WeightAverage average;
  private final CtcLoss ctc;
  private final int phones; // blank included
  private final int epochUpdates;
  private float[] dLogits = new float[0]; // [rows x frames x phones]

  private long done; // updates
  private double lossSum; // of the epoch
  private long phoneCount; // of the epoch
  private final List<LetterToSoundValidation> validations = new ArrayList<>();

  /** The header of a checkpoint; arrays: weights, averages, both moments. */
  private record Header(
      LetterToSoundTraining training,
      String data,
      long done,
      long adamSteps,
      double lossSum,
      long phoneCount,
      List<LetterToSoundValidation> validations) {}

  LetterToSoundRun(
      LetterToSoundTraining training,
      LetterToSoundData data,
      LetterToSoundValidator validator,
      CheckpointStore store,
      LetterToSoundListener listener) {
    this.training = training;
    this.data = data;
    this.validator = validator;
    this.store = store;
    this.listener = listener;
    network = new BiLstmNetwork(data.config().network(), training.dropout(), Parallel.single());
    network.initialize(training.seed());
    adam = new AdamW(network.parameters(), AdamW.Options.DEFAULT);
    average = new WeightAverage(network.parameters(), training.averageDecay());
    phones = data.config().phoneTable().size();
    ctc = new CtcLoss(data.config().phoneTable().blank());
    epochUpdates = (data.train().size() + training.batch() - 1) / training.batch();
  }

  LetterToSoundTrainer.Result run() throws IOException, InterruptedException {
    restore();
    long updates = (long) training.epochs() * epochUpdates;
    listener.onStart(data, network.parameters().count(), done, updates);
    long started = System.nanoTime();
    long checkpointed = started;
    long before = done;
    while (done < updates) {
      int epoch = (int) (done / epochUpdates);
      List<List<Example>> batches =
          LetterBatch.shuffled(data.train(), training.batch(), random(epoch));
      for (int i = (int) (done % epochUpdates); i < epochUpdates; i++) {
        double loss = update(batches.get(i), training.learningRate(done, updates));
        double pace = (System.nanoTime() - started) / NANOS / (done - before);
        listener.onUpdate(done, loss, pace * (updates - done));
        boolean last = i == epochUpdates - 1;
        if (last) {
          validate(epoch + 1);
        }
        boolean stop = Thread.interrupted(); // cleared, since channels close where it is set
        boolean late = System.nanoTime() - checkpointed > training.checkpointSeconds() * NANOS;
        if (last || stop || late) {
          checkpoint();
          checkpointed = System.nanoTime();
        }
        if (stop) {
          throw new InterruptedException();
        }
      }
    }
    average.swap();
    LetterToSound model = new LetterToSound(data.config(), network.weights());
    return new LetterToSoundTrainer.Result(model, List.copyOf(validations));
  }

  /** Independent of how the run was cut up: of an epoch's order, or of an update's dropout. */
  private SplittableRandom random(long index) {
    return new SplittableRandom(new SplittableRandom(training.seed()).nextLong() + index).split();
  }

  private double update(List<Example> examples, double learningRate) {
    LetterBatch batch = LetterBatch.of(examples, data.config().letters().size());
    network.parameters().zeroGradients();
    float[] logProbs = network.forward(batch.x(), batch.layout(), random(-1 - done));
    int frames = data.config().frames();
    int rows = batch.layout().rows() * frames;
    LogSoftmax.forward(rows, phones, logProbs, logProbs);
    if (dLogits.length < rows * phones) {
      dLogits = new float[rows * phones];
    }
    double loss = 0;
    int count = 0;
    for (int b = 0; b < examples.size(); b++) {
      int[] labels = examples.get(b).phones();
      int[] own = batch.frameRows(b, frames);
      float scale = 1f / examples.size();
      loss += ctc.compute(logProbs, phones, own, own.length, labels, scale, dLogits);
      count += labels.length;
    }
    network.backward(dLogits);
    double norm = GradientClipping.globalNorm(network.parameters());
    if (Double.isFinite(loss) && Double.isFinite(norm)) {
      adam.step(learningRate, GradientClipping.scale(norm, training.clip()));
      average.update(adam.step());
      lossSum += loss;
      phoneCount += count;
    } else {
      listener.onWarning("update " + done + ": gradient of norm " + norm + ", left out");
    }
    done++;
    return loss / count;
  }

  private void validate(int epoch) {
    average.swap();
    LetterToSound model = new LetterToSound(data.config(), network.weights());
    average.swap();
    validations.add(validator.measure(model, epoch, lossSum / Math.max(1, phoneCount)));
    lossSum = 0;
    phoneCount = 0;
    listener.onValidation(validations.get(validations.size() - 1));
  }

  private List<float[]> liveArrays() {
    List<float[]> arrays = new ArrayList<>();
    network.parameters().forEach(p -> arrays.add(p.value()));
    arrays.addAll(average.averages());
    arrays.addAll(adam.moments());
    return arrays;
  }

  private void checkpoint() throws IOException {
    Header header =
        new Header(
            training, data.fingerprint(), done, adam.step(), lossSum, phoneCount, validations);
    store.write(new CheckpointStore.Checkpoint(JSON.writeValueAsString(header), liveArrays()));
  }

  private void restore() {
    Optional<CheckpointStore.Checkpoint> checkpoint = store.read(listener::onWarning);
    if (checkpoint.isEmpty()) {
      return;
    }
    Header header;
    try {
      header = JSON.readValue(checkpoint.get().header(), Header.class);
    } catch (JacksonException e) {
      throw new TrainingException(store.file() + ": not a checkpoint of letters to sounds");
    }
    if (!header.training().equals(training) || !header.data().equals(data.fingerprint())) {
      throw new TrainingException(
          store.file() + ": of another training (expected: the same settings and dictionary)");
    }
    checkpoint.get().restore(liveArrays());
    adam.restoreStep(header.adamSteps());
    done = header.done();
    lossSum = header.lossSum();
    phoneCount = header.phoneCount();
    validations.addAll(header.validations());
  }
}

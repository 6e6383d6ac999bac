package org.auricle.models.understanding.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.auricle.acoustic.training.TrainingException;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.GradientClipping;
import org.auricle.engine.training.CheckpointStore;
import org.auricle.models.domain.LabelledSentence;
import org.auricle.models.understanding.UnderstandingModel;
import org.auricle.models.understanding.UnderstandingNetwork;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One training from its beginning, or a checkpoint, to its end. Not thread-safe. */
final class UnderstandingRun {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final double NANOS = 1e9;

  private final UnderstandingTraining training;
  private final UnderstandingData data;
  private final UnderstandingValidator validator;
  private final CheckpointStore store;
  private final UnderstandingListener listener;

  private final UnderstandingNetwork network;
  private final AdamW adam;

  private int done; // updates
  private double lossSum; // of the epoch
  private final List<UnderstandingValidation> validations = new ArrayList<>();
  private List<float[]> best = List.of();

  /** The header of a checkpoint; arrays: weights, both moments, best weights if any. */
  private record Header(
      UnderstandingTraining training,
      String data,
      int done,
      long adamSteps,
      double lossSum,
      List<UnderstandingValidation> validations) {}

  UnderstandingRun(
      UnderstandingTraining training,
      UnderstandingData data,
      CheckpointStore store,
      UnderstandingListener listener) {
    this.training = training;
    this.data = data;
    this.store = store;
    this.listener = listener;
    validator = new UnderstandingValidator(data.dev());
    network =
        new UnderstandingNetwork(data.config(), training.dropout()).initialize(training.seed());
    adam = new AdamW(network.parameters(), AdamW.Options.DEFAULT);
  }

  UnderstandingTrainer.Result run() throws IOException, InterruptedException {
    restore();
    listener.onStart(data, network.parameters().count(), done);
    int updates = training.epochs() * training.epochUpdates();
    long started = System.nanoTime();
    long checkpointed = started;
    int before = done;
    while (done < updates && !patienceIsOver()) {
      double loss = update();
      double pace = (System.nanoTime() - started) / NANOS / (done - before);
      listener.onUpdate(done, loss, pace * (updates - done));
      boolean last = done % training.epochUpdates() == 0;
      if (last) {
        validate();
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
    return new UnderstandingTrainer.Result(
        validator.calibrated(model(best)), bestValidation(), List.copyOf(validations));
  }

  private boolean patienceIsOver() {
    return !validations.isEmpty()
        && validations.size() - bestValidation().epoch() >= training.patience();
  }

  /** Independent of how the run was cut up. */
  private SplittableRandom random(long index) {
    return new SplittableRandom(new SplittableRandom(training.seed()).nextLong() + index).split();
  }

  private double update() {
    SplittableRandom random = random(done);
    List<LabelledSentence> sentences = new ArrayList<>();
    for (int i = 0; i < training.batch(); i++) {
      sentences.add(data.draw(random));
    }
    LabelledBatch batch =
        LabelledBatch.of(network, data.config(), sentences, training.unknown(), random);
    network.parameters().zeroGradients();
    double loss = network.accumulate(batch.sentences(), batch.intents(), batch.tags(), random);
    double norm = GradientClipping.globalNorm(network.parameters());
    if (Double.isFinite(loss) && Double.isFinite(norm)) {
      adam.step(training.learningRate(done), GradientClipping.scale(norm, training.clip()));
      lossSum += loss;
    } else {
      listener.onWarning("update " + done + ": gradient of norm " + norm + ", left out");
    }
    done++;
    return loss;
  }

  private void validate() {
    UnderstandingModel model = new UnderstandingModel(data.config(), network.tensors(), 1);
    validations.add(
        validator.measure(model, validations.size() + 1, lossSum / training.epochUpdates()));
    if (bestValidation().epoch() == validations.size()) {
      best = List.copyOf(network.tensors().values());
    }
    lossSum = 0;
    listener.onValidation(validations.get(validations.size() - 1));
  }

  private UnderstandingValidation bestValidation() {
    UnderstandingValidation least = validations.get(0);
    for (UnderstandingValidation v : validations) {
      least = v.devLoss() < least.devLoss() ? v : least;
    }
    return least;
  }

  private UnderstandingModel model(List<float[]> arrays) {
    Map<String, float[]> tensors = new LinkedHashMap<>();
    int i = 0;
    for (String name : data.config().shapes().keySet()) {
      tensors.put(name, arrays.get(i++));
    }
    return new UnderstandingModel(data.config(), tensors, 1);
  }

  private List<float[]> liveArrays() {
    List<float[]> arrays = new ArrayList<>();
    network.parameters().forEach(p -> arrays.add(p.value()));
    arrays.addAll(adam.moments());
    return arrays;
  }

  private void checkpoint() throws IOException {
    Header header =
        new Header(training, data.fingerprint(), done, adam.step(), lossSum, validations);
    List<float[]> arrays = liveArrays();
    arrays.addAll(best);
    store.write(new CheckpointStore.Checkpoint(JSON.writeValueAsString(header), arrays));
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
      throw new TrainingException(store.file() + ": not a checkpoint of understanding");
    }
    if (!header.training().equals(training) || !header.data().equals(data.fingerprint())) {
      throw new TrainingException(
          store.file() + ": of another training (expected: the same settings, domain and files)");
    }
    best = checkpoint.get().restore(liveArrays());
    adam.restoreStep(header.adamSteps());
    done = header.done();
    lossSum = header.lossSum();
    validations.addAll(header.validations());
  }
}

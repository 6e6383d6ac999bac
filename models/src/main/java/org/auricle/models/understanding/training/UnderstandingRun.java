package org.auricle.models.understanding.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.acoustic.training.TrainingProgress;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.training.CheckpointStore;
import org.auricle.engine.training.LearningWeights;
import org.auricle.models.domain.LabelledSentence;
import org.auricle.models.understanding.UnderstandingModel;
import org.auricle.models.understanding.UnderstandingNetwork;

/** One training from its beginning, or a checkpoint, to its end. Not thread-safe. */
final class UnderstandingRun {
  private final UnderstandingTraining training;
  private final UnderstandingData data;
  private final UnderstandingValidator validator;
  private final UnderstandingListener listener;

  private final UnderstandingNetwork network;
  private final LearningWeights weights;
  private final TrainingProgress<UnderstandingValidation> progress;

  UnderstandingRun(
      UnderstandingTraining training,
      UnderstandingData data,
      CheckpointStore store,
      UnderstandingListener listener) {
    this.training = training;
    this.data = data;
    this.listener = listener;
    validator = new UnderstandingValidator(data.dev());
    network =
        new UnderstandingNetwork(data.config(), training.dropout()).initialize(training.seed());
    weights = new LearningWeights(network.parameters(), AdamW.Options.DEFAULT, training.clip(), 0);
    progress =
        new TrainingProgress<>(
            store,
            UnderstandingValidation.class,
            training,
            data.fingerprint(),
            "settings, domain and files",
            training.checkpointSeconds(),
            listener::onWarning);
    progress.restore(weights, List.of());
  }

  UnderstandingTrainer.Result run() throws IOException, InterruptedException {
    listener.onStart(data, weights.count(), progress.done());
    int updates = training.epochs() * training.epochUpdates();
    while (progress.done() < updates && !patienceIsOver()) {
      double loss = update();
      int done = progress.done();
      listener.onUpdate(done, loss, progress.seconds(updates - done));
      boolean last = done % training.epochUpdates() == 0;
      if (last) {
        validate();
      }
      progress.save(last, weights, List.of());
    }
    weights.finish();
    return new UnderstandingTrainer.Result(
        validator.calibrated(model()), bestValidation(), List.copyOf(progress.measured()));
  }

  private boolean patienceIsOver() {
    int epochs = progress.measured().size();
    return epochs > 0 && epochs - bestValidation().epoch() >= training.patience();
  }

  /** Independent of how the run was cut up. */
  private SplittableRandom random(long index) {
    return new SplittableRandom(new SplittableRandom(training.seed()).nextLong() + index).split();
  }

  private double update() {
    int done = progress.done();
    SplittableRandom random = random(done);
    List<LabelledSentence> sentences = new ArrayList<>();
    for (int i = 0; i < training.batch(); i++) {
      sentences.add(data.draw(random));
    }
    LabelledBatch batch =
        LabelledBatch.of(network, data.config(), sentences, training.unknown(), random);
    double loss = network.accumulate(batch.sentences(), batch.intents(), batch.tags(), random);
    progress.updated(weights.step(loss, training.learningRate(done)), loss, 1);
    return loss;
  }

  private void validate() {
    int epoch = progress.measured().size() + 1;
    UnderstandingValidation found = validator.measure(model(), epoch, progress.takeMeanLoss());
    progress.measured(found);
    if (bestValidation().epoch() == epoch) {
      weights.keep();
    }
    listener.onValidation(found);
  }

  private UnderstandingValidation bestValidation() {
    return Collections.min(
        progress.measured(), Comparator.comparingDouble(UnderstandingValidation::devLoss));
  }

  private UnderstandingModel model() {
    return new UnderstandingModel(data.config(), network.tensors(), 1);
  }
}

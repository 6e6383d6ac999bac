package org.auricle.acoustic.g2p.training;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.acoustic.g2p.LetterToSound;
import org.auricle.acoustic.g2p.training.LetterToSoundData.Example;
import org.auricle.acoustic.training.CtcLoss;
import org.auricle.acoustic.training.TrainingProgress;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.LogSoftmax;
import org.auricle.engine.training.CheckpointStore;
import org.auricle.engine.training.LearningWeights;

/** One training from its beginning, or a checkpoint, to its end. Not thread-safe. */
final class LetterToSoundRun {
  private final LetterToSoundTraining training;
  private final LetterToSoundData data;
  private final LetterToSoundValidator validator;
  private final LetterToSoundListener listener;

  private final BiLstmNetwork network;
  private final LearningWeights weights;
  private final TrainingProgress<LetterToSoundValidation> progress;
  private final CtcLoss ctc;
  private final int phones; // blank included
  private final int epochUpdates;
  private float[] dLogits = new float[0]; // [rows x frames x phones]

  LetterToSoundRun(
      LetterToSoundTraining training,
      LetterToSoundData data,
      LetterToSoundValidator validator,
      CheckpointStore store,
      LetterToSoundListener listener) {
    this.training = training;
    this.data = data;
    this.validator = validator;
    this.listener = listener;
    network = new BiLstmNetwork(data.config().network(), training.dropout(), Parallel.single());
    network.initialize(training.seed());
    weights =
        new LearningWeights(
            network.parameters(), AdamW.Options.DEFAULT, training.clip(), training.averageDecay());
    progress =
        new TrainingProgress<>(
            store,
            LetterToSoundValidation.class,
            training,
            data.fingerprint(),
            "settings and dictionary",
            training.checkpointSeconds(),
            listener::onWarning);
    progress.restore(weights, List.of());
    phones = data.config().phoneTable().size();
    ctc = new CtcLoss(data.config().phoneTable().blank());
    epochUpdates = (data.train().size() + training.batch() - 1) / training.batch();
  }

  LetterToSoundTrainer.Result run() throws IOException, InterruptedException {
    long updates = (long) training.epochs() * epochUpdates;
    listener.onStart(data, weights.count(), progress.done(), updates);
    while (progress.done() < updates) {
      int epoch = progress.done() / epochUpdates;
      List<List<Example>> batches =
          LetterBatch.shuffled(data.train(), training.batch(), random(epoch));
      for (int i = progress.done() % epochUpdates; i < epochUpdates; i++) {
        double loss = update(batches.get(i), training.learningRate(progress.done(), updates));
        listener.onUpdate(progress.done(), loss, progress.seconds(updates - progress.done()));
        boolean last = i == epochUpdates - 1;
        if (last) {
          validate(epoch + 1);
        }
        progress.save(last, weights, List.of());
      }
    }
    weights.finish();
    return new LetterToSoundTrainer.Result(model(), List.copyOf(progress.measured()));
  }

  private LetterToSound model() {
    return new LetterToSound(data.config(), network.weights());
  }

  /** Independent of how the run was cut up: of an epoch's order, or of an update's dropout. */
  private SplittableRandom random(long index) {
    return new SplittableRandom(new SplittableRandom(training.seed()).nextLong() + index).split();
  }

  private double update(List<Example> examples, double learningRate) {
    LetterBatch batch = LetterBatch.of(examples, data.config().letters().size());
    float[] logProbs = network.forward(batch.x(), batch.layout(), random(-1 - progress.done()));
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
    progress.updated(weights.step(loss, learningRate), loss, count);
    return loss / count;
  }

  private void validate(int epoch) {
    LetterToSound model = weights.averaged(this::model);
    LetterToSoundValidation found = validator.measure(model, epoch, progress.takeMeanLoss());
    progress.measured(found);
    weights.keep();
    listener.onValidation(found);
  }
}

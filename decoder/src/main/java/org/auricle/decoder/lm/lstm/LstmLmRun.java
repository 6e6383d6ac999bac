package org.auricle.decoder.lm.lstm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.training.CheckpointStore;
import org.auricle.engine.training.ReportPage;

/** One training from its beginning, or a checkpoint, to its end. Not thread-safe. */
final class LstmLmRun {
  /** Seconds between two reports of progress. */
  private static final int REPORT_SECONDS = 10;

  private static final double NANOS = 1e9;

  private final LstmLmTraining training;
  private final SymbolTable vocabulary;
  private final TextCorpus corpus;
  private final TextCorpus dev;
  private final CheckpointStore store;
  private final Path report;
  private final LstmLmListener listener;

  private final LstmLmConfig config;
  private final LstmLmNetwork network;
  private final SampledSoftmax softmax;
  private final int batch;
  private final int streamLength; // predictions of a stream in an epoch
  private final long updatesPerEpoch;
  private final long updates;

  private long done; // updates
  private int[] text = {}; // of the present epoch
  private double lossSum;
  private long lossCount;
  private final List<LstmLmProgress.Validation> validations = new ArrayList<>();
  private List<float[]> best = List.of();

  private long reported; // nanoTime
  private long reportedWords;
  private long checkpointed; // nanoTime
  private long validated; // nanoTime
  private long validatedWords;
  private long words; // in this process

  LstmLmRun(
      LstmLmTraining training,
      SymbolTable vocabulary,
      TextCorpus corpus,
      TextCorpus dev,
      CheckpointStore store,
      Path report,
      LstmLmListener listener,
      Parallel parallel) {
    this.training = training;
    this.vocabulary = vocabulary;
    this.corpus = corpus;
    this.dev = dev;
    this.store = store;
    this.report = report;
    this.listener = listener;
    config = training.config(vocabulary.size());
    network =
        new LstmLmNetwork(
            config, training.dropout(), training.optimizer(), training.seed(), parallel);
    long[] counts = corpus.counts(vocabulary.size());
    network.startFrom(counts);
    softmax = new SampledSoftmax(counts, training.samples(), parallel);
    batch = training.batchFor(corpus.predictions());
    streamLength = Math.toIntExact(Math.max(1, corpus.predictions() / batch));
    updatesPerEpoch = ((long) streamLength + training.steps() - 1) / training.steps();
    updates = Math.max(1, Math.round(training.epochs() * updatesPerEpoch));
    network.reset(batch);
  }

  LstmLmResult run() throws IOException, InterruptedException {
    Optional<CheckpointStore.Checkpoint> checkpoint = store.read(listener::onWarning);
    if (checkpoint.isPresent()) {
      restore(checkpoint.get());
    } else if (store.exists()) {
      throw new LstmLmException(store.file() + ": no sound checkpoint (expected: one, or no file)");
    }
    listener.onStart(config, corpus.predictions(), batch, progress());
    reported = System.nanoTime();
    checkpointed = reported;
    validated = reported;
    while (done < updates && !outOfPatience()) {
      update();
      boolean validate = isValidation();
      if (validate) {
        validate();
      }
      long now = System.nanoTime();
      if (now - reported > REPORT_SECONDS * NANOS) {
        listener.onUpdates(progress(), (words - reportedWords) * NANOS / (now - reported));
        reported = now;
        reportedWords = words;
      }
      boolean stop = Thread.interrupted(); // cleared, since channels close where it is set
      if (stop || validate || now - checkpointed > training.checkpointSeconds() * NANOS) {
        checkpoint();
        checkpointed = System.nanoTime();
      }
      if (stop) {
        throw new InterruptedException();
      }
    }
    return new LstmLmResult(new LstmLanguageModel(vocabulary, bestWeights()), progress());
  }

  private void update() {
    long inEpoch = done % updatesPerEpoch;
    if (text.length == 0 || inEpoch == 0) {
      text = corpus.shuffled(random(-1 - done / updatesPerEpoch));
    }
    if (inEpoch == 0) {
      network.reset(batch);
    }
    int from = Math.toIntExact(inEpoch * training.steps());
    int steps = Math.min(training.steps(), streamLength - from);
    int rows = steps * batch;
    int[] symbols = new int[rows];
    int[] targets = new int[rows];
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < batch; b++) {
        int at = b * streamLength + from + t;
        symbols[t * batch + b] = text[at];
        targets[t * batch + b] = text[at + 1];
      }
    }
    SplittableRandom random = random(done);
    softmax.draw(random);
    double loss = network.accumulate(symbols, targets, steps, batch, softmax, random);
    double rate = training.learningRate(done, updates);
    double norm = network.update(rate, rows, training.clip());
    if (Double.isFinite(norm) && Double.isFinite(loss)) {
      lossSum += loss;
      lossCount += rows;
    } else {
      listener.onWarning("update " + done + ": gradient of norm " + norm + ", left out");
      network.reset(batch);
    }
    words += rows;
    done++;
  }

  /** Independent of how the run was cut up: -1, -2, ... for epochs, 0, 1, ... for updates. */
  private SplittableRandom random(long index) {
    return new SplittableRandom(new SplittableRandom(training.seed()).nextLong() + index);
  }

  private boolean isValidation() {
    long inEpoch = (done - 1) % updatesPerEpoch + 1;
    for (int i = 1; i <= training.validations(); i++) {
      if (inEpoch == i * updatesPerEpoch / training.validations()) {
        return true;
      }
    }
    return done == updates;
  }

  private void validate() throws IOException {
    long now = System.nanoTime();
    double rate = (words - validatedWords) * NANOS / (now - validated);
    LstmLmWeights weights = network.weights();
    double perplexity =
        LstmPerplexity.of(new LstmLanguageModel(vocabulary, weights), dev.sentenceList()).known();
    validations.add(
        new LstmLmProgress.Validation(
            (double) done / updatesPerEpoch,
            progress().trainPerplexity(),
            perplexity,
            training.learningRate(done - 1, updates)));
    if (progress().best() == validations.size() - 1) {
      best = weights.tensors().stream().map(LstmLmWeights.Tensor::values).toList();
    }
    ReportPage.write(report, LstmLmReport.html(config, training, progress()));
    listener.onValidation(progress(), rate);
    lossSum = 0;
    lossCount = 0;
    validated = System.nanoTime();
    validatedWords = words;
  }

  private boolean outOfPatience() {
    return training.patience() > 0
        && validations.size() - 1 - progress().best() >= training.patience();
  }

  private LstmLmProgress progress() {
    return new LstmLmProgress(done, updatesPerEpoch, updates, lossSum, lossCount, validations);
  }

  private LstmLmWeights bestWeights() {
    return LstmLmCheckpoint.weights(network.weights(), best);
  }

  private void checkpoint() throws IOException {
    List<float[]> arrays = new ArrayList<>(network.state());
    arrays.addAll(best);
    store.write(
        new CheckpointStore.Checkpoint(
            LstmLmCheckpoint.header(training, vocabulary, corpus, progress()), arrays));
  }

  private void restore(CheckpointStore.Checkpoint checkpoint) throws IOException {
    LstmLmProgress before =
        LstmLmCheckpoint.progress(checkpoint.header(), training, vocabulary, corpus, store.file());
    List<float[]> state = network.state();
    List<float[]> arrays = checkpoint.arrays();
    for (int i = 0; i < state.size(); i++) {
      if (i >= arrays.size() || arrays.get(i).length != state.get(i).length) {
        throw new LstmLmException(
            store.file() + ": array " + i + " has another size than the network");
      }
      System.arraycopy(arrays.get(i), 0, state.get(i), 0, state.get(i).length);
    }
    best = List.copyOf(arrays.subList(state.size(), arrays.size()));
    network.restoreUpdates(before.updates());
    done = before.updates();
    lossSum = before.lossSum();
    lossCount = before.lossCount();
    validations.addAll(before.validations());
  }
}

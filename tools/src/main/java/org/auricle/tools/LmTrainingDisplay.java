package org.auricle.tools;

import java.util.Locale;
import org.auricle.decoder.lm.lstm.LstmLmConfig;
import org.auricle.decoder.lm.lstm.LstmLmListener;
import org.auricle.decoder.lm.lstm.LstmLmProgress;

/** Shows how the training of a language model goes: a bar between looks at the dev text. */
final class LmTrainingDisplay implements LstmLmListener, AutoCloseable {
  private final TrainingBar bar;

  LmTrainingDisplay(Console console) {
    bar = new TrainingBar(console);
  }

  @Override
  public void onStart(LstmLmConfig config, long predictions, int batch, LstmLmProgress progress) {
    bar.note(
        "%,d symbols to predict an epoch, %d known; %d x %d LSTM, embeddings of %d; %d streams,"
            + " %,d updates in all",
        predictions,
        config.vocabulary(),
        config.layers(),
        config.hidden(),
        config.embedding(),
        batch,
        progress.updatesInAll());
    if (progress.updates() > 0) {
      bar.note("going on after %,d updates", progress.updates());
    }
  }

  @Override
  public void onUpdates(LstmLmProgress progress, double symbolsPerSecond) {
    bar.update(
        progress.updates(),
        progress.updatesInAll(),
        String.format(
            Locale.ROOT,
            "epoch %.2f, perplexity %.1f (sampled), %,.0f words/s",
            (double) progress.updates() / progress.updatesPerEpoch(),
            progress.trainPerplexity(),
            symbolsPerSecond));
  }

  @Override
  public void onValidation(LstmLmProgress progress, double symbolsPerSecond) {
    int last = progress.validations().size() - 1;
    LstmLmProgress.Validation v = progress.validations().get(last);
    bar.note(
        "epoch %6.2f  perplexity %7.2f (sampled)  dev perplexity %7.2f  learning rate %.2g "
            + " %,.0f words/s%s",
        v.epoch(),
        v.trainPerplexity(),
        v.devPerplexity(),
        v.learningRate(),
        symbolsPerSecond,
        progress.best() == last ? "  *" : "");
  }

  @Override
  public void onWarning(String message) {
    bar.note("%s", message);
  }

  @Override
  public void close() {
    bar.close();
  }
}

package org.auricle.tools;

import java.util.Locale;
import org.auricle.decoder.lm.lstm.LstmLmConfig;
import org.auricle.decoder.lm.lstm.LstmLmListener;
import org.auricle.decoder.lm.lstm.LstmLmProgress;

/** Shows how the training of a language model goes: a bar between looks at the dev text. */
final class LmTrainingDisplay implements LstmLmListener, AutoCloseable {
  private final Console console;
  private TaskProgress bar; // null while a line is printed

  LmTrainingDisplay(Console console) {
    this.console = console;
  }

  @Override
  public void onStart(LstmLmConfig config, long predictions, int batch, LstmLmProgress progress) {
    note(
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
      note("going on after %,d updates", progress.updates());
    }
  }

  @Override
  public void onUpdates(LstmLmProgress progress, double symbolsPerSecond) {
    if (bar == null) {
      bar = TaskProgress.of(console, "updates", progress.updatesInAll());
    }
    bar.update(
        progress.updates(),
        String.format(
            Locale.ROOT,
            "epoch %.2f, perplexity %.1f (sampled), %,.0f words/s",
            (double) progress.updates() / progress.updatesPerEpoch(),
            progress.trainPerplexity(),
            symbolsPerSecond));
  }

  @Override
  public void onValidation(LstmLmProgress progress, double symbolsPerSecond) {
    close();
    int last = progress.validations().size() - 1;
    LstmLmProgress.Validation v = progress.validations().get(last);
    note(
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
    close(); // a bar would swallow the line; the next updates bring it back
    note("%s", message);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private void note(String format, Object... arguments) {
    console.note(String.format(Locale.ROOT, format, arguments));
  }
}

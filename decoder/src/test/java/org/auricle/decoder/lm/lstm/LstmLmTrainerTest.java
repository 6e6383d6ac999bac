package org.auricle.decoder.lm.lstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LstmLmTrainerTest {
  private static final int SENTENCES = 300;

  @TempDir private Path folder;
  private Path text;
  private Path dev;

  /** a^n b^n for n of 1 to 4: only a model that counts does well. */
  @BeforeEach
  void writeTexts() throws IOException {
    text = folder.resolve("text.txt");
    dev = folder.resolve("dev.txt");
    Files.writeString(text, sentences(1));
    Files.writeString(dev, sentences(2));
  }

  private static String sentences(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < SENTENCES; i++) {
      int n = random.nextInt(1, 5);
      lines.append("a ".repeat(n)).append("b ".repeat(n).strip()).append('\n');
    }
    return lines.toString();
  }

  @Test
  void learnsWhatNoNgramCan() throws Exception {
    LstmLmResult result = train(settings(30, 0), folder.resolve("run"), 1, false);
    // The only uncertainty is n: ln 4 nats in 6 predictions a sentence on average.
    double possible = Math.exp(Math.log(4) / 6);
    assertThat(result.progress().validations().get(result.progress().best()).devPerplexity())
        .isBetween(possible * 0.97, possible * 1.05);
    assertThat(folder.resolve("run/report.html")).content().contains("<svg", "30.00 of 30.00");
  }

  @Test
  void aRunThatWasStoppedEndsInTheSameBits() throws Exception {
    LstmLmTraining settings = settings(4, 0);
    LstmLmResult whole = train(settings, folder.resolve("whole"), 1, false);
    Path parts = folder.resolve("parts");
    int stops = 0;
    LstmLmResult result = null;
    while (result == null) {
      try {
        result = new LstmLmTrainer(settings, 2, new StopSoon()).run(texts(), devs(), parts, true);
      } catch (InterruptedException e) {
        stops++;
      }
    }
    assertThat(stops).isPositive();
    assertThat(result.progress()).isEqualTo(whole.progress());
    List<LstmLmWeights.Tensor> tensors = result.model().weights().tensors();
    for (int i = 0; i < tensors.size(); i++) {
      assertThat(tensors.get(i).values())
          .as(tensors.get(i).name())
          .isEqualTo(whole.model().weights().tensors().get(i).values());
    }
  }

  /** Interrupts the run at every validation, and right at its start. */
  private static final class StopSoon implements LstmLmListener {
    @Override
    public void onStart(LstmLmConfig config, long predictions, int batch, LstmLmProgress progress) {
      Thread.currentThread().interrupt();
    }

    @Override
    public void onValidation(LstmLmProgress progress, double symbolsPerSecond) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void theBestWeightsAreKeptAndPatienceEndsTheRun() throws Exception {
    Files.writeString(text, "a b\n");
    Files.writeString(dev, "b a\n");
    LstmLmResult result = train(settings(50, 3), folder.resolve("run"), 1, false);
    List<LstmLmProgress.Validation> validations = result.progress().validations();
    int best = result.progress().best();
    assertThat(validations).hasSize(best + 1 + 3);
    TextCorpus corpus = TextCorpus.of(TextCorpus.lines(devs()), result.model().symbols());
    assertThat(LstmPerplexity.of(result.model(), corpus.sentenceList()).known())
        .isEqualTo(validations.get(best).devPerplexity());
  }

  @Test
  void textsThatCannotBeLearnedFromAreNamed() throws Exception {
    Path run = folder.resolve("run");
    Files.writeString(text, " \n\n");
    assertThatThrownBy(() -> train(settings(1, 0), run, 1, false))
        .isInstanceOf(LstmLmException.class)
        .hasMessage(text + ": no text (expected: one sentence a line)");
    Files.write(text, "ein B\u00e4r\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> train(settings(1, 0), run, 1, false))
        .isInstanceOf(LstmLmException.class)
        .hasMessage(text + ": not UTF-8 in or after line 1");
    Files.delete(text);
    assertThatThrownBy(() -> train(settings(1, 0), run, 1, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("text.txt");
  }

  @Test
  void foldersOfAnotherRunAreNotTouched() throws Exception {
    Path run = folder.resolve("run");
    train(settings(1, 0), run, 1, false);
    assertThatThrownBy(() -> train(settings(1, 0), run, 1, false))
        .hasMessageContaining("a training has begun here (expected: --resume, or another folder)");
    Files.writeString(text, "a c b\n");
    assertThatThrownBy(() -> train(settings(1, 0), run, 1, true))
        .isInstanceOf(LstmLmException.class)
        .hasMessageContaining("of another training");
    for (String name : List.of("checkpoint.bin", "checkpoint.previous.bin")) {
      Files.deleteIfExists(run.resolve(name));
    }
    Files.writeString(run.resolve("checkpoint.bin"), "torn");
    assertThatThrownBy(() -> train(settings(1, 0), run, 1, true))
        .isInstanceOf(LstmLmException.class)
        .hasMessageContaining("no sound checkpoint");
  }

  private List<Path> texts() {
    return List.of(text);
  }

  private List<Path> devs() {
    return List.of(dev);
  }

  private LstmLmResult train(LstmLmTraining settings, Path run, int threads, boolean resume)
      throws Exception {
    return new LstmLmTrainer(settings, threads, new LstmLmListener() {})
        .run(texts(), devs(), run, resume);
  }

  /** Small, with everything that draws random numbers switched on. */
  private static LstmLmTraining settings(int epochs, int patience) {
    LstmLmTraining d = LstmLmTraining.DEFAULT;
    return new LstmLmTraining(
        SymbolTable.Level.WORD,
        100,
        1,
        8,
        2,
        12,
        true,
        0.05,
        3,
        4,
        7,
        epochs,
        0.02,
        10,
        0.02,
        d.weightDecay(),
        d.clip(),
        1,
        patience,
        300,
        7);
  }
}

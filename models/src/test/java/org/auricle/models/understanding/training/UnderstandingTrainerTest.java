package org.auricle.models.understanding.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.auricle.engine.training.FolderLock;
import org.auricle.engine.training.TrainingException;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.DomainReader;
import org.auricle.models.domain.Interpretation;
import org.auricle.models.domain.SlotValue;
import org.auricle.models.understanding.TestDomains;
import org.auricle.models.understanding.Understander;
import org.auricle.models.understanding.UnderstandingException;
import org.auricle.models.understanding.UnderstandingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnderstandingTrainerTest {
  private static final UnderstandingTraining TINY =
      new UnderstandingTraining(12, 12, 64, 0.1, 0.1, 96, 0.3, 0.2, 3, 2, 16, 1e-2, 1, 600, 3);
  private static final UnderstandingTraining SMALL =
      new UnderstandingTraining(24, 32, 512, 0.2, 0.1, 1_600, 0.35, 0.2, 6, 3, 32, 6e-3, 1, 600, 1);

  @TempDir Path folder;

  private static UnderstandingData.Sources counter() {
    return new UnderstandingData.Sources(TestDomains.counter(), List.of(), List.of());
  }

  private UnderstandingTrainer.Result train(
      UnderstandingTraining training, String name, UnderstandingListener listener, boolean resume)
      throws Exception {
    return new UnderstandingTrainer(training, listener)
        .run(counter(), folder.resolve(name), resume);
  }

  private static String said(Interpretation meaning) {
    Map<String, String> slots =
        meaning.slots().stream().collect(Collectors.toMap(SlotValue::slot, SlotValue::value));
    return meaning.intent() + new java.util.TreeMap<>(slots);
  }

  @Test
  void otherWordsAreUnderstoodAndOtherThingsAreNot() throws Exception {
    UnderstandingTrainer.Result result =
        train(SMALL, "small", new UnderstandingListener() {}, false);
    assertThat(result.best().intents()).isGreaterThan(90);
    assertThat(result.best().whole()).isGreaterThan(80);
    Understander understander = Understander.of(TestDomains.counter(), result.model());
    Map<String, String> meant =
        Map.of(
            "could you please make me a big mocha", "order{drink=mocha, size=large}",
            "hello a small americano with soy milk thanks",
                "order{drink=americano, milk=soy milk, size=small}",
            "get me a large late", "order{drink=latte, size=large}", // misheard
            "please cancel my order", "cancel{}",
            "the train was late this morning", "{}",
            "how are you today", "{}");
    meant.forEach(
        (text, meaning) ->
            assertThat(said(understander.understand(text))).as(text).isEqualTo(meaning));
    // Every order of this domain has values; without one that it knows, nothing was ordered.
    assertThat(said(understander.understand("i'd like a"))).isEqualTo("{}");
    Interpretation unheard = understander.understand("i'd like a large latte with oat milk");
    assertThat(said(unheard)).isEqualTo("order{drink=latte, milk=, size=large}");
  }

  @Test
  void aRunThatWasStoppedGoesOnToTheSameResult() throws Exception {
    UnderstandingTrainer.Result whole = train(TINY, "whole", new UnderstandingListener() {}, false);
    for (int stop : new int[] {2, 6, 9}) {
      UnderstandingListener stopping =
          new UnderstandingListener() {
            @Override
            public void onUpdate(int done, double loss, double secondsLeft) {
              if (done == stop) {
                Thread.currentThread().interrupt();
              }
            }
          };
      String name = "stopped" + stop;
      assertThatThrownBy(() -> train(TINY, name, stopping, false))
          .isInstanceOf(InterruptedException.class);
      UnderstandingTrainer.Result result = train(TINY, name, new UnderstandingListener() {}, true);
      assertThat(result.validations()).isEqualTo(whole.validations());
      assertThat(UnderstandingFile.write(result.model()))
          .isEqualTo(UnderstandingFile.write(whole.model()));
    }
  }

  @Test
  void whatCannotGoOnIsRefused() throws Exception {
    train(TINY, "run", new UnderstandingListener() {}, false);
    Path checkpoint = folder.resolve("run").resolve("checkpoint.bin").toAbsolutePath();
    assertThatThrownBy(() -> train(TINY, "run", new UnderstandingListener() {}, false))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            checkpoint + ": a training has begun here (expected: --resume, or another folder)");
    assertThatThrownBy(() -> train(SMALL, "run", new UnderstandingListener() {}, true))
        .hasMessage(
            checkpoint + ": of another training (expected: the same settings, domain and files)");
    try (FolderLock lock = FolderLock.tryAcquire(folder.resolve("run")).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> train(TINY, "run", new UnderstandingListener() {}, true))
          .hasMessageEndingWith(
              "another training writes there now (expected: a folder of its own)");
    }
  }

  @Test
  void aModelIsOfItsDomain() throws Exception {
    UnderstandingTrainer.Result result = train(TINY, "run", new UnderstandingListener() {}, false);
    Domain other =
        DomainReader.read(
            "o", "context:\n  expressions:\n    order: [a latte]\n    stop: [stop]\n");
    assertThatThrownBy(() -> Understander.of(other, result.model()))
        .isInstanceOf(UnderstandingException.class)
        .hasMessage(
            "the model's intent cancel: not in the domain (expected: one of order, stop; train it"
                + " again)");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(
            () ->
                new UnderstandingTraining(
                    12, 12, 64, 0.1, 0.1, 96, 1, 0.2, 3, 2, 16, 1e-2, 1, 600, 3))
        .hasMessage("others: 1.0 (expected: within 0..1)");
  }
}

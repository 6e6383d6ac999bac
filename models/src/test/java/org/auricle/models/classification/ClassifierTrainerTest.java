package org.auricle.models.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.training.TrainingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTrainerTest {
  private static final ClassifierListener SILENT = new ClassifierListener() {};

  @TempDir private Path folder;

  @Test
  void learnsWhatCountingWordsCannot() throws Exception {
    ClassifierTrainer.Result result =
        new ClassifierTrainer(TinyClassifier.training(1, 12), SILENT)
            .run(TinyClassifier.texts(800, 1), folder.resolve("run"), false);
    ClassifierEvaluation evaluation =
        ClassifierEvaluation.of(result.model(), TinyClassifier.texts(300, 2));
    assertThat(evaluation.byWordsAlone()).isLessThan(85); // the order of the words decides
    assertThat(evaluation.accuracy()).isGreaterThan(97);
    assertThat(result.heldOutAccuracy()).isGreaterThan(95);
  }

  @Test
  void aRunThatWasStoppedGoesOnToTheSameBits() throws Exception {
    ClassifierTraining training = TinyClassifier.training(2, 3);
    List<LabelledText> texts = TinyClassifier.texts(120, 1);
    byte[] whole =
        ClassifierFile.write(
            new ClassifierTrainer(training, SILENT)
                .run(texts, folder.resolve("whole"), false)
                .model());
    Path cut = folder.resolve("cut");
    for (int stop : new int[] {4, 16, 33}) { // within an epoch, in the second network, ...
      ClassifierListener stopping =
          new ClassifierListener() {
            @Override
            public void onUpdate(long done, long updates, double loss, double secondsLeft) {
              if (done == stop) {
                Thread.currentThread().interrupt();
              }
            }
          };
      assertThatThrownBy(() -> new ClassifierTrainer(training, stopping).run(texts, cut, true))
          .isInstanceOf(InterruptedException.class);
    }
    byte[] resumed =
        ClassifierFile.write(new ClassifierTrainer(training, SILENT).run(texts, cut, true).model());
    assertThat(resumed).isEqualTo(whole);
    assertThatThrownBy(() -> new ClassifierTrainer(training, SILENT).run(texts, cut, false))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("a training has begun here");
    assertThatThrownBy(
            () ->
                new ClassifierTrainer(TinyClassifier.training(1, 3), SILENT).run(texts, cut, true))
        .hasMessageContaining("of another training");
  }

  @Test
  void refusesTooLittle() {
    List<LabelledText> one = TinyClassifier.texts(5, 1);
    assertThatThrownBy(
            () ->
                new ClassifierTrainer(ClassifierTraining.DEFAULT, SILENT)
                    .run(one, folder.resolve("few"), false))
        .isInstanceOf(ClassificationException.class)
        .hasMessage("5 texts of 2 classes (expected: at least 20 of 2 or more)");
  }

  /** What is held out must not show in the evidence by which it, or what is learned, is judged. */
  @Test
  void evidenceOfTheOthersDoesNotKnowThePartHeldOut() {
    ClassifierTraining training = TinyClassifier.training(1, 1);
    List<LabelledText> texts = TinyClassifier.texts(100, 1);
    ClassifierData data = ClassifierData.of(texts, training);
    int heldOut = data.indices(0, true)[0];
    List<LabelledText> changed = new ArrayList<>(texts);
    String label = texts.get(heldOut).label();
    changed.set(
        heldOut,
        new LabelledText(
            texts.get(heldOut).text(), label.equals("positive") ? "negative" : "positive"));
    ClassifierData other = ClassifierData.of(changed, training);
    for (int i = 0; i < texts.size(); i++) {
      TextBatch.Item a = data.items(0, training.parts()).get(i);
      TextBatch.Item b = other.items(0, training.parts()).get(i);
      assertThat(a.evidence().words()).isEqualTo(b.evidence().words());
      assertThat(a.evidence().pairs()).isEqualTo(b.evidence().pairs());
    }
  }
}

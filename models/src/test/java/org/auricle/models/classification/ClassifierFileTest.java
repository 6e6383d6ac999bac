package org.auricle.models.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.auricle.acoustic.onnx.OnnxTextClassifierExporter;
import org.auricle.models.BundleException;
import org.junit.jupiter.api.Test;

class ClassifierFileTest {
  private static final List<String> TEXTS =
      List.of("the film was not good", "", "bad", "never heard words beside a good story, again");

  @Test
  void whatIsWrittenIsRead() throws BundleException {
    TextClassifier model = TinyClassifier.untrained(2);
    TextClassifier read = ClassifierFile.read(ClassifierFile.write(model), "m");
    assertThat(read.classes()).isEqualTo(model.classes());
    for (String text : TEXTS) {
      assertThat(read.classify(text).probabilities())
          .isEqualTo(model.classify(text).probabilities());
      assertThat(read.byWordsAlone(text)).isEqualTo(model.byWordsAlone(text));
    }
  }

  @Test
  void aTextIsTheSameAloneAndAmongOthers() {
    TextClassifier model = TinyClassifier.untrained(2);
    List<Classification> together = model.classify(TEXTS);
    for (int i = 0; i < TEXTS.size(); i++) {
      double[] alone = model.classify(TEXTS.get(i)).probabilities();
      assertThat(together.get(i).probabilities()).containsExactly(alone, within(1e-6));
      assertThat(Arrays.stream(alone).sum()).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void brokenFilesAreNamed() {
    byte[] file = ClassifierFile.write(TinyClassifier.untrained(1));
    byte[] weight = file.clone();
    weight[weight.length - 2] ^= 1;
    assertThatThrownBy(() -> ClassifierFile.read(weight, "m"))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith("m: SHA-256 ");
    String text = new String(file, StandardCharsets.ISO_8859_1);
    byte[] word = text.replace("story", "stork").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> ClassifierFile.read(word, "m")).hasMessageStartingWith("m: SHA-256 ");
    byte[] other =
        text.replace("classifier-1", "classifier-9").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> ClassifierFile.read(other, "m"))
        .hasMessage(
            "m: metadata format: auricle-text-classifier-9 (expected: auricle-text-classifier-1)");
    assertThatThrownBy(() -> ClassifierFile.read(Arrays.copyOf(file, 1000), "m"))
        .isInstanceOf(BundleException.class);
  }

  /** ONNX Runtime knows nothing of our layers. */
  @Test
  void onnxGivesTheSameProbabilities() throws Exception {
    TextClassifier model = TinyClassifier.untrained(2);
    List<EncodedText> encoded = TEXTS.stream().map(model::encode).toList();
    int longest = encoded.stream().mapToInt(EncodedText::length).max().orElseThrow();
    long[][] words = new long[TEXTS.size()][longest];
    long[][] pairs = new long[TEXTS.size()][longest];
    long[] lengths = new long[TEXTS.size()];
    for (int i = 0; i < TEXTS.size(); i++) {
      lengths[i] = encoded.get(i).length();
      for (int t = 0; t < lengths[i]; t++) {
        words[i][t] = encoded.get(i).words()[t];
        pairs[i][t] = encoded.get(i).pairs()[t];
      }
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(ClassifierFile.onnx(model));
        OnnxTensor w = OnnxTensor.createTensor(environment, words);
        OnnxTensor p = OnnxTensor.createTensor(environment, pairs);
        OnnxTensor n = OnnxTensor.createTensor(environment, lengths);
        OrtSession.Result result =
            session.run(
                Map.of(
                    OnnxTextClassifierExporter.WORDS,
                    w,
                    OnnxTextClassifierExporter.PAIRS,
                    p,
                    OnnxTextClassifierExporter.LENGTHS,
                    n))) {
      float[][] theirs =
          (float[][]) result.get(OnnxTextClassifierExporter.PROBABILITIES).orElseThrow().getValue();
      List<Classification> ours = model.classify(TEXTS);
      for (int i = 0; i < TEXTS.size(); i++) {
        for (int c = 0; c < 2; c++) {
          assertThat((double) theirs[i][c]).isCloseTo(ours.get(i).probabilities()[c], within(1e-5));
        }
      }
    }
  }
}

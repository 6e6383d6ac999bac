package org.auricle.decoder.lm.lstm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.engine.recognition.LanguageModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LstmLanguageModelTest {
  private static final int SYMBOLS = 23;

  @ParameterizedTest
  @CsvSource({"1,true", "2,true", "2,false"})
  void probabilitiesAreThoseOfTheEquations(int layers, boolean tied) {
    LstmLanguageModel model = RandomLm.model(new LstmLmConfig(SYMBOLS, 5, layers, 7, tied), 1);
    int[] sentence = {4, 9, 0, 22, 2};
    float[] logProbs = model.logProbs(List.of(sentence)).get(0);
    double[] expected = ReferenceLm.logProbs(model.weights(), sentence);
    for (int t = 0; t <= sentence.length; t++) {
      assertThat((double) logProbs[t]).isCloseTo(expected[t], within(1e-5));
    }
  }

  @Test
  void aBatchScoresAsItsSentencesAlone() {
    LstmLanguageModel model = RandomLm.model(new LstmLmConfig(SYMBOLS, 6, 2, 6, true), 2);
    SplittableRandom random = new SplittableRandom(3);
    List<int[]> sentences = new ArrayList<>();
    sentences.add(new int[0]);
    for (int i = 0; i < 300; i++) { // few symbols, so that many begin alike
      sentences.add(random.ints(random.nextInt(9), 0, 3).toArray());
    }
    List<float[]> together = model.logProbs(sentences);
    for (int i = 0; i < sentences.size(); i++) {
      assertThat(together.get(i)).isEqualTo(model.logProbs(List.of(sentences.get(i))).get(0));
    }
  }

  @Test
  void aSessionScoresAsABatch() {
    LstmLanguageModel model = RandomLm.model(new LstmLmConfig(SYMBOLS, 6, 1, 8, true), 4);
    int[] sentence = {5, 3, 17, 3};
    float[] expected = model.logProbs(List.of(sentence)).get(0);
    LanguageModel.Session session = model.newSession();
    int state = session.start();
    for (int t = 0; t < sentence.length; t++) {
      long step = session.step(state, sentence[t]);
      assertThat(LanguageModel.Session.logProb(step)).isCloseTo(expected[t], within(1e-5f));
      state = LanguageModel.Session.state(step);
      assertThat(session.step(session.start(), sentence[0]))
          .isEqualTo(session.step(session.start(), sentence[0]));
      session.retain(new int[] {state}, 1);
    }
    assertThat(session.end(state)).isCloseTo(expected[sentence.length], within(1e-5f));
  }

  /** A random walk over a beam of states; what was let go may be reused, what lives may not. */
  @Test
  void statesThatAreRetainedKeepTheirNumbersAndFutures() {
    LstmLanguageModel model = RandomLm.model(new LstmLmConfig(SYMBOLS, 4, 1, 5, true), 5);
    LanguageModel.Session session = model.newSession();
    SplittableRandom random = new SplittableRandom(6);
    List<int[]> texts = new ArrayList<>(List.of(new int[0]));
    List<Integer> states = new ArrayList<>(List.of(session.start()));
    int highest = 0;
    for (int round = 0; round < 40; round++) {
      int from = random.nextInt(texts.size());
      int symbol = random.nextInt(SYMBOLS);
      int state = LanguageModel.Session.state(session.step(states.get(from), symbol));
      highest = Math.max(highest, state);
      int[] text = java.util.Arrays.copyOf(texts.get(from), texts.get(from).length + 1);
      text[text.length - 1] = symbol;
      texts.add(text);
      states.add(state);
      if (texts.size() > 6) {
        int gone = random.nextInt(texts.size());
        texts.remove(gone);
        states.remove(gone);
        session.retain(states.stream().mapToInt(Integer::intValue).toArray(), states.size());
      }
      for (int i = 0; i < texts.size(); i++) {
        float[] expected = model.logProbs(List.of(texts.get(i))).get(0);
        assertThat(session.end(states.get(i)))
            .isCloseTo(expected[expected.length - 1], within(1e-5f));
      }
    }
    assertThat(highest).isLessThan(20); // of 40 made
  }

  @Test
  void distributionsSumToOne() {
    LstmLanguageModel model = RandomLm.model(new LstmLmConfig(SYMBOLS, 4, 1, 5, true), 8);
    LanguageModel.Session session = model.newSession();
    double sum = 0;
    for (int w = 0; w < SYMBOLS; w++) {
      sum += Math.exp(LanguageModel.Session.logProb(session.step(session.start(), w)));
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
  }

  @Test
  void weightsOfAnotherVocabularyAreRefused() {
    LstmLmWeights weights = RandomLm.weights(new LstmLmConfig(SYMBOLS, 4, 1, 5, true), 8);
    assertThatThrownBy(() -> new LstmLanguageModel(RandomLm.symbols(9), weights))
        .hasMessage("vocabulary: 9 symbols (expected: 23, as the weights have)");
  }
}

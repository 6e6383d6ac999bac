package org.auricle.acoustic.g2p.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.auricle.acoustic.g2p.LetterToSound;
import org.auricle.acoustic.g2p.PronunciationDictionary;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.training.TrainingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a language with rules: a and o are said as written, x as K S, h after another consonant is
 * silent but makes it another one, e at the end of a word is silent.
 */
class LetterToSoundTrainerTest {
  private static final LetterToSoundTraining TINY =
      new LetterToSoundTraining(1, 12, 2, 0.1, 3, 16, 1e-2, 5, 0.9, 0.2, 2, 600, 5);

  @TempDir Path folder;

  private static String say(String word) {
    List<String> phones = new ArrayList<>();
    for (int i = 0; i < word.length(); i++) {
      boolean h = i + 1 < word.length() && word.charAt(i + 1) == 'h';
      switch (word.charAt(i)) {
        case 'a' -> phones.add("AA");
        case 'o' -> phones.add("OW");
        case 'x' -> phones.addAll(List.of("K", "S"));
        case 's' -> phones.add(h ? "SH" : "S");
        case 't' -> phones.add(h ? "TH" : "T");
        case 'e' -> phones.addAll(i == word.length() - 1 ? List.of() : List.of("EH"));
        default -> {}
      }
    }
    return String.join(" ", phones);
  }

  private Path dictionary(int words) throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    String[] onsets = {"s", "t", "sh", "th", "x"};
    String[] vowels = {"a", "o", "e"};
    TreeSet<String> lines = new TreeSet<>();
    while (lines.size() < words) {
      StringBuilder word = new StringBuilder();
      for (int i = 0; i < 1 + random.nextInt(3); i++) {
        word.append(onsets[random.nextInt(5)]).append(vowels[random.nextInt(3)]);
      }
      word.append(random.nextBoolean() ? onsets[random.nextInt(5)] : "");
      lines.add(word + " " + say(word.toString()));
    }
    Path file = folder.resolve("rules.dict");
    Files.write(file, lines);
    return file;
  }

  /** The likeliest token of each frame, repetitions and blanks left out. */
  private static CtcDecoder greedy(TokenTable tokens) {
    return new CtcDecoder() {
      @Override
      public List<Hypothesis> decode(LogPosteriors y, int nBest) {
        int[] best = new int[y.frames()];
        for (int t = 0; t < best.length; t++) {
          for (int k = 1; k < y.tokens(); k++) {
            int row = t * y.tokens();
            best[t] = y.logProbs()[row + k] > y.logProbs()[row + best[t]] ? k : best[t];
          }
        }
        int[] path = best.clone();
        int n = 0;
        for (int t = 0; t < path.length; t++) {
          if (path[t] != tokens.blank() && (t == 0 || path[t] != path[t - 1])) {
            best[n++] = path[t];
          }
        }
        int[] said = Arrays.copyOf(best, n);
        return List.of(new Hypothesis(said, new int[n], new int[n], 0, 0));
      }

      @Override
      public DecodeStream newStream(DecodeRequest request) {
        throw new IllegalStateException();
      }

      @Override
      public double logProbability(LogPosteriors posteriors, int[] sequence) {
        throw new IllegalStateException();
      }
    };
  }

  private LetterToSoundTrainer.Result train(
      LetterToSoundTraining training, String name, LetterToSoundListener listener, boolean resume)
      throws IOException, InterruptedException {
    return new LetterToSoundTrainer(training, listener, LetterToSoundTrainerTest::greedy)
        .run(dictionary(300), folder.resolve(name), resume);
  }

  @Test
  void rulesAreLearnedAndHoldForOtherWords() throws Exception {
    LetterToSoundTraining longer =
        new LetterToSoundTraining(1, 24, 2, 0, 25, 16, 1e-2, 5, 0.9, 0.2, 2, 600, 5);
    List<LetterToSoundValidation> heard =
        train(longer, "long", new LetterToSoundListener() {}, false).validations();
    assertThat(heard).hasSize(25);
    LetterToSoundValidation last = heard.get(24);
    assertThat(last.words()).isBetween(30, 90);
    assertThat(last.wordErrors()).isLessThan(15).isGreaterThanOrEqualTo(last.wordErrorsOfThree());
    assertThat(last.phoneErrors()).isLessThan(5);
    assertThat(heard.get(0).phoneErrors()).isGreaterThan(last.phoneErrors());
  }

  @Test
  void anInterruptedTrainingEndsWithTheSameBits() throws Exception {
    LetterToSoundTrainer.Result whole = train(TINY, "whole", new LetterToSoundListener() {}, false);
    for (int stop : new int[] {5, 23}) {
      LetterToSoundListener stopping =
          new LetterToSoundListener() {
            @Override
            public void onUpdate(long done, double loss, double secondsLeft) {
              if (done == stop) {
                Thread.currentThread().interrupt();
              }
            }
          };
      assertThatThrownBy(() -> train(TINY, "parts", stopping, true))
          .isInstanceOf(InterruptedException.class);
    }
    LetterToSoundTrainer.Result parts = train(TINY, "parts", new LetterToSoundListener() {}, true);
    assertThat(parts.validations()).isEqualTo(whole.validations());
    LetterToSound model = whole.model();
    model
        .weights()
        .tensors()
        .forEach(
            (name, values) ->
                assertThat(parts.model().weights().get(name)).as(name).isEqualTo(values));
  }

  @Test
  void anotherTrainingsFolderIsRefused() throws Exception {
    train(TINY, "a", new LetterToSoundListener() {}, false);
    assertThatThrownBy(() -> train(TINY, "a", new LetterToSoundListener() {}, false))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("a training has begun here");
    LetterToSoundTraining other =
        new LetterToSoundTraining(1, 12, 2, 0.1, 4, 16, 1e-2, 5, 0.9, 0.2, 2, 600, 5);
    assertThatThrownBy(() -> train(other, "a", new LetterToSoundListener() {}, true))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("of another training");
  }

  @Test
  void whatCannotBeLearnedIsLeftOut() throws IOException {
    Path file = folder.resolve("odd.dict");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      String word = "ab".repeat(1 + i % 5) + "a".repeat(i / 5);
      text.append(word).append(" A B\n");
    }
    text.append("\u00e9a A B\n"); // a rare letter
    text.append("a A B A B A B A B\n"); // longer than its letters
    Files.writeString(file, text);
    LetterToSoundData data = LetterToSoundData.of(PronunciationDictionary.read(file), TINY);
    assertThat(data.config().letters()).containsExactly("a", "b");
    assertThat(data.leftOut()).isBetween(1, 2); // "a" may be among the held out
    assertThat(data.heldOut()).extracting(LetterToSoundData.Word::word).doesNotContain("\u00e9a");
    LetterToSoundTraining all =
        new LetterToSoundTraining(1, 12, 2, 0.1, 3, 16, 1e-2, 5, 0.9, 1e-9, 2, 600, 5);
    assertThatThrownBy(() -> LetterToSoundData.of(PronunciationDictionary.read(file), all))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("(expected: some of each)");
  }
}

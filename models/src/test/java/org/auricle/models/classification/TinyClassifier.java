package org.auricle.models.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Texts whose class depends on the order of their words, and classifiers of them. */
final class TinyClassifier {
  private static final String[] FILLER = {"the", "film", "was", "a", "story", "so", "again"};

  private TinyClassifier() {}

  /** "good" is positive, "bad" negative, and "not" anywhere before it turns it round. */
  static List<LabelledText> texts(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LabelledText> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean good = random.nextBoolean();
      int not = random.nextInt(3); // none, before, behind
      List<String> words = new ArrayList<>();
      fill(words, random);
      if (not == 1) {
        words.add("not");
        fill(words, random);
      }
      words.add(good ? "good" : "bad");
      fill(words, random);
      if (not == 2) {
        words.add("not");
      }
      boolean positive = good ^ not == 1;
      texts.add(new LabelledText(String.join(" ", words), positive ? "positive" : "negative"));
    }
    return texts;
  }

  private static void fill(List<String> words, SplittableRandom random) {
    for (int n = random.nextInt(3); n > 0; n--) {
      words.add(FILLER[random.nextInt(FILLER.length)]);
    }
  }

  static ClassifierTraining training(int members, int epochs) {
    return new ClassifierTraining(
        8, 1, 8, members, 4, epochs, epochs, 16, 0.02, 0, 0.1, 0, 0.02, 1, 0.9, 1, 100, 50, 60, 3);
  }

  /** Random networks over counted words. */
  static TextClassifier untrained(int members) {
    ClassifierTraining training = training(members, 1);
    ClassifierData data = ClassifierData.of(texts(60, 1), training);
    List<ClassifierNetwork> networks = new ArrayList<>();
    for (int m = 0; m < members; m++) {
      networks.add(new ClassifierNetwork(data.config(training), 0, m));
    }
    return new TextClassifier(data.vocabulary(), data.classes(), data.counts().without(), networks);
  }
}

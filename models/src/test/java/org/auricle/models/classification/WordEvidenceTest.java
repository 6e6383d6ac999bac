package org.auricle.models.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordEvidenceTest {
  private static final List<List<String>> TEXTS =
      List.of(
          List.of("good", "film", "good"),
          List.of("not", "good"),
          List.of("bad", "film"),
          List.of("good", "good"),
          List.of("odd"));
  private static final int[] LABELS = {0, 1, 1, 0, 2};
  private static final int[] PART = {0, 1, 0, 1, 0};

  /** The Javadoc's formula, on words and pairs as text. */
  private static double ratio(String feature, int label, int without) {
    Set<String> known = new HashSet<>();
    double[] own = new double[2]; // texts with the feature, of the class and of the others
    double[] all = new double[2];
    for (int i = 0; i < TEXTS.size(); i++) {
      if (PART[i] != without) {
        Set<String> features = features(TEXTS.get(i));
        known.addAll(features);
        int side = LABELS[i] == label ? 0 : 1;
        own[side] += features.contains(feature) ? 1 : 0;
        all[side] += features.size();
      }
    }
    return known.contains(feature)
        ? Math.log((own[0] + 1) / (all[0] + known.size()))
            - Math.log((own[1] + 1) / (all[1] + known.size()))
        : 0;
  }

  private static Set<String> features(List<String> text) {
    Set<String> features = new HashSet<>(text);
    String before = "<s>";
    for (String word : text) {
      features.add(before + " " + word);
      before = word;
    }
    return features;
  }

  @Test
  void isTheLogCountRatioOfTheOtherParts() {
    TextVocabulary vocabulary = TextVocabulary.of(TEXTS, 100, 100);
    List<EncodedText> encoded = TEXTS.stream().map(vocabulary::encode).toList();
    EvidenceCounts counts = new EvidenceCounts(vocabulary, encoded, LABELS, 3, PART, 2);
    for (int without : new int[] {-1, 0, 1}) {
      WordEvidence evidence = without < 0 ? counts.without() : counts.without(without);
      for (int i = 0; i < TEXTS.size(); i++) {
        float[] row = new float[6];
        String before = "<s>";
        for (int t = 0; t < TEXTS.get(i).size(); t++) {
          String word = TEXTS.get(i).get(t);
          evidence.rows(encoded.get(i), t, row, 0);
          for (int c = 0; c < 3; c++) {
            assertThat((double) row[c]).isCloseTo(ratio(word, c, without), within(1e-6));
            assertThat((double) row[3 + c])
                .isCloseTo(ratio(before + " " + word, c, without), within(1e-6));
          }
          before = word;
        }
      }
    }
  }

  @Test
  void whatIsNotKnownSpeaksForNothing() {
    TextVocabulary vocabulary = TextVocabulary.of(TEXTS, 100, 2);
    List<EncodedText> encoded = TEXTS.stream().map(vocabulary::encode).toList();
    WordEvidence evidence = new EvidenceCounts(vocabulary, encoded, LABELS, 3, PART, 2).without();
    assertThat(evidence.sum(vocabulary.encode(List.of("new", "words")))).containsOnly(0f);
    assertThat(evidence.sum(vocabulary.encode(List.of()))).containsOnly(0f);
    assertThat(vocabulary.encode(List.of("a", "b", "c")).length()).isEqualTo(2);
  }
}

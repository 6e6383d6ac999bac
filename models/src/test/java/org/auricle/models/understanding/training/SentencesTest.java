package org.auricle.models.understanding.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.DomainSentences;
import org.auricle.models.domain.LabelledSentence;
import org.auricle.models.understanding.ConfusableWords;
import org.auricle.models.understanding.TestDomains;
import org.junit.jupiter.api.Test;

class SentencesTest {
  private static final Domain COUNTER = TestDomains.counter();

  private static SentenceNoise noise() {
    Phrasebook phrases = Phrasebook.of("en");
    Set<String> words = new HashSet<>(phrases.words());
    DomainSentences.sample(COUNTER, 500, 1).forEach(sentence -> words.addAll(sentence.words()));
    return new SentenceNoise(phrases, new ConfusableWords(words));
  }

  private static List<String> slots(LabelledSentence sentence) {
    return sentence.tags().stream()
        .filter(tag -> tag.startsWith(LabelledSentence.BEGIN))
        .sorted()
        .toList();
  }

  @Test
  void noiseKeepsIntentAndSlotsAndTagsThatMakeSense() {
    SentenceNoise noise = noise();
    int same = 0;
    List<LabelledSentence> sentences = DomainSentences.sample(COUNTER, 2_000, 2);
    for (int i = 0; i < sentences.size(); i++) {
      LabelledSentence before = sentences.get(i);
      LabelledSentence after = noise.apply(before, new SplittableRandom(i));
      assertThat(after.intent()).isEqualTo(before.intent());
      assertThat(after.words()).isNotEmpty().doesNotContain("");
      assertThat(slots(after)).as("%s", after).isEqualTo(slots(before));
      String open = "";
      for (String tag : after.tags()) {
        if (tag.startsWith(LabelledSentence.INSIDE)) {
          assertThat(tag.substring(2)).as("%s", after).isEqualTo(open);
        }
        open = tag.equals(LabelledSentence.OUTSIDE) ? "" : tag.substring(2);
      }
      assertThat(noise.apply(before, new SplittableRandom(i))).isEqualTo(after);
      same += after.words().equals(before.words()) ? 1 : 0;
    }
    assertThat(same).isBetween(400, 1_000); // a quarter is left alone, others have luck
  }

  @Test
  void otherSentencesMeanNothing() {
    List<List<String>> given =
        List.of(
            List.of("get", "me", "a", "large", "latte"), // means something, so it is left out
            List.of("where", "is", "the", "latte", "museum"),
            new ArrayList<>(java.util.Collections.nCopies(40, "word")));
    Set<String> words = Set.of("get", "me", "a", "large", "latte");
    OtherSentences others =
        OtherSentences.of(
            COUNTER, given, List.of(List.of("get", "me", "home"), List.of("good", "night")), words);
    assertThat(others.sentences()).hasSize(3);
    assertThat(others.sentences().get(1)).hasSize(OtherSentences.MOST_WORDS);
    assertThat(others.sentences().get(2)).containsExactly("good", "night");
    SplittableRandom random = new SplittableRandom(1);
    int withValues = 0;
    for (int i = 0; i < 500; i++) {
      LabelledSentence drawn = others.draw(random);
      assertThat(drawn.intent()).isEmpty();
      assertThat(drawn.tags()).containsOnly(LabelledSentence.OUTSIDE).isNotEmpty();
      withValues += drawn.words().contains("museum") && drawn.words().contains("small") ? 1 : 0;
    }
    assertThat(withValues).isPositive();
  }

  @Test
  void heldOutSentencesAreNotLearnedFrom() {
    List<List<String>> many = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      many.add(List.of("sentence", "w" + i));
    }
    OtherSentences all = OtherSentences.of(COUNTER, many, List.of(), Set.of());
    assertThat(all.heldOut(true).sentences()).hasSize(4);
    assertThat(all.heldOut(false).sentences())
        .hasSize(41)
        .doesNotContainAnyElementsOf(all.heldOut(true).sentences());
  }

  @Test
  void wordsThatSoundAlikeAreNear() {
    ConfusableWords words =
        new ConfusableWords(List.of("latte", "late", "ladder", "mocha", "lattes", "milk"));
    assertThat(words.of("latte")).startsWith("late").contains("lattes").doesNotContain("latte");
    assertThat(words.of("milk")).isEmpty();
  }

  @Test
  void languagesWithoutPhrasesHaveNone() {
    Phrasebook german = Phrasebook.of("de");
    assertThat(german.words()).isEmpty();
    assertThat(german.front(new SplittableRandom(1))).isEmpty();
    assertThat(Phrasebook.of("en-US").others()).hasSizeGreaterThan(100);
  }
}

package org.auricle.models.understanding.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.DomainSentences;
import org.auricle.models.domain.LabelledSentence;
import org.auricle.models.domain.SlotValue;
import org.auricle.models.domain.SpokenText;

/**
 * Draws sentences that mean nothing to a domain: of other things, some with a word of the domain in
 * them, and words of the domain in no order. Immutable and thread-safe.
 */
final class OtherSentences {
  static final int MOST_WORDS = 30; // of a sentence; the rest is cut off
  private static final int MOST_SENTENCES = 100_000;
  private static final int MOST_SHUFFLED = 6; // words
  private static final double SHUFFLED = 0.2; // of the sentences
  private static final double WITH_VALUE = 0.3; // of the others
  private static final double TOO_NEAR = 0.6; // share of words that the domain has, too

  private final Domain domain;
  private final List<List<String>> sentences;

  private OtherSentences(Domain domain, List<List<String>> sentences) {
    this.domain = domain;
    this.sentences = List.copyOf(sentences);
  }

  /**
   * Takes those sentences that are of something else.
   *
   * @param given by the user, of whom it is believed that they mean something else
   * @param general of all sorts; those with mostly words of the domain are left out
   */
  static OtherSentences of(
      Domain domain,
      List<List<String>> given,
      List<List<String>> general,
      Set<String> domainWords) {
    List<List<String>> sentences = new ArrayList<>();
    for (List<String> words : given) {
      if (!words.isEmpty() && domain.parse(words).isEmpty()) {
        sentences.add(words.subList(0, Math.min(MOST_WORDS, words.size())));
      }
    }
    for (List<String> words : general) {
      long near = words.stream().filter(domainWords::contains).count();
      if (near < TOO_NEAR * words.size()) {
        sentences.add(words);
      }
    }
    return new OtherSentences(domain, sentences);
  }

  /** The sentences of a file, one a line, as words. */
  static List<List<String>> read(Path file) throws IOException {
    return ExampleReader.lines(file).stream()
        .limit(MOST_SENTENCES)
        .map(SpokenText::words)
        .filter(words -> !words.isEmpty())
        .toList();
  }

  /** Every tenth sentence, or all but these. */
  OtherSentences heldOut(boolean held) {
    List<List<String>> some = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      if ((i % 10 == 9) == held) {
        some.add(sentences.get(i));
      }
    }
    return new OtherSentences(domain, some);
  }

  List<List<String>> sentences() {
    return sentences;
  }

  /** A sentence of at least one word. */
  LabelledSentence draw(SplittableRandom random) {
    boolean shuffled = sentences.isEmpty() || random.nextDouble() < SHUFFLED;
    List<String> words = shuffled ? shuffled(random) : new ArrayList<>(pick(sentences, random));
    if (!shuffled && random.nextDouble() < WITH_VALUE) {
      List<SlotValue> values = sample(random).slots();
      if (!values.isEmpty()) {
        SlotValue value = values.get(random.nextInt(values.size()));
        int at = random.nextInt(words.size());
        words.remove(at);
        words.addAll(at, List.of(value.text().split(" ", -1)));
      }
    }
    return none(words);
  }

  private LabelledSentence sample(SplittableRandom random) {
    return DomainSentences.sample(domain, 1, random.nextLong()).get(0);
  }

  /** Words of an order that are no values, in any order. */
  private List<String> shuffled(SplittableRandom random) {
    List<String> words = new ArrayList<>();
    int count = 1 + random.nextInt(MOST_SHUFFLED);
    while (words.size() < count) {
      LabelledSentence sentence = sample(random);
      List<String> outside = new ArrayList<>();
      for (int i = 0; i < sentence.words().size(); i++) {
        if (sentence.tags().get(i).equals(LabelledSentence.OUTSIDE)) {
          outside.add(sentence.words().get(i));
        }
      }
      boolean none = outside.isEmpty(); // an expression may have nothing but values
      words.add(pick(none ? sentence.words() : outside, random));
    }
    return words;
  }

  private static <T> T pick(List<T> items, SplittableRandom random) {
    return items.get(random.nextInt(items.size()));
  }

  private static LabelledSentence none(Collection<String> words) {
    return new LabelledSentence(
        "",
        List.copyOf(words),
        Collections.nCopies(words.size(), LabelledSentence.OUTSIDE),
        List.of());
  }
}

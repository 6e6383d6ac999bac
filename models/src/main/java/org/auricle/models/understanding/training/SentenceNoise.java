package org.auricle.models.understanding.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.models.domain.LabelledSentence;
import org.auricle.models.understanding.ConfusableWords;

/**
 * Makes of a sentence one that people might have said in its place, or a recogniser might have made
 * of it: words around it, values in another order, words left out, put in, or taken for others that
 * sound alike. Tags go with their words.
 */
final class SentenceNoise {
  private static final double CLEAN = 0.25; // of the sentences
  private static final double SWAP_VALUES = 0.15;
  private static final double DROP_BEGINNING = 0.3;
  private static final double FRONT = 0.4;
  private static final double BEHIND = 0.35;
  private static final double DROP_OUTSIDE = 0.1; // of the words outside of slots
  private static final double DROP_INSIDE = 0.02; // of the words of slots of several words
  private static final double CONFUSE = 0.05; // of the words
  private static final double MISSPELL = 0.03;
  private static final double PUT_IN = 0.06;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private final Phrasebook phrases;
  private final ConfusableWords confusable;

  /** A word and its tag. */
  private record Tagged(String word, String tag) {
    boolean outside() {
      return tag.equals(LabelledSentence.OUTSIDE);
    }

    boolean inside() {
      return tag.startsWith(LabelledSentence.INSIDE);
    }
  }

  /** Noise with the words that people put around what they want, and words that sound alike. */
  SentenceNoise(Phrasebook phrases, ConfusableWords confusable) {
    this.phrases = phrases;
    this.confusable = confusable;
  }

  /** A sentence of at least one word, of the same intent. */
  LabelledSentence apply(LabelledSentence sentence, SplittableRandom random) {
    if (random.nextDouble() < CLEAN) {
      return sentence;
    }
    List<Tagged> words = new ArrayList<>();
    for (int i = 0; i < sentence.words().size(); i++) {
      words.add(new Tagged(sentence.words().get(i), sentence.tags().get(i)));
    }
    if (!sentence.intent().isEmpty()) {
      rephrase(words, random);
    }
    List<Tagged> heard = misheard(words, random);
    return of(sentence.intent(), heard.isEmpty() ? words : heard);
  }

  private void rephrase(List<Tagged> words, SplittableRandom random) {
    if (random.nextDouble() < SWAP_VALUES) {
      swap(words, random);
    }
    boolean values = words.stream().anyMatch(word -> !word.outside());
    if (values && random.nextDouble() < DROP_BEGINNING) {
      while (words.get(0).outside()) {
        words.remove(0);
      }
    }
    if (values && random.nextDouble() < FRONT) {
      words.addAll(0, outside(phrases.front(random)));
    }
    if (random.nextDouble() < BEHIND) {
      words.addAll(outside(phrases.behind(random)));
    }
  }

  private static List<Tagged> outside(List<String> words) {
    return words.stream().map(word -> new Tagged(word, LabelledSentence.OUTSIDE)).toList();
  }

  /** Lets two values change places. */
  private static void swap(List<Tagged> words, SplittableRandom random) {
    List<int[]> spans = new ArrayList<>(); // from, to
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).inside()) {
        spans.get(spans.size() - 1)[1] = i + 1;
      } else if (!words.get(i).outside()) {
        spans.add(new int[] {i, i + 1});
      }
    }
    if (spans.size() < 2) {
      return;
    }
    int first = random.nextInt(spans.size() - 1);
    int second = first + 1 + random.nextInt(spans.size() - 1 - first);
    int[] a = spans.get(first);
    int[] b = spans.get(second);
    List<Tagged> swapped = new ArrayList<>(words.subList(0, a[0]));
    swapped.addAll(words.subList(b[0], b[1]));
    swapped.addAll(words.subList(a[1], b[0]));
    swapped.addAll(words.subList(a[0], a[1]));
    swapped.addAll(words.subList(b[1], words.size()));
    words.clear();
    words.addAll(swapped);
  }

  private List<Tagged> misheard(List<Tagged> words, SplittableRandom random) {
    List<Tagged> heard = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Tagged word = words.get(i);
      boolean several =
          word.inside() || (i + 1 < words.size() && words.get(i + 1).inside() && !word.outside());
      double drop = word.outside() ? DROP_OUTSIDE : several ? DROP_INSIDE : 0;
      if (random.nextDouble() < drop) {
        if (!word.outside() && !word.inside()) { // the next word begins the value then
          words.set(i + 1, new Tagged(words.get(i + 1).word(), word.tag()));
        }
        continue;
      }
      if (!word.inside() && random.nextDouble() < PUT_IN) {
        heard.addAll(outside(phrases.filler(random)));
      }
      heard.add(new Tagged(misheard(word.word(), random), word.tag()));
    }
    return heard;
  }

  private String misheard(String word, SplittableRandom random) {
    double dice = random.nextDouble();
    if (dice < CONFUSE) {
      List<String> alike = confusable.of(word);
      return alike.isEmpty() ? word : alike.get(random.nextInt(alike.size()));
    }
    return dice < CONFUSE + MISSPELL ? misspelled(word, random) : word;
  }

  /** A letter more, less or another. */
  private static String misspelled(String word, SplittableRandom random) {
    int at = random.nextInt(word.length());
    char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
    return switch (random.nextInt(3)) {
      case 0 -> word.substring(0, at) + letter + word.substring(at);
      case 1 -> word.substring(0, at) + letter + word.substring(at + 1);
      default -> word.length() == 1 ? word : word.substring(0, at) + word.substring(at + 1);
    };
  }

  private static LabelledSentence of(String intent, List<Tagged> words) {
    return new LabelledSentence(
        intent,
        words.stream().map(Tagged::word).toList(),
        words.stream().map(Tagged::tag).toList(),
        List.of());
  }
}

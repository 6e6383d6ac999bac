package org.auricle.decoder.lm;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one back-off model of a {@link NgramMixture}: it has all their n-grams, each with the
 * mixture's probability, and back-off weights that make probabilities add up to 1, as SRILM's
 * "ngram -mix-lm" does. What the models say of other n-grams is so approximated.
 *
 * <p>N-grams that change little can be left out ({@link EntropyPruning}). Memory: about 70 bytes an
 * n-gram.
 */
public final class NgramMixer {
  private final NgramMixture mixture;
  private final Optional<Set<String>> vocabulary;

  /**
   * A mixer.
   *
   * @param vocabulary words to keep: what others had goes to what is backed off to, in the end to
   *     {@code <unk>}
   */
  public NgramMixer(NgramMixture mixture, Optional<Set<String>> vocabulary) {
    this.mixture = mixture;
    this.vocabulary = vocabulary.map(Set::copyOf);
  }

  /**
   * Makes the model.
   *
   * @param threshold n-grams whose loss raises perplexity by less than this share are left out; 0
   *     keeps all
   * @throws NgramFormatException if the model is larger than a file of it can be
   */
  public NgramModel mix(double threshold) throws IOException {
    NgramTable table = union();
    BackoffWeights.set(table);
    if (threshold > 0) {
      table = new EntropyPruning(table).without(threshold);
    }
    return new NgramModel(NgramImage.of(table, "the mixture"));
  }

  private NgramTable union() throws IOException {
    NgramTable table = new NgramTable();
    int most = 1;
    NgramWalk[] walks = new NgramWalk[mixture.models().size()];
    for (int m = 0; m < walks.length; m++) {
      walks[m] = new NgramWalk(mixture.models().get(m).image());
      most = Math.max(most, mixture.models().get(m).order());
    }
    for (int order = 1; order <= most; order++) {
      for (int m = 0; m < walks.length; m++) {
        NgramModel model = mixture.models().get(m);
        if (order <= model.order()) {
          walks[m].order(order, (words, prob, backoff) -> add(model, words, table));
        }
      }
      if (order == 1) {
        giveRestToUnknown(table);
      }
    }
    return table;
  }

  private void add(NgramModel model, int[] ids, NgramTable table) {
    String[] words = new String[ids.length];
    for (int i = 0; i < ids.length; i++) {
      words[i] = model.symbol(ids[i]);
      if (!isKept(words[i])) {
        return;
      }
    }
    String last = words[ids.length - 1];
    if (ids.length == 1) {
      mixture.begin();
      table.addUnigram(last, log10(last.equals(NgramTable.BEGIN) ? 1 : mixture.prob(last)), 0);
      return;
    }
    int context = NgramTable.EMPTY;
    for (int i = 0; i < words.length - 1; i++) {
      context = table.find(context, table.id(words[i]));
    }
    int word = table.id(last);
    if (table.find(context, word) == NgramTable.NONE) {
      mixture.begin();
      for (int i = 0; i < words.length - 1; i++) {
        mixture.advance(words[i]);
      }
      table.add(context, word, ids.length, log10(mixture.prob(last)), 0);
    }
  }

  private boolean isKept(String word) {
    return vocabulary.isEmpty()
        || vocabulary.get().contains(word)
        || word.equals(NgramTable.UNKNOWN)
        || word.equals(NgramTable.BEGIN)
        || word.equals(NgramTable.END);
  }

  private static void giveRestToUnknown(NgramTable table) {
    double sum = 0;
    for (int e = table.firstEntry(1); e < table.size(); e++) {
      boolean counts = table.word(e) != 0 && table.word(e) != table.id(NgramTable.BEGIN);
      sum += counts ? Math.pow(10, table.prob(e)) : 0;
    }
    double unknown = Math.max(1 - sum, Math.pow(10, table.prob(1)));
    table.set(1, log10(unknown), 0);
  }

  private static float log10(double x) {
    return (float) Math.max(Math.log10(x), NgramTable.MISSING_UNKNOWN);
  }
}

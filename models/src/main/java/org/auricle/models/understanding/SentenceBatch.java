package org.auricle.models.understanding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.auricle.engine.nn.EmbeddingBag;
import org.auricle.engine.nn.SequenceLayout;

/**
 * Sentences as the network takes them: packed, the longest first.
 *
 * @param order [batch] which sentence each of the batch is
 * @param layout of the words
 * @param bags [rows] what each word is made of
 */
public record SentenceBatch(int[] order, SequenceLayout layout, EmbeddingBag.Bags bags) {

  static SentenceBatch of(WordFeatures features, List<List<String>> sentences) {
    return of(features, sentences, 0, new SplittableRandom(0));
  }

  /**
   * Packs sentences.
   *
   * @param sentences each of at least one word
   * @param unknown probability of taking a word for an unknown one, so that their entry is learned
   */
  static SentenceBatch of(
      WordFeatures features,
      List<List<String>> sentences,
      double unknown,
      SplittableRandom random) {
    int[] order =
        IntStream.range(0, sentences.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> -sentences.get(i).size()))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] lengths = IntStream.of(order).map(i -> sentences.get(i).size()).toArray();
    SequenceLayout layout = SequenceLayout.of(lengths);
    int[] starts = new int[layout.rows() + 1];
    List<Integer> ids = new ArrayList<>();
    List<Float> weights = new ArrayList<>();
    for (int t = 0; t < layout.steps(); t++) {
      for (int b = 0; b < layout.batchSize(t); b++) {
        String word = sentences.get(order[b]).get(t);
        boolean hidden = unknown > 0 && random.nextDouble() < unknown;
        ids.add(hidden ? WordFeatures.unknown() : features.entry(word));
        weights.add(1f);
        List<Integer> ngrams = features.ngrams(word);
        for (int id : ngrams) {
          ids.add(id);
          weights.add(1f / ngrams.size());
        }
        starts[layout.row(t, b) + 1] = ids.size();
      }
    }
    float[] shares = new float[weights.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = weights.get(i);
    }
    int[] entries = ids.stream().mapToInt(Integer::intValue).toArray();
    return new SentenceBatch(order, layout, new EmbeddingBag.Bags(starts, entries, shares));
  }
}

package org.auricle.acoustic.g2p.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.auricle.acoustic.g2p.training.LetterToSoundData.Example;
import org.auricle.engine.nn.SequenceLayout;

/**
 * Words that go through the network together, longest first.
 *
 * @param x [rows x letters] one-hot, packed
 * @param layout where each word's letters lie
 * @param examples in the layout's order
 */
record LetterBatch(float[] x, SequenceLayout layout, List<Example> examples) {

  /** Packs examples, longest first. */
  static LetterBatch of(List<Example> examples, int letters) {
    SequenceLayout layout =
        SequenceLayout.of(examples.stream().mapToInt(e -> e.letters().length).toArray());
    float[] x = new float[layout.rows() * letters];
    for (int b = 0; b < examples.size(); b++) {
      int[] word = examples.get(b).letters();
      for (int t = 0; t < word.length; t++) {
        x[layout.row(t, b) * letters + word[t]] = 1;
      }
    }
    return new LetterBatch(x, layout, examples);
  }

  /** The rows of a word's frames, where a row of the network's output is some frames. */
  int[] frameRows(int b, int framesPerLetter) {
    int[] rows = new int[layout.length(b) * framesPerLetter];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = layout.row(i / framesPerLetter, b) * framesPerLetter + i % framesPerLetter;
    }
    return rows;
  }

  /** An epoch: batches of words of similar length in random order. */
  static List<List<Example>> shuffled(List<Example> examples, int size, SplittableRandom random) {
    List<Example> order = new ArrayList<>(examples);
    shuffle(order, random);
    order.sort(Comparator.comparingInt(e -> -e.letters().length)); // stable
    List<List<Example>> batches = new ArrayList<>();
    for (int from = 0; from < order.size(); from += size) {
      batches.add(order.subList(from, Math.min(order.size(), from + size)));
    }
    shuffle(batches, random);
    return batches;
  }

  /** Fisher and Yates. */
  private static <T> void shuffle(List<T> list, SplittableRandom random) {
    for (int i = list.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      T swap = list.get(i);
      list.set(i, list.get(j));
      list.set(j, swap);
    }
  }
}

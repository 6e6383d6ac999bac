package org.auricle.acoustic.g2p;

import java.util.ArrayList;
import java.util.List;
import org.auricle.acoustic.bilstm.BiLstmAcousticModel;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.bilstm.ChunkOptions;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.LogSoftmax;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;

/**
 * A bidirectional LSTM from letters to sounds, trained with CTC (Rao, Peng, Sak and Beaufays 2015,
 * <i>Grapheme-to-phoneme conversion using long short-term memory recurrent neural networks</i>). A
 * word's letters are to it what an utterance's features are to an acoustic model, so that the same
 * layers compute it and the same search reads its phones. Immutable and thread-safe.
 */
public final class LetterToSound {
  private static final int BATCH = 256; // words

  private final LetterToSoundConfig config;
  private final BiLstmWeights weights;
  private final LetterTable letters;
  private final TokenTable phones;
  private final BiLstmAcousticModel network;

  /**
   * Lays the weights out for the kernels.
   *
   * @throws IllegalArgumentException if they are of another shape
   */
  public LetterToSound(LetterToSoundConfig config, BiLstmWeights weights) {
    if (!weights.config().equals(config.network())) {
      throw new IllegalArgumentException(
          "weights of " + weights.config() + " (expected: " + config.network() + ")");
    }
    this.config = config;
    this.weights = weights;
    letters = config.letterTable();
    phones = config.phoneTable();
    network = new BiLstmAcousticModel(weights, 1, ChunkOptions.DEFAULT, Parallel.single());
  }

  /** The shape. */
  public LetterToSoundConfig config() {
    return config;
  }

  /** The weights. */
  public BiLstmWeights weights() {
    return weights;
  }

  /** What a word may be spelled with. */
  public LetterTable letters() {
    return letters;
  }

  /** What the posteriors are about. */
  public TokenTable phones() {
    return phones;
  }

  /**
   * Scores words.
   *
   * @return for each word [frames x phones], some frames a letter; their seconds mean nothing
   * @throws PronunciationException naming the first word that has something else than letters
   */
  public List<LogPosteriors> score(List<String> words) {
    List<LogPosteriors> scores = new ArrayList<>(words.size());
    for (int from = 0; from < words.size(); from += BATCH) {
      List<FeatureMatrix> batch = new ArrayList<>();
      for (String word : words.subList(from, Math.min(words.size(), from + BATCH))) {
        batch.add(oneHot(letters.encode(word)));
      }
      network.score(batch).forEach(rows -> scores.add(split(rows)));
    }
    return scores;
  }

  private FeatureMatrix oneHot(int[] word) {
    float[] x = new float[word.length * letters.size()];
    for (int t = 0; t < word.length; t++) {
      x[t * letters.size() + word[t]] = 1;
    }
    return new FeatureMatrix(x, word.length, letters.size());
  }

  /** A letter's frames, one below the other; each was normalised with its neighbours. */
  private LogPosteriors split(LogPosteriors letters) {
    int frames = letters.frames() * config.frames();
    float[] logProbs = new float[frames * phones.size()];
    LogSoftmax.forward(frames, phones.size(), letters.logProbs(), logProbs);
    return new LogPosteriors(logProbs, frames, phones.size(), 1);
  }
}

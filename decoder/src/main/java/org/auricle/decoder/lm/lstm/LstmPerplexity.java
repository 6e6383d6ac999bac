package org.auricle.decoder.lm.lstm;

import java.util.List;
import org.auricle.engine.recognition.LanguageModel;

/**
 * How well a model predicts a text.
 *
 * @param sentences of the text
 * @param symbols of the text, without the ends of sentences
 * @param unknown those of them that are not in the vocabulary
 * @param logProb natural log of the probability of all, ends of sentences and unknown symbols
 *     included
 * @param unknownLogProb the part of it that is due to unknown symbols
 */
public record LstmPerplexity(
    long sentences, long symbols, long unknown, double logProb, double unknownLogProb) {

  /** Sentences that are scored at a time, to bound memory. */
  private static final int BLOCK = 4096;

  /** Measures a model on sentences of ids, which it scores side by side. */
  public static LstmPerplexity of(LstmLanguageModel model, List<int[]> sentences) {
    long symbols = 0;
    long unknown = 0;
    double total = 0;
    double unknownTotal = 0;
    for (int first = 0; first < sentences.size(); first += BLOCK) {
      List<int[]> block = sentences.subList(first, Math.min(sentences.size(), first + BLOCK));
      List<float[]> logProbs = model.logProbs(block);
      for (int s = 0; s < block.size(); s++) {
        int[] sentence = block.get(s);
        symbols += sentence.length;
        for (int t = 0; t <= sentence.length; t++) {
          total += logProbs.get(s)[t];
          if (t < sentence.length && sentence[t] == LanguageModel.UNKNOWN) {
            unknown++;
            unknownTotal += logProbs.get(s)[t];
          }
        }
      }
    }
    return new LstmPerplexity(sentences.size(), symbols, unknown, total, unknownTotal);
  }

  /** Over the known symbols and the ends of sentences: unknown symbols count as context only. */
  public double known() {
    return Math.exp(-(logProb - unknownLogProb) / (symbols - unknown + sentences));
  }

  /** Over all, an unknown symbol predicted as one of the class of unknown symbols. */
  public double all() {
    return Math.exp(-logProb / (symbols + sentences));
  }
}

package org.auricle.decoder.lm;

import java.util.StringTokenizer;
import org.auricle.engine.recognition.LanguageModel;

/**
 * How well a model expects a text, added up sentence by sentence; the end of each sentence counts
 * as a word, as in KenLM's query. Not thread-safe.
 */
public final class Perplexity {
  private final LanguageModel model;
  private final LanguageModel.Session session;
  private long queries;
  private long unknown;
  private double logProb; // natural
  private double unknownLogProb;

  /** Nothing yet. */
  public Perplexity(LanguageModel model) {
    this.model = model;
    this.session = model.newSession();
  }

  /** Adds a sentence, words separated by blanks; one without words counts for nothing. */
  public void add(String sentence) {
    StringTokenizer tokens = new StringTokenizer(sentence);
    if (!tokens.hasMoreTokens()) {
      return;
    }
    int state = session.start();
    while (tokens.hasMoreTokens()) {
      int word = model.id(tokens.nextToken());
      long step = session.step(state, word);
      double p = LanguageModel.Session.logProb(step);
      state = LanguageModel.Session.state(step);
      logProb += p;
      queries++;
      if (word == LanguageModel.UNKNOWN) {
        unknown++;
        unknownLogProb += p;
      }
      session.retain(new int[] {state}, 1);
    }
    logProb += session.end(state);
    queries++;
  }

  /** Words and ends of sentences. */
  public long queries() {
    return queries;
  }

  /** Words that the model does not know. */
  public long unknown() {
    return unknown;
  }

  /** exp(- mean ln P) over all words and ends of sentences. */
  public double perplexity() {
    return Math.exp(-logProb / queries);
  }

  /** The same without the words that the model does not know. */
  public double perplexityOfKnown() {
    return Math.exp(-(logProb - unknownLogProb) / (queries - unknown));
  }
}

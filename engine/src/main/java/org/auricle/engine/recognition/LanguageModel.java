package org.auricle.engine.recognition;

/**
 * Port: the probability of a text, one symbol after another. The symbols are words, or the
 * characters or tokens that words are made of; what they are belongs to the model. Thread-safe and
 * shared by all streams; a {@link Session} belongs to one.
 */
public interface LanguageModel {
  /** Id of the symbol that stands for all that are not in the vocabulary. */
  int UNKNOWN = 0;

  /** Symbols, {@link #UNKNOWN} and the ends of a sentence included. */
  int vocabularySize();

  /** Id of a symbol, {@link #UNKNOWN} if it is not in the vocabulary. */
  int id(CharSequence symbol);

  /** The symbol of an id. */
  String symbol(int id);

  /** A new session. */
  Session newSession();

  /**
   * Scores of any number of hypotheses that share a past, as in a beam. A state is an opaque number
   * that stands for a context; equal states have equal futures. Not thread-safe.
   */
  interface Session {

    /** The context at the beginning of a sentence. */
    int start();

    /**
     * Goes on by one symbol. Allocates nothing if the model is an n-gram model.
     *
     * @return what {@link #logProb} and {@link #state} take apart
     */
    long step(int state, int symbol);

    /** Natural log of the probability that the sentence ends here. */
    float end(int state);

    /**
     * Says which states may still be asked for, so that a model that keeps something for each may
     * let go of the others. States keep their numbers.
     *
     * @param states [count] the living, in any order, repetitions allowed
     */
    default void retain(int[] states, int count) {}

    /** Packs a step. */
    static long pack(int state, float logProb) {
      return (long) state << 32 | Float.floatToRawIntBits(logProb) & 0xffff_ffffL;
    }

    /** The state that a step leads to. */
    static int state(long step) {
      return (int) (step >>> 32);
    }

    /** Natural log of the probability of a step's symbol in its context. */
    static float logProb(long step) {
      return Float.intBitsToFloat((int) step);
    }
  }
}

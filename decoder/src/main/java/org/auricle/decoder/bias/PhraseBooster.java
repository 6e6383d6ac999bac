package org.auricle.decoder.bias;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.auricle.decoder.ctc.TokenBias;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.TokenTable;

/**
 * Makes phrases more likely, or less, than the models believe. It restricts nothing.
 *
 * <p>Objective: over a whole token sequence the steps and the end add up to
 *
 * <pre>
 *   sum over phrases p of weight(p) * number of times p was said
 * </pre>
 *
 * where a phrase was said if its words stand in the text one after the other, whole: "art" is not
 * in "party", and "some day" not in "someday". Times that overlap count each. A phrase's weight is
 * hence a natural-log score: with 2.3 a phrase wins against something that the models hold to be
 * ten times as probable.
 *
 * <p>So that phrases survive pruning while they are being said, a part of a positive weight is
 * advanced with every character, in equal shares of 10 nats at most; if the phrase does not go on,
 * the advance is taken back, down to what phrases that began later have earned. A negative weight
 * is charged when the phrase is complete, since words that merely begin like it should not suffer.
 *
 * <p>Tokens that spell are matched by what they spell, so that all ways to divide a phrase into
 * word pieces count; tokens that are sounds by the pronunciations in the lexicon. Without
 * separators between the words of sounds, where words begin and end cannot be seen, and phrases
 * match anywhere.
 */
public final class PhraseBooster implements TokenBias {
  private final PhraseAutomaton automaton;
  private final int[][] symbols; // [tokens][] what each token adds to the text
  private final int separator; // the symbol between words; NONE if there is none
  private final int start;
  private final float most;

  private PhraseBooster(PhraseAutomaton automaton, TokenSpelling spelling) {
    this.automaton = automaton;
    this.symbols = spelling.symbols();
    this.separator = spelling.separator();
    this.most = automaton.most() * Arrays.stream(symbols).mapToInt(s -> s.length).max().orElse(0);
    this.start = automaton.next(PhraseAutomaton.ROOT, separator); // as if behind a word
  }

  /**
   * Compiles phrases.
   *
   * @param phrases a phrase given twice counts with both weights
   * @param tokens what the acoustic model emits
   * @param sounds how words are pronounced, if the tokens are sounds; empty if they spell
   * @throws DecodeRequestException naming a phrase that the tokens cannot spell and the character,
   *     or a word without a pronunciation
   */
  public static PhraseBooster compile(
      List<BoostedPhrase> phrases, TokenTable tokens, Optional<Pronunciations> sounds) {
    TokenSpelling spelling = TokenSpelling.of(tokens, sounds);
    return new PhraseBooster(
        new PhraseAutomaton(phrases.stream().flatMap(p -> spelling.patterns(p).stream()).toList()),
        spelling);
  }

  @Override
  public int start() {
    return start;
  }

  @Override
  public long step(int state, int token) {
    int node = state;
    float change = 0;
    for (int symbol : symbols[token]) {
      if (symbol != separator || symbol != automaton.symbol(node)) { // separators join
        int next = automaton.next(node, symbol);
        change += automaton.earned(next) - automaton.earned(node) + automaton.completed(next);
        node = next;
      }
    }
    return LanguageModel.Session.pack(node, change);
  }

  @Override
  public float most() {
    return most;
  }

  @Override
  public float end(int state) {
    int next = state;
    float completed = 0;
    if (automaton.symbol(state) != separator) { // the end ends a word
      next = automaton.next(state, separator);
      completed = automaton.completed(next);
    }
    return completed - automaton.earned(state);
  }
}

package org.auricle.decoder.bias;

import java.util.List;
import java.util.Optional;
import org.auricle.decoder.ctc.Fusion;
import org.auricle.decoder.ctc.FusionWeights;
import org.auricle.decoder.ctc.Lexicon;
import org.auricle.decoder.ctc.RequestCompiler;
import org.auricle.decoder.ctc.TokenBias;
import org.auricle.decoder.grammar.GrammarCompiler;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeRequestException;
import org.auricle.engine.recognition.Grammar;
import org.auricle.engine.recognition.TokenTable;

/**
 * Makes boosts and grammars of a request what a search takes. A grammar takes the place of all
 * language models: its own scores count in full, and its words as nothing. Thread-safe; what was
 * compiled last is kept, since one caller's utterances tend to ask for the same.
 */
public final class BiasCompiler implements RequestCompiler {
  private static final FusionWeights GRAMMAR_WEIGHTS = new FusionWeights(1, 0, 0, 0, 0);

  private final TokenTable tokens;
  private final Optional<Pronunciations> sounds;
  private final TokenSpelling spelling;
  private volatile Kept kept = new Kept(List.of(), Optional.empty(), Compiled.NOTHING);

  /** A request's part that is compiled, and what it comes to. */
  private record Kept(List<BoostedPhrase> boosts, Optional<Grammar> grammar, Compiled compiled) {}

  /**
   * A compiler for one model.
   *
   * @param lexicon the model's words, if it has any; tokens that do not spell most of them are
   *     taken for sounds
   */
  public BiasCompiler(TokenTable tokens, Optional<Lexicon> lexicon) {
    this.tokens = tokens;
    this.sounds = lexicon.flatMap(words -> LexiconSounds.of(words, tokens));
    this.spelling = TokenSpelling.of(tokens, sounds);
  }

  /**
   * Compiles a request.
   *
   * @throws DecodeRequestException if it cannot be met
   */
  @Override
  public Compiled compile(DecodeRequest request) {
    Kept last = kept;
    if (last.boosts.equals(request.boosts()) && last.grammar.equals(request.grammar())) {
      return last.compiled;
    }
    Optional<TokenBias> bias =
        request.boosts().isEmpty()
            ? Optional.empty()
            : Optional.of(PhraseBooster.compile(request.boosts(), tokens, sounds));
    Compiled compiled = new Compiled(request.grammar().map(this::constraint), bias);
    kept = new Kept(request.boosts(), request.grammar(), compiled);
    return compiled;
  }

  private Fusion constraint(Grammar grammar) {
    GrammarCompiler.CompiledGrammar compiled =
        GrammarCompiler.compile(grammar, tokens, spelling::tokens);
    return Fusion.of(compiled.lexicon(), compiled.model(), GRAMMAR_WEIGHTS);
  }
}

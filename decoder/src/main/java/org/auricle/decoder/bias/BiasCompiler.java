package org.auricle.decoder.bias;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * language models: its own scores count in full, and its words as nothing. Boosted words that the
 * model's lexicon lacks, if somebody knows how they sound, join it for this request; to a language
 * model they are unknown words. Thread-safe; what was compiled lately is kept, since callers'
 * utterances tend to ask for the same few things: the turns of a conversation go back and forth.
 */
public final class BiasCompiler implements RequestCompiler {
  private static final int MOST_KEPT = 8; // a large grammar has some megabytes

  private static final FusionWeights GRAMMAR_WEIGHTS = new FusionWeights(1, 0, 0, 0, 0);

  private final TokenTable tokens;
  private final Fusion fusion;
  private final Optional<Pronunciations> sounds;
  private final TokenSpelling spelling;
  private final Map<Wanted, Compiled> kept = // guarded by itself; the eldest first
      new LinkedHashMap<>(2 * MOST_KEPT, 0.75f, true);

  /** A request's part that is compiled. */
  private record Wanted(List<BoostedPhrase> boosts, Optional<Grammar> grammar) {}

  /**
   * A compiler for one model.
   *
   * @param lexicon the model's words, if it has any; tokens that do not spell most of them are
   *     taken for sounds
   */
  public BiasCompiler(TokenTable tokens, Optional<Lexicon> lexicon) {
    this(
        tokens,
        lexicon.map(words -> Fusion.of(words, FusionWeights.DEFAULT)).orElse(Fusion.NONE),
        Optional.empty());
  }

  /**
   * A compiler for one model that also knows words which its lexicon lacks.
   *
   * @param fusion the search's own
   * @param others how words sound that are not in its lexicon, if the tokens are sounds and anybody
   *     knows
   */
  public BiasCompiler(TokenTable tokens, Fusion fusion, Optional<Pronunciations> others) {
    this.tokens = tokens;
    this.fusion = fusion;
    Optional<Pronunciations> own = fusion.lexicon().flatMap(w -> LexiconSounds.of(w, tokens));
    this.sounds = fusion.lexicon().isPresent() ? own.map(known -> known.orElse(others)) : others;
    this.spelling = TokenSpelling.of(tokens, sounds);
  }

  /**
   * Compiles a request.
   *
   * @throws DecodeRequestException if it cannot be met
   */
  @Override
  public Compiled compile(DecodeRequest request) {
    if (request.boosts().isEmpty() && request.grammar().isEmpty()) {
      return Compiled.NOTHING;
    }
    Wanted wanted = new Wanted(request.boosts(), request.grammar());
    synchronized (kept) {
      Compiled known = kept.get(wanted);
      if (known != null) {
        return known;
      }
    }
    Compiled compiled = compile(wanted);
    synchronized (kept) {
      kept.put(wanted, compiled);
      if (kept.size() > MOST_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return compiled;
  }

  private Compiled compile(Wanted wanted) {
    Optional<TokenBias> bias =
        wanted.boosts().isEmpty()
            ? Optional.empty()
            : Optional.of(PhraseBooster.compile(wanted.boosts(), tokens, sounds));
    Optional<Fusion> constraint =
        wanted.grammar().isPresent()
            ? wanted.grammar().map(this::constraint)
            : extended(wanted.boosts());
    return new Compiled(constraint, bias);
  }

  /**
   * The ways in which a phrase may appear among the network's tokens, with separators between its
   * words if there are any, not around it.
   *
   * @return at least one
   * @throws DecodeRequestException if a word cannot be spelled or pronounced
   */
  public List<int[]> sequences(String phrase) {
    int[] between = tokens.space() < 0 ? new int[0] : new int[] {tokens.space()};
    return spelling.sequences(phrase, between);
  }

  private Fusion constraint(Grammar grammar) {
    GrammarCompiler.CompiledGrammar compiled =
        GrammarCompiler.compile(grammar, tokens, spelling::tokens);
    return Fusion.of(compiled.lexicon(), compiled.model(), GRAMMAR_WEIGHTS);
  }

  /** The search's own fusion with the words of boosts that its lexicon lacks, if there are any. */
  private Optional<Fusion> extended(List<BoostedPhrase> boosts) {
    if (fusion.lexicon().isEmpty() || sounds.isEmpty()) {
      return Optional.empty();
    }
    Lexicon lexicon = fusion.lexicon().get();
    List<Lexicon.Entry> entries = new ArrayList<>();
    for (BoostedPhrase boost : boosts) {
      for (String word : TokenSpelling.words(boost.text())) {
        if (boost.weight() > 0 && LexiconSounds.written(word).noneMatch(lexicon::contains)) {
          spelling.tokens(word).forEach(ids -> entries.add(new Lexicon.Entry(word, ids)));
        }
      }
    }
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fusion(
                Optional.of(lexicon.with(entries)),
                fusion.wordModel(),
                fusion.tokenModel(),
                fusion.weights()));
  }
}

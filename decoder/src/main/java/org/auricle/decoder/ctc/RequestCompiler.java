package org.auricle.decoder.ctc;

import java.util.Optional;
import org.auricle.engine.recognition.DecodeRequest;

/** Turns what a caller asks for one utterance into what a search can use. Thread-safe. */
public interface RequestCompiler {

  /** Knows of no boosts and no grammars. */
  RequestCompiler NONE = request -> Compiled.NOTHING;

  /**
   * Compiles a request.
   *
   * @throws IllegalArgumentException if it cannot be met
   */
  Compiled compile(DecodeRequest request);

  /**
   * What a request comes to.
   *
   * @param constraint used for this utterance in place of the decoder's own fusion
   * @param bias scores of tokens
   */
  record Compiled(Optional<Fusion> constraint, Optional<TokenBias> bias) {

    /** Nothing asked for. */
    public static final Compiled NOTHING = new Compiled(Optional.empty(), Optional.empty());
  }
}

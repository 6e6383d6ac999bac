package org.auricle.tools.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.decoder.ctc.Lexicon;
import org.auricle.engine.recognition.Alignment;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.models.ModelBundle;

/**
 * What texts are made of: the tokens of a lexicon's first pronunciation of each word, or without a
 * lexicon the characters.
 */
public final class Spelling {
  private final Map<String, List<String>> pronunciations = new HashMap<>();
  private final boolean byLexicon;

  private Spelling(boolean byLexicon) {
    this.byLexicon = byLexicon;
  }

  /** That of a model. */
  public static Spelling of(ModelBundle bundle) {
    Optional<Lexicon> lexicon = bundle.language().lexicon();
    Spelling spelling = new Spelling(lexicon.isPresent());
    lexicon.ifPresent(words -> spelling.read(words, bundle.tokens()));
    return spelling;
  }

  private void read(Lexicon lexicon, TokenTable tokens) {
    for (Lexicon.Entry entry : lexicon.entries()) {
      List<String> symbols = new ArrayList<>();
      for (int token : entry.tokens()) {
        symbols.add(tokens.symbol(token));
      }
      pronunciations.putIfAbsent(Evaluation.normalize(entry.word()), symbols);
    }
  }

  /** Whether a lexicon says it. */
  public boolean byLexicon() {
    return byLexicon;
  }

  /** Both texts token by token; nothing if the lexicon lacks a word of them. */
  public Optional<Alignment> align(Evaluation.Utterance utterance) {
    if (!byLexicon) {
      return Optional.of(Alignment.ofCharacters(utterance.said(), utterance.heard()));
    }
    Optional<List<String>> said = spell(utterance.said());
    Optional<List<String>> heard = spell(utterance.heard());
    return said.isEmpty() || heard.isEmpty()
        ? Optional.empty()
        : Optional.of(Alignment.of(said.get(), heard.get()));
  }

  private Optional<List<String>> spell(String text) {
    List<String> tokens = new ArrayList<>();
    for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
      List<String> pronunciation = pronunciations.get(word);
      if (pronunciation == null) {
        return Optional.empty();
      }
      tokens.addAll(pronunciation);
    }
    return Optional.of(tokens);
  }
}

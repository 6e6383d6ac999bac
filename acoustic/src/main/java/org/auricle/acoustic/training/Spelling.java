package org.auricle.acoustic.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.acoustic.pieces.PieceOptions;
import org.auricle.acoustic.pieces.PieceTrainer;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.training.TrainingException;

/**
 * What a network emits, and how texts are written in it.
 *
 * @param tokens the blank first
 * @param speller of texts
 * @param pieces if the tokens are word pieces
 * @param bySound whether words that sound alike are written alike, so that without a language model
 *     it is chance which of them is read
 */
record Spelling(TokenTable tokens, Speller speller, Optional<PieceModel> pieces, boolean bySound) {

  /** Of tokens that a speller knows what to do with. */
  static Spelling of(List<String> tokens, Function<TokenTable, Speller> spellers) {
    TokenTable table = new TokenTable(tokens, 0);
    return new Spelling(table, spellers.apply(table), Optional.empty(), true);
  }

  /**
   * As a recipe says.
   *
   * @param known pieces that the recipe's tokens are, if it asks for no others
   * @param corpora in whose texts pieces are found, in the recipe's order
   * @throws TrainingException if its texts have too many characters for so many pieces
   */
  static Spelling of(
      TrainingConfig config,
      Optional<PieceModel> known,
      List<Manifest> corpora,
      TrainingListener warnings)
      throws IOException {
    TrainingConfig.Text text = config.text();
    if (text.pieces().wanted()) {
      Optional<Path> file = text.pieces().file();
      PieceModel pieces =
          file.isPresent() ? PieceModel.read(file.get()) : find(config, corpora, warnings);
      List<String> tokens = new ArrayList<>(List.of(text.tokens().get(0)));
      tokens.addAll(pieces.texts());
      return ofPieces(tokens, pieces, text);
    }
    if (known.isPresent() || PieceModel.arePieces(text.tokens())) {
      List<String> tokens = text.tokens();
      PieceModel pieces =
          known.orElseGet(() -> PieceModel.ofTokens(tokens.subList(1, tokens.size())));
      return ofPieces(tokens, pieces, text);
    }
    TokenTable table = new TokenTable(text.tokens(), 0);
    return new Spelling(table, table::encode, Optional.empty(), false);
  }

  private static Spelling ofPieces(
      List<String> tokens, PieceModel pieces, TrainingConfig.Text text) {
    TokenTable table = new TokenTable(tokens, 0);
    Speller speller = new PieceSpeller(table, pieces, text.pieces().temperature());
    return new Spelling(table, speller, Optional.of(pieces), false);
  }

  /** Pieces of the texts that can be spelled; what is wrong with others is said elsewhere. */
  private static PieceModel find(
      TrainingConfig config, List<Manifest> corpora, TrainingListener warnings) {
    TrainingConfig.Text text = config.text();
    String characters =
        text.tokens().stream()
            .skip(1)
            .filter(t -> t.codePointCount(0, t.length()) == 1 && !t.equals("|"))
            .map(t -> t.replace(PieceModel.WORD_START, ' '))
            .collect(Collectors.joining());
    PieceTrainer trainer =
        new PieceTrainer(new PieceOptions(text.pieces().count(), text.pieces().longest()));
    trainer.addCharacters(characters);
    for (int c = 0; c < corpora.size(); c++) {
      TrainingConfig.Corpus corpus = config.train().get(c);
      for (Manifest.Entry entry : corpora.get(c).entries()) {
        if (corpus.speech() && entry.durationSeconds() <= text.maxUtteranceSeconds()) {
          spellable(entry.text(), characters).ifPresent(t -> trainer.add(t, corpus.weight()));
        }
      }
    }
    PieceModel pieces;
    try {
      pieces = trainer.train();
    } catch (IllegalArgumentException e) {
      throw new TrainingException("text.pieces." + e.getMessage());
    }
    if (pieces.pieces().size() < text.pieces().count()) {
      warnings.onWarning(
          "text.pieces.count: %d, of which the texts give %d"
              .formatted(text.pieces().count(), pieces.pieces().size()));
    }
    return pieces;
  }

  /** A text as it stands or in lower case, as {@link UtteranceSet} takes it. */
  private static Optional<String> spellable(String text, String characters) {
    for (String candidate : List.of(text, text.toLowerCase(Locale.ROOT))) {
      if (candidate
          .codePoints()
          .allMatch(c -> Character.isWhitespace(c) || characters.indexOf(c) >= 0)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}

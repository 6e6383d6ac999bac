package org.auricle.acoustic.onnx.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.auricle.acoustic.onnx.family.Finding.Source;
import org.auricle.engine.recognition.TokenTable;

/** Finds out what a model's tokens are and which of them is blank. */
final class TokenInquiry {
  /** What blanks are called, the most telling first. */
  private static final List<String> BLANKS =
      List.of("<blk>", "<eps>", "<blank>", "<pad>", "[pad]", "[blank]", "<ctc_blank>");

  private final Inquiry inquiry;
  private final int vocabulary; // the output's last dimension
  private final boolean blankIsLast;

  TokenInquiry(Inquiry inquiry, int vocabulary, boolean blankIsLast) {
    this.inquiry = inquiry;
    this.vocabulary = vocabulary;
    this.blankIsLast = blankIsLast;
  }

  /** Asks; empty if nobody knows the blank, which is noted as missing. */
  Optional<TokenTable> tokens() {
    List<String> symbols = symbols();
    Optional<Integer> blank = blank(symbols);
    if (blank.isEmpty()) {
      inquiry.missing(
          ImportSetting.BLANK, "none of " + String.join(", ", BLANKS) + " is among the tokens");
      return Optional.empty();
    }
    try {
      TokenTable table = new TokenTable(symbols, blank.get());
      String file = inquiry.clues().symbolsFile();
      inquiry.note("tokens", "" + table.size(), Source.MODEL, file + ": " + kind(table));
      return Optional.of(table);
    } catch (IllegalArgumentException e) {
      throw inquiry.problem("tokens", e.getMessage(), "each once");
    }
  }

  private static String kind(TokenTable table) {
    boolean pieces = table.symbols().stream().anyMatch(s -> s.startsWith("\u2581"));
    if (pieces) {
      return "word pieces";
    }
    return table.space() < 0
        ? "no separator of words"
        : "words separated by \"" + table.symbol(table.space()) + "\"";
  }

  private List<String> symbols() {
    List<String> symbols = new ArrayList<>(inquiry.clues().symbols());
    int listed = symbols.size();
    while (symbols.size() > vocabulary && symbols.get(symbols.size() - 1).matches("#[0-9]+")) {
      symbols.remove(symbols.size() - 1); // icefall lists symbols of its lexicon as well
    }
    if (symbols.size() == vocabulary - 1 && blankIsLast && namedBlank(symbols).isEmpty()) {
      symbols.add(BLANKS.get(0));
      inquiry.note(
          "last token", BLANKS.get(0), Source.ASSUMED, "the list of tokens lacks the blank");
    }
    if (symbols.size() == vocabulary) {
      return symbols;
    }
    throw inquiry.problem(
        "tokens",
        "" + listed,
        vocabulary
            + ", the last dimension of the output; "
            + (listed < vocabulary
                ? "does the list lack the blank or other special tokens?"
                : "is it another model's list?"));
  }

  private static Optional<Integer> namedBlank(List<String> symbols) {
    List<String> lower = symbols.stream().map(s -> s.toLowerCase(Locale.ROOT)).toList();
    return BLANKS.stream().map(lower::indexOf).filter(id -> id >= 0).findFirst();
  }

  private Optional<Integer> blank(List<String> symbols) {
    return inquiry
        .ask(ImportSetting.BLANK)
        .or(
            inquiry.clues().config("pad_token_id").map(id -> symbol(id, symbols)),
            Source.CONFIG,
            "pad_token_id")
        .or(namedBlank(symbols).map(symbols::get), Source.MODEL, "the tokens")
        .or(
            blankIsLast ? Optional.of("" + (vocabulary - 1)) : Optional.empty(),
            Source.ASSUMED,
            "the last token, usual in the family")
        .as(text -> id(text, symbols));
  }

  private static String symbol(String id, List<String> symbols) {
    boolean known = id.matches("[0-9]{1,9}") && Integer.parseInt(id) < symbols.size();
    return known ? symbols.get(Integer.parseInt(id)) : id;
  }

  private static int id(String text, List<String> symbols) {
    int named = symbols.indexOf(text);
    int id = named >= 0 ? named : Integer.parseInt(text);
    if (id < 0 || id >= symbols.size()) {
      throw new IllegalArgumentException(text);
    }
    return id;
  }
}

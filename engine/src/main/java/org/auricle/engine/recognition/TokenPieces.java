package org.auricle.engine.recognition;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How symbols read as text. A symbol may be
 *
 * <ul>
 *   <li>the separator of words;
 *   <li>a word piece: one that begins with U+2581 begins a word (SentencePiece; Kudo and Richardson
 *       2018, arXiv 1808.06226);
 *   <li>a byte, {@code <0xE4>}: bytes that follow each other are joined and read as UTF-8, what is
 *       malformed in them as U+FFFD;
 *   <li>a special token such as {@code <unk>} or {@code </s>}, which is never shown;
 *   <li>anything else: itself.
 * </ul>
 *
 * <p>In scripts that are written without spaces each token is a word, without a space before it.
 */
final class TokenPieces {
  /** Begins a word piece that begins a word. */
  private static final char WORD_START = '\u2581';

  private static final Set<String> SPECIAL =
      Set.of(
          "<unk>",
          "<s>",
          "</s>",
          "<pad>",
          "<mask>",
          "<sos>",
          "<eos>",
          "<sos/eos>",
          "<blk>",
          "<blank>",
          "<eps>",
          "[unk]",
          "[pad]",
          "[cls]",
          "[sep]",
          "[mask]",
          "[blank]");

  private static final Pattern BYTE = Pattern.compile("<0x([0-9A-Fa-f]{2})>");

  private static final int NO_BYTE = -1;

  /** What a symbol does to the text: starts a word or not, then adds text or a byte. */
  private record Piece(boolean startsWord, String text, int octet) {}

  private final List<Piece> pieces; // by id

  TokenPieces(List<String> symbols, int blank, int space) {
    List<Piece> all = new ArrayList<>(symbols.size());
    for (int id = 0; id < symbols.size(); id++) {
      all.add(id == blank ? new Piece(false, "", NO_BYTE) : piece(symbols.get(id), id == space));
    }
    pieces = List.copyOf(all);
  }

  /** Whether a symbol is a word piece that begins a word. */
  static boolean startsWord(String symbol) {
    return !symbol.isEmpty() && symbol.charAt(0) == WORD_START;
  }

  private static Piece piece(String symbol, boolean space) {
    if (space) {
      return new Piece(true, "", NO_BYTE);
    }
    if (SPECIAL.contains(symbol.toLowerCase(Locale.ROOT))) {
      return new Piece(false, "", NO_BYTE);
    }
    Matcher octet = BYTE.matcher(symbol);
    if (octet.matches()) {
      return new Piece(false, "", Integer.parseInt(octet.group(1), 16));
    }
    boolean starts = startsWord(symbol);
    String text = starts ? symbol.substring(1) : symbol;
    return new Piece(starts, text.replace(WORD_START, ' '), NO_BYTE);
  }

  /** Whether a script is written without spaces. */
  static boolean isUnspaced(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA -> true;
      default -> false;
    };
  }

  /** What a token adds to the text, the start of a word as a blank. */
  byte[] utf8(int token) {
    Piece piece = pieces.get(token);
    if (piece.octet != NO_BYTE) {
      return new byte[] {(byte) piece.octet};
    }
    return ((piece.startsWord ? " " : "") + piece.text).getBytes(StandardCharsets.UTF_8);
  }

  /** The words of a token sequence, in order; none is empty. */
  List<TokenWord> words(int[] tokens) {
    Words words = new Words();
    for (int i = 0; i < tokens.length; i++) {
      Piece piece = pieces.get(tokens[i]);
      if (piece.startsWord) {
        words.end(true);
      }
      if (piece.octet != NO_BYTE) {
        words.addByte(piece.octet, i);
      } else if (!piece.text.isEmpty()) {
        words.add(piece.text, i);
      }
    }
    words.end(true);
    return words.done;
  }

  /** Words as they grow. */
  private static final class Words {
    final List<TokenWord> done = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean spaced = true; // whether the word that grows stands behind a space
    private int first = -1;
    private int last;

    void addByte(int octet, int position) {
      bytes.write(octet);
      extend(position);
    }

    void add(String piece, int position) {
      flushBytes();
      if (splits(piece)) {
        end(false);
      }
      text.append(piece);
      extend(position);
    }

    private void extend(int position) {
      first = first < 0 ? position : first;
      last = position;
    }

    private boolean splits(String piece) {
      if (text.isEmpty()) {
        return false;
      }
      int next = piece.codePointAt(0);
      return isUnspaced(next)
          || isUnspaced(text.codePointBefore(text.length())) && Character.isLetterOrDigit(next);
    }

    private void flushBytes() {
      text.append(bytes.toString(StandardCharsets.UTF_8)); // replaces what is malformed
      bytes.reset();
    }

    /** Ends the word; {@code space} says whether a space follows. */
    void end(boolean space) {
      flushBytes();
      String word = text.toString().strip();
      text.setLength(0);
      if (!word.isEmpty()) {
        done.add(new TokenWord(word, first, last, spaced));
        spaced = space;
      } else {
        spaced |= space;
      }
      first = -1;
    }
  }
}

package org.auricle.acoustic.pieces;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.auricle.engine.recognition.UnspellableException;

/**
 * Word pieces with their probabilities: a unigram language model (Kudo 2018, "Subword
 * Regularization", arXiv 1804.10959). A word is divided into those pieces whose probabilities have
 * the largest product; U+2581 marks the start of a word, as in SentencePiece.
 *
 * <p>Byte-pair encoding (Sennrich et al. 2016) would need no probabilities, but knows one way to
 * divide a word only, that in which its merges happen to have come about. Here pieces are
 * independent of each other, as CTC takes its tokens to be, the division is the likeliest of all,
 * and others can be drawn in training, so that a network does not learn one by heart.
 *
 * <p>Immutable.
 */
public final class PieceModel {
  /** Begins a piece that begins a word. */
  public static final char WORD_START = '\u2581';

  /** What marks a token that is never shown; as a piece, its text would be lost. */
  private static final Pattern SPECIAL = Pattern.compile("<.+>|\\[.+\\]");

  private static final double FAR_LESS = 10; // nats that a character without a past is less likely

  private final List<Piece> pieces;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Set<Integer> characters = new HashSet<>(); // code points of all pieces
  private final double[] logProbs;
  private final int span; // code points of the longest piece

  /**
   * A piece.
   *
   * @param text what it spells, behind U+2581 if it begins a word; U+2581 alone is the start of a
   *     word and nothing else
   * @param logProb natural logarithm of its probability
   */
  public record Piece(String text, double logProb) {

    /** Requires text without blanks and a probability. */
    public Piece {
      if (!isPiece(text)) {
        throw new IllegalArgumentException(
            "piece \""
                + text
                + "\" (expected: text without blanks; U+2581 at its start, if at all)");
      }
      if (!(logProb <= 0 && logProb > Double.NEGATIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "piece \"" + text + "\": ln P = " + logProb + " (expected: a number <= 0)");
      }
    }
  }

  private PieceModel(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("pieces: 0 (expected: >= 1)");
    }
    int longest = 1;
    for (Piece piece : pieces) {
      if (ids.putIfAbsent(piece.text, ids.size()) != null) {
        throw new IllegalArgumentException("piece \"" + piece.text + "\" twice (expected: once)");
      }
      longest = Math.max(longest, piece.text.codePointCount(0, piece.text.length()));
      piece.text.codePoints().forEach(characters::add);
    }
    span = longest;
    logProbs = pieces.stream().mapToDouble(Piece::logProb).toArray();
  }

  /**
   * A model of pieces.
   *
   * @throws IllegalArgumentException if there are none, or one stands there twice
   */
  public static PieceModel of(List<Piece> pieces) {
    return new PieceModel(pieces);
  }

  /**
   * A model of tokens whose probabilities nobody knows, such as an imported model's: words are
   * divided into as few as possible. Tokens in angle or square brackets are none of its pieces, nor
   * are those with blanks or more than one mark.
   *
   * @throws IllegalArgumentException if no token is left
   */
  public static PieceModel ofTokens(List<String> tokens) {
    List<String> texts = tokens.stream().filter(t -> isPiece(t) && !isSpecial(t)).toList();
    double logProb = -StrictMath.log(Math.max(1, texts.size()));
    return new PieceModel(texts.stream().map(text -> new Piece(text, logProb)).toList());
  }

  /** Whether tokens are word pieces: one of them begins with U+2581. */
  public static boolean arePieces(List<String> tokens) {
    return tokens.stream().anyMatch(t -> !t.isEmpty() && t.charAt(0) == WORD_START);
  }

  private static boolean isPiece(String text) {
    return !text.isEmpty() && text.lastIndexOf(WORD_START) <= 0 && !Words.hasBlank(text);
  }

  /** Whether a token is one that is never shown. */
  static boolean isSpecial(String token) {
    return SPECIAL.matcher(token).matches();
  }

  /**
   * Reads pieces in UTF-8: on every line a piece, a tab and the natural logarithm of its
   * probability, as in SentencePiece's {@code .vocab} files. Special tokens, in angle or square
   * brackets, are left out; empty lines count for nothing.
   *
   * @throws PieceException naming the line, if the file is absent or malformed
   */
  public static PieceModel read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new PieceException(file.toString(), 0, "is a directory (expected: a file)");
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new PieceException(file.toString(), 0, "no such file");
    } catch (CharacterCodingException e) {
      throw new PieceException(file.toString(), 0, "not UTF-8");
    }
    int number = 0;
    try {
      List<Piece> pieces = new ArrayList<>();
      for (String line : lines) {
        number++;
        if (!line.isBlank() && !isSpecial(line.substring(0, Math.max(0, line.indexOf('\t'))))) {
          pieces.add(parse(line));
        }
      }
      number = 0; // what is wrong now is wrong with all of it
      return new PieceModel(pieces);
    } catch (IllegalArgumentException e) {
      throw new PieceException(file.toString(), number, e.getMessage());
    }
  }

  private static Piece parse(String line) {
    int tab = line.indexOf('\t');
    if (tab < 0) {
      throw new IllegalArgumentException("no tab (expected: piece, tab, ln P)");
    }
    String number = line.substring(tab + 1).strip();
    try {
      return new Piece(line.substring(0, tab), Double.parseDouble(number));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("ln P: \"" + number + "\" (expected: a number <= 0)", e);
    }
  }

  /** Writes what {@link #read} reads: the same model. */
  public void write(Path file) throws IOException {
    Files.write(file, pieces.stream().map(p -> p.text + "\t" + p.logProb).toList());
  }

  /** All pieces; the likeliest first, if it was trained here. */
  public List<Piece> pieces() {
    return pieces;
  }

  /** Their texts, in the same order. */
  public List<String> texts() {
    return pieces.stream().map(Piece::text).toList();
  }

  /**
   * The same with pieces of one character each, far less likely than any other; those that are
   * there stay as they are. The start of a word, alone, comes with them, for words that begin so.
   */
  public PieceModel with(Collection<String> characters) {
    double least = pieces.stream().mapToDouble(Piece::logProb).min().orElseThrow();
    List<Piece> more = new ArrayList<>(pieces);
    List<String> wanted = new ArrayList<>(characters);
    if (!ids.keySet().containsAll(wanted)) {
      wanted.add(String.valueOf(WORD_START));
    }
    wanted.stream()
        .distinct()
        .filter(c -> !ids.containsKey(c))
        .forEach(c -> more.add(new Piece(c, least - FAR_LESS)));
    return new PieceModel(more);
  }

  /**
   * The pieces of a text, in order; nothing between words but the mark with which each begins.
   *
   * @param text words separated by blanks
   * @throws UnspellableException naming the characters that no piece reaches
   */
  public List<String> split(String text) {
    return split(text, lattice -> lattice.best(logProbs));
  }

  /**
   * One of all ways to divide a text, drawn by chance (subword regularisation).
   *
   * @param temperature T: a way is drawn with a probability in proportion to P^(1/T). 1: as
   *     probable as it is; more: others become more frequent; towards 0: only the likeliest
   * @throws UnspellableException as {@link #split(String)}
   */
  public List<String> sample(String text, double temperature, RandomGenerator random) {
    if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("temperature: " + temperature + " (expected: > 0)");
    }
    return split(text, lattice -> lattice.sample(logProbs, temperature, random));
  }

  /** Finds a way through a lattice. */
  private interface Search {
    int[] path(Lattice lattice);
  }

  private List<String> split(String text, Search search) {
    Set<String> unknown = new LinkedHashSet<>();
    if (text.indexOf(WORD_START) >= 0) {
      unknown.add(String.valueOf(WORD_START)); // it stands for no character
    }
    List<String> split = new ArrayList<>();
    for (String word : Words.of(text)) {
      int[] characters = (WORD_START + word).codePoints().toArray();
      Lattice lattice = Lattice.of(characters, ids, span);
      int[] path = search.path(lattice);
      if (path.length == 0) {
        addUnknown(characters, lattice, unknown);
      }
      for (int id : path) {
        split.add(pieces.get(id).text);
      }
    }
    if (!unknown.isEmpty()) {
      throw UnspellableException.noTokens(unknown, text);
    }
    return split;
  }

  /** Characters that no piece has; if there are none, the first that pieces do not lead to. */
  private void addUnknown(int[] word, Lattice lattice, Set<String> unknown) {
    int before = unknown.size();
    Arrays.stream(word, 1, word.length)
        .filter(c -> !characters.contains(c))
        .forEach(c -> unknown.add(Character.toString(c)));
    if (unknown.size() == before) {
      unknown.add(Character.toString(word[Math.max(1, lattice.reach(logProbs))]));
    }
  }

  /** The text of pieces: words separated by single blanks. */
  public static String join(List<String> pieces) {
    return String.join("", pieces).replace(WORD_START, ' ').strip();
  }
}

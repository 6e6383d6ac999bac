package org.auricle.decoder.ctc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.recognition.UnspellableException;

/**
 * The words that a search may find and the tokens that spell each: letters, word pieces or phones,
 * in one or several ways. Several words may be spelled alike. Immutable; shared by all streams.
 *
 * <p>If the tokens have a separator, every spelling ends with it; where it is not given, it is
 * added. A word at the end of an utterance is complete without it.
 */
public final class Lexicon {
  private final TokenTable tokens;
  private final Map<String, int[]> spellings; // the first of each word
  private final List<String> words; // [words] distinct
  private final int[] wordOf; // [entries] position in words
  private final SpellingTree tree;

  /**
   * One way to spell a word.
   *
   * @param word as written in transcripts and language models
   * @param tokens [n] ids, at least one
   */
  public record Entry(String word, int[] tokens) {

    /** Requires a word and a token. */
    public Entry {
      if (word.isBlank()) {
        throw new IllegalArgumentException("word: \"" + word + "\" (expected: a word)");
      }
      if (tokens.length == 0) {
        throw new IllegalArgumentException("word \"" + word + "\": no tokens (expected: >= 1)");
      }
    }
  }

  private Lexicon(
      TokenTable tokens, Map<String, int[]> spellings, int[] wordOf, SpellingTree tree) {
    this.tokens = tokens;
    this.spellings = spellings;
    this.words = List.copyOf(spellings.keySet());
    this.wordOf = wordOf;
    this.tree = tree;
  }

  /**
   * A lexicon of entries. Repeated entries count once.
   *
   * @throws IllegalArgumentException if there are none, or one has a token that is no token of the
   *     table, or nothing but the separator
   */
  public static Lexicon of(List<Entry> entries, TokenTable tokens) {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("lexicon: no words (expected: >= 1)");
    }
    Map<String, Integer> ids = new HashMap<>();
    Map<String, int[]> first = new LinkedHashMap<>();
    List<Spelling> spellings = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      int word = ids.computeIfAbsent(entry.word, w -> ids.size());
      int[] spelled = spell(entry, tokens);
      first.putIfAbsent(entry.word, spelled);
      spellings.add(new Spelling(spelled, word));
    }
    spellings.sort(Spelling.ORDER);
    List<Spelling> distinct = new ArrayList<>(spellings.size());
    for (Spelling s : spellings) {
      if (distinct.isEmpty() || Spelling.ORDER.compare(distinct.get(distinct.size() - 1), s) != 0) {
        distinct.add(s);
      }
    }
    int[] wordOf = distinct.stream().mapToInt(Spelling::word).toArray();
    int[][] sequences = distinct.stream().map(Spelling::tokens).toArray(int[][]::new);
    return new Lexicon(tokens, first, wordOf, SpellingTree.of(sequences));
  }

  /** The tokens of an entry, the separator last. */
  private static int[] spell(Entry entry, TokenTable tokens) {
    for (int token : entry.tokens) {
      if (token < 0 || token >= tokens.size() || token == tokens.blank()) {
        throw new IllegalArgumentException(
            "word \""
                + entry.word
                + "\": token "
                + token
                + " (expected: 0.."
                + (tokens.size() - 1)
                + ", not the blank "
                + tokens.blank()
                + ")");
      }
    }
    int n = entry.tokens.length;
    int separator = tokens.space();
    if (entry.tokens[0] == separator) {
      throw new IllegalArgumentException(
          "word \"" + entry.word + "\" begins with the separator (expected: a token that shows)");
    }
    int[] spelled = Arrays.copyOf(entry.tokens, n + 1);
    spelled[n] = separator;
    return separator < 0 || entry.tokens[n - 1] == separator ? entry.tokens.clone() : spelled;
  }

  /**
   * Reads a lexicon in UTF-8: on every line a word, a tab, and the symbols of its tokens, separated
   * by spaces; {@code |} also stands for the separator. A word on several lines can be spelled in
   * several ways. Empty lines count for nothing.
   *
   * @throws LexiconException naming the line, if the file is absent, malformed, or names a symbol
   *     that is not in the table
   */
  public static Lexicon read(Path file, TokenTable tokens) throws IOException {
    if (Files.isDirectory(file)) {
      throw new LexiconException(file.toString(), 0, "is a directory (expected: a file)");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), tokens);
    } catch (NoSuchFileException e) {
      throw new LexiconException(file.toString(), 0, "no such file");
    }
  }

  /**
   * The same from a stream, which is left open.
   *
   * @param source what stands for the file in messages
   */
  public static Lexicon read(InputStream in, String source, TokenTable tokens) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    List<Entry> entries = new ArrayList<>();
    int number = 1;
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          Entry entry = parse(line, tokens);
          spell(entry, tokens); // refuses here, where the line is known
          entries.add(entry);
        }
        number++;
      }
      number = 0; // what is wrong now is wrong with all of it
      return of(entries, tokens);
    } catch (CharacterCodingException e) {
      throw new LexiconException(source, number, "not UTF-8");
    } catch (IllegalArgumentException e) {
      throw new LexiconException(source, number, e.getMessage());
    }
  }

  private static Entry parse(String line, TokenTable tokens) {
    int tab = line.indexOf('\t');
    if (tab < 0) {
      throw new IllegalArgumentException("no tab (expected: word, tab, tokens)");
    }
    String word = line.substring(0, tab).strip();
    String spelling = line.substring(tab + 1).strip();
    if (spelling.isEmpty()) {
      throw new IllegalArgumentException("word \"" + word + "\": no tokens (expected: >= 1)");
    }
    String[] symbols = spelling.split("\\s+");
    int[] ids = new int[symbols.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = tokens.id(symbols[i]);
      if (ids[i] < 0 && symbols[i].equals("|")) {
        ids[i] = tokens.space();
      }
      if (ids[i] < 0) {
        throw new IllegalArgumentException(
            "word \"" + word + "\": \"" + symbols[i] + "\" is no symbol of the token table");
      }
    }
    return new Entry(word, ids);
  }

  /**
   * The tokens of a text, by the first spelling of each word; no separator at the end.
   *
   * @param text words separated by blank characters
   * @throws UnspellableException naming the words that are not in the lexicon
   */
  public int[] encode(String text) {
    IntStream.Builder ids = IntStream.builder();
    Set<String> unknown = new LinkedHashSet<>();
    for (String word : text.strip().split("\\s+")) {
      int[] spelling = spellings.get(word);
      if (spelling != null) {
        Arrays.stream(spelling).forEach(ids);
      } else if (!word.isEmpty()) {
        unknown.add(word);
      }
    }
    if (!unknown.isEmpty()) {
      throw new UnspellableException(unknown, text, "%s in %s: not in the lexicon");
    }
    int[] sequence = ids.build().toArray();
    int end = sequence.length;
    boolean separated = end > 0 && sequence[end - 1] == tokens.space();
    return separated ? Arrays.copyOf(sequence, end - 1) : sequence;
  }

  /** All the ways to spell all the words, the separator last if the tokens have one. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(size());
    int[][] spellings = new int[tree.nodes()][]; // of the nodes' beginnings
    spellings[SpellingTree.ROOT] = new int[0];
    for (int n = 0; n < tree.nodes(); n++) {
      for (int s = tree.from(n); s < tree.end(n); s++) {
        entries.add(new Entry(words.get(wordOf[s]), spellings[n]));
      }
      for (int c = tree.firstChild(n); c < tree.firstChild(n + 1); c++) {
        spellings[c] = Arrays.copyOf(spellings[n], spellings[n].length + 1);
        spellings[c][spellings[n].length] = tree.token(c);
      }
      spellings[n] = null;
    }
    return entries;
  }

  /** Whether a word can be found, written just so. */
  public boolean contains(String word) {
    return spellings.containsKey(word);
  }

  /**
   * These words and more.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  public Lexicon with(List<Entry> more) {
    List<Entry> all = entries();
    all.addAll(more);
    return of(all, tokens);
  }

  /** The tokens that spell. */
  TokenTable tokens() {
    return tokens;
  }

  /** Distinct words, in the order in which they first came. */
  public List<String> words() {
    return words;
  }

  /** Ways to spell them, all together. */
  public int size() {
    return wordOf.length;
  }

  /** [spellings] Positions in {@link #words()} of what the spellings in the tree stand for. */
  int[] wordOf() {
    return wordOf;
  }

  SpellingTree tree() {
    return tree;
  }
}

package org.auricle.decoder.lm.lstm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sentences as ids, in one array. Immutable. */
final class TextCorpus {
  private final int[] symbols; // all sentences, one after another
  private final int[] starts; // [sentences + 1]

  private TextCorpus(int[] symbols, int[] starts) {
    this.symbols = symbols;
    this.starts = starts;
  }

  /**
   * The lines of files that are not blank.
   *
   * @throws LstmLmException if a file is not UTF-8, saying where, or if there is no such line in
   *     all of them
   */
  static List<String> lines(List<Path> files) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files) {
      read(file, lines);
    }
    if (lines.isEmpty()) {
      String names = files.stream().map(Path::toString).collect(Collectors.joining(", "));
      throw new LstmLmException(names + ": no text (expected: one sentence a line)");
    }
    return lines;
  }

  private static void read(Path file, List<String> lines) throws IOException {
    int number = 1;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          lines.add(line.strip());
        }
        number++;
      }
    } catch (CharacterCodingException e) {
      throw new LstmLmException(file + ": not UTF-8 in or after line " + number, e);
    }
  }

  static TextCorpus of(List<String> lines, SymbolTable vocabulary) {
    int[] starts = new int[lines.size() + 1];
    int[] symbols = new int[1024];
    int count = 0;
    for (int s = 0; s < lines.size(); s++) {
      int[] ids = vocabulary.encode(lines.get(s));
      if (count + ids.length > symbols.length) {
        symbols = Arrays.copyOf(symbols, (count + ids.length) * 3 / 2);
      }
      System.arraycopy(ids, 0, symbols, count, ids.length);
      count += ids.length;
      starts[s + 1] = count;
    }
    return new TextCorpus(Arrays.copyOf(symbols, count), starts);
  }

  int sentences() {
    return starts.length - 1;
  }

  /** Symbols and, for each sentence, its end: what a model has to predict. */
  long predictions() {
    return (long) symbols.length + sentences();
  }

  /** The symbols of each sentence. */
  List<int[]> sentenceList() {
    return IntStream.range(0, sentences())
        .mapToObj(s -> Arrays.copyOfRange(symbols, starts[s], starts[s + 1]))
        .toList();
  }

  /** Occurrences of each symbol, ends of sentences included. */
  long[] counts(int vocabularySize) {
    long[] counts = new long[vocabularySize];
    for (int symbol : symbols) {
      counts[symbol]++;
    }
    counts[SymbolTable.BOUNDARY] += sentences();
    return counts;
  }

  /** All sentences in a random order with a boundary before each and after the last. */
  int[] shuffled(SplittableRandom random) {
    int n = sentences();
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    int[] text = new int[Math.toIntExact(predictions() + 1)];
    int at = 0;
    for (int s : order) {
      text[at++] = SymbolTable.BOUNDARY;
      int length = starts[s + 1] - starts[s];
      System.arraycopy(symbols, starts[s], text, at, length);
      at += length;
    }
    text[at] = SymbolTable.BOUNDARY;
    return text;
  }
}

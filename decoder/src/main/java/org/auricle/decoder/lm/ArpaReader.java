package org.auricle.decoder.lm;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads back-off models in ARPA's text format, as SRILM, KenLM, IRSTLM and MITLM write it; plain or
 * compressed with gzip, whatever the name. Probabilities and back-off weights are log10; a missing
 * back-off weight is 0. Every n-gram's context must be an n-gram too.
 */
final class ArpaReader {
  private static final int MAX_ORDER = 32;
  private static final int GZIP = 0x8b1f; // first two bytes, little-endian

  private final ArpaLines lines;
  private final NgramTable table = new NgramTable();
  private final List<Long> counts = new ArrayList<>(); // by order, from 1
  private final String[] fields = new String[MAX_ORDER + 2];
  private String line = "";

  private ArpaReader(InputStream in, String source) {
    this.lines = new ArpaLines(in, source);
  }

  /**
   * Reads a model.
   *
   * @throws NgramFormatException naming the line that is wrong
   */
  static NgramTable read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /** Reads a model from a stream that a name stands for in messages. */
  static NgramTable read(InputStream stream, String source) throws IOException {
    BufferedInputStream in = new BufferedInputStream(stream, 1 << 16);
    in.mark(2);
    int magic = in.read() | in.read() << 8;
    in.reset();
    try {
      InputStream text = magic == GZIP ? new GZIPInputStream(in, 1 << 16) : in;
      return new ArpaReader(text, source).read();
    } catch (ZipException | EOFException e) {
      throw new NgramFormatException(
          source, "broken gzip data: " + e.getMessage() + " (expected: a whole file)");
    }
  }

  private NgramTable read() throws IOException {
    nextText("\\data\\");
    if (!line.equals("\\data\\")) {
      throw found("\\data\\, the beginning of an ARPA file");
    }
    readCounts();
    for (int order = 1; order <= counts.size(); order++) {
      readSection(order);
    }
    if (!line.equals("\\end\\")) {
      throw found("\\end\\");
    }
    for (String marker : List.of(NgramTable.BEGIN, NgramTable.END)) {
      if (table.id(marker) == NgramTable.NONE) {
        throw lines.error("no unigram " + marker + " (expected: both <s> and </s>)");
      }
    }
    return table;
  }

  private void readCounts() throws IOException {
    nextText("ngram 1=N");
    while (line.startsWith("ngram ")) {
      int order = counts.size() + 1;
      int equals = line.indexOf('=');
      String expected = "ngram " + order + "=N, N >= 0 (orders 1.." + MAX_ORDER + ")";
      if (equals < 0 || order > MAX_ORDER) {
        throw found(expected);
      }
      try {
        long count = Long.parseLong(line.substring(equals + 1).strip());
        if (Integer.parseInt(line.substring(6, equals).strip()) != order || count < 0) {
          throw found(expected);
        }
        counts.add(count);
      } catch (NumberFormatException e) {
        throw found(expected);
      }
      nextText("\\1-grams:");
    }
    if (counts.isEmpty()) {
      throw found("ngram 1=N");
    }
  }

  private void readSection(int order) throws IOException {
    String header = "\\" + order + "-grams:";
    if (!line.equals(header)) {
      throw found(header);
    }
    long count = counts.get(order - 1);
    String after = order < counts.size() ? "\\" + (order + 1) + "-grams:" : "\\end\\";
    long read = 0;
    for (nextText(after); !line.startsWith("\\"); nextText(after)) {
      if (read == count) {
        throw lines.error(
            "more "
                + order
                + "-grams than announced (expected: "
                + count
                + ", then "
                + after
                + ")");
      }
      readNgram(order);
      read++;
    }
    if (read < count) {
      throw lines.error(
          read + " " + order + "-grams before \"" + clip(line) + "\" (expected: " + count + ")");
    }
  }

  private void readNgram(int order) throws NgramFormatException {
    int found = split();
    boolean highest = order == counts.size();
    if (found != order + 1 && found != order + 2) {
      throw found(
          "a " + order + "-gram: log10 P, " + order + " words" + (highest ? "" : ", back-off"));
    }
    float prob = number(fields[0], "log10 P");
    if (prob > 0) {
      throw lines.error("log10 P: " + fields[0] + " (expected: <= 0)");
    }
    float backoff = found == order + 2 ? number(fields[order + 1], "back-off weight") : 0;
    if (highest && backoff != 0) {
      throw lines.error(
          "back-off weight: " + fields[order + 1] + " (expected: none at the highest order)");
    }
    int entry = order == 1 ? table.addUnigram(fields[1], prob, backoff) : add(order, prob, backoff);
    if (entry == NgramTable.NONE) {
      throw lines.error("\"" + words(order) + "\" a second time (expected: each n-gram once)");
    }
  }

  private int add(int order, float prob, float backoff) throws NgramFormatException {
    int context = NgramTable.EMPTY;
    for (int i = 1; i <= order; i++) {
      int word = table.id(fields[i]);
      if (word == NgramTable.NONE) {
        throw lines.error("\"" + fields[i] + "\" is no unigram (expected: one of the vocabulary)");
      }
      if (i == order) {
        return table.add(context, word, order, prob, backoff);
      }
      context = table.find(context, word);
      if (context == NgramTable.NONE) {
        throw lines.error(
            "\""
                + words(i)
                + "\" is no n-gram (expected: one, as it is the context of \""
                + words(order)
                + "\")");
      }
    }
    throw new IllegalStateException("order: " + order);
  }

  private String words(int count) {
    return String.join(" ", Arrays.asList(fields).subList(1, count + 1));
  }

  private float number(String text, String what) throws NgramFormatException {
    try {
      float value = Float.parseFloat(text);
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw lines.error(what + ": " + clip(text) + " (expected: a finite number)");
  }

  /** Splits the line at blanks and tabs. Returns the number of fields, at most one too many. */
  private int split() {
    int count = 0;
    int i = 0;
    while (i < line.length()) {
      while (i < line.length() && isBlank(line.charAt(i))) {
        i++;
      }
      int start = i;
      while (i < line.length() && !isBlank(line.charAt(i))) {
        i++;
      }
      if (i > start) {
        if (count == fields.length) {
          return count + 1;
        }
        fields[count++] = line.substring(start, i);
      }
    }
    return count;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Goes to the next line that is not empty. */
  private void nextText(String expected) throws IOException {
    do {
      String next = lines.next();
      if (next == null) {
        throw lines.error("the end of the file (expected: " + expected + ")");
      }
      line = next;
    } while (line.isBlank());
    if (line.startsWith("\\")) {
      line = line.stripTrailing();
    }
  }

  private NgramFormatException found(String expected) {
    return lines.error("\"" + clip(line) + "\" (expected: " + expected + ")");
  }

  private static String clip(String line) {
    String text = line.replace('\t', ' ');
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}

package org.auricle.decoder.posteriors;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.auricle.engine.recognition.TokenTable;

/**
 * What the columns of a model's output mean: a file of symbols in the order of the columns, or a
 * layout that many models share.
 */
public final class TokenLayouts {
  /** Space, a to z, apostrophe, blank: DeepSpeech, PaddleSpeech, NeMo's character models. */
  public static final String LETTERS = "letters";

  /** The 32 symbols of wav2vec 2.0 and HuBERT fine-tuned on English: blank first, capitals. */
  public static final String WAV2VEC2 = "wav2vec2";

  private static final String BLANK = "<blank>";
  private static final Set<String> BLANKS =
      Set.of(BLANK, "<blk>", "<eps>", "<pad>", "[PAD]", "<ctc>", "\u03b5");

  private TokenLayouts() {}

  /**
   * Reads what the columns mean.
   *
   * @param fileOrLayout {@link #LETTERS}, {@link #WAV2VEC2}, or a file: a symbol a line in the
   *     order of the columns, or a symbol and its column. {@code <space>} or a blank line's blank
   *     is the space
   * @param blank the blank's column; {@code "first"}, {@code "last"}; or {@code ""} for the symbol
   *     that is called so. If the file lacks it, it is added there
   * @param columns of the output
   */
  public static TokenTable read(String fileOrLayout, String blank, int columns) throws IOException {
    List<String> symbols =
        switch (fileOrLayout) {
          case LETTERS -> letters();
          case WAV2VEC2 -> wav2vec2();
          default -> symbols(Path.of(fileOrLayout));
        };
    return table(symbols, blank, columns, fileOrLayout);
  }

  private static List<String> letters() {
    List<String> symbols = new ArrayList<>(List.of(" "));
    IntStream.rangeClosed('a', 'z').forEach(c -> symbols.add(Character.toString(c)));
    symbols.addAll(List.of("'", BLANK));
    return symbols;
  }

  private static List<String> wav2vec2() {
    List<String> symbols = new ArrayList<>(List.of("<pad>", "<s>", "</s>", "<unk>", "|"));
    "ETAONIHSRDLUMWCFGYPBVK'XJQZ".chars().forEach(c -> symbols.add(Character.toString(c)));
    return symbols;
  }

  private static List<String> symbols(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new PosteriorsException(file.toString(), "is a directory (expected: a symbol a line)");
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new PosteriorsException(file.toString(), "not UTF-8 (expected: a symbol a line)");
    }
    boolean numbered = !lines.isEmpty() && lines.stream().allMatch(l -> l.matches(".*\\s\\d+\\s*"));
    String[] symbols = new String[lines.size()];
    for (int i = 0; i < symbols.length; i++) {
      String line = lines.get(i);
      int column = i;
      String symbol = line;
      if (numbered) {
        String trimmed = line.stripTrailing();
        symbol = trimmed.replaceFirst("\\s\\d+$", "");
        String number = trimmed.substring(symbol.length()).strip();
        column = number.length() < 10 ? Integer.parseInt(number) : -1;
      }
      if (column < 0 || column >= symbols.length || symbols[column] != null) {
        throw new PosteriorsException(
            file.toString(),
            "line "
                + (i + 1)
                + ": column "
                + column
                + " (expected: each of 0.."
                + (symbols.length - 1)
                + " once)");
      }
      symbols[column] = symbol.isBlank() || symbol.equals("<space>") ? " " : symbol.strip();
    }
    return new ArrayList<>(List.of(symbols));
  }

  private static TokenTable table(List<String> symbols, String blank, int columns, String source)
      throws PosteriorsException {
    List<String> all = new ArrayList<>(symbols);
    int column = column(all, blank, columns, source);
    if (all.size() == columns - 1 && Collections.disjoint(all, BLANKS)) {
      all.add(column, BLANK);
    }
    if (all.size() != columns) {
      throw new PosteriorsException(
          source, all.size() + " symbols (expected: " + columns + ", one a column)");
    }
    try {
      return new TokenTable(all, column);
    } catch (IllegalArgumentException e) {
      throw new PosteriorsException(source, e.getMessage());
    }
  }

  private static int column(List<String> symbols, String blank, int columns, String source)
      throws PosteriorsException {
    switch (blank) {
      case "first":
        return 0;
      case "last":
        return columns - 1;
      case "":
        List<Integer> found =
            IntStream.range(0, symbols.size())
                .filter(i -> BLANKS.contains(symbols.get(i)))
                .boxed()
                .toList();
        if (found.size() != 1) {
          throw new PosteriorsException(
              source, found.size() + " symbols called like a blank (expected: 1, or its column)");
        }
        return found.get(0);
      default:
        if (!blank.matches("\\d{1,9}") || Integer.parseInt(blank) >= columns) {
          throw new PosteriorsException(
              source,
              "blank \"" + blank + "\" (expected: first, last or 0.." + (columns - 1) + ")");
        }
        return Integer.parseInt(blank);
    }
  }
}

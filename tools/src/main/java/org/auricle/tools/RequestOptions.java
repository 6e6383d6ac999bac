package org.auricle.tools;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.auricle.engine.recognition.BoostedPhrase;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Grammar;
import picocli.CommandLine.Option;

/** Options that say what is likely to be said, or what alone can be said. */
final class RequestOptions {
  private static final Pattern JSGF = Pattern.compile("^#JSGF|\\bpublic\\s*<");
  private static final Pattern JSGF_NAME = Pattern.compile("\\.(jsgf|gram)$");
  private static final String BYTE_ORDER_MARK = "\ufeff";

  @Option(
      names = "--boost",
      paramLabel = "PHRASE[=WEIGHT]",
      description =
          "Make a phrase likelier by WEIGHT nats, or less likely if it is negative (default: "
              + BoostedPhrase.DEFAULT_WEIGHT
              + "). May be repeated.")
  private List<String> boosts = List.of();

  @Option(
      names = "--boost-file",
      paramLabel = "FILE",
      description = "The same from a file, one phrase a line.")
  private Path boostFile;

  @Option(
      names = "--grammar",
      paramLabel = "FILE",
      description =
          "Recognise nothing but what FILE allows: a grammar in JSGF, or one phrase a line; or the"
              + " phrases themselves, separated by |. What fits nothing has an empty text.")
  private String grammar;

  /** What is asked of the decoder. */
  DecodeRequest request(int nBest) throws IOException {
    List<BoostedPhrase> phrases = new ArrayList<>();
    for (String boost : boosts) {
      phrases.add(phrase(boost, "--boost"));
    }
    if (boostFile != null) {
      for (String line : lines(boostFile)) {
        phrases.add(phrase(line, boostFile.toString()));
      }
    }
    return new DecodeRequest(nBest, phrases, grammar());
  }

  private static BoostedPhrase phrase(String option, String source) {
    int sign = option.lastIndexOf('=');
    String text = sign < 0 ? option : option.substring(0, sign);
    double weight = BoostedPhrase.DEFAULT_WEIGHT;
    try {
      if (sign >= 0) {
        weight = Double.parseDouble(option.substring(sign + 1).strip());
      }
      return new BoostedPhrase(text.strip(), weight);
    } catch (NumberFormatException e) {
      throw new InputException(
          source + ": \"" + option + "\" (expected: PHRASE or PHRASE=WEIGHT)", e);
    } catch (IllegalArgumentException e) {
      throw new InputException(source + ": \"" + option + "\": " + e.getMessage(), e);
    }
  }

  private Optional<Grammar> grammar() throws IOException {
    if (grammar == null) {
      return Optional.empty();
    }
    if (grammar.indexOf('|') >= 0) {
      return Optional.of(new Grammar.Phrases(List.of(grammar.split("\\|", -1))));
    }
    Path file = Path.of(grammar);
    List<String> lines = lines(file);
    boolean jsgf = isJsgf(lines) || JSGF_NAME.matcher(grammar).find();
    return Optional.of(
        jsgf ? new Grammar.Jsgf(read(file), grammar) : new Grammar.Phrases(lines, grammar));
  }

  /** A grammar that lacks its header is for the parser to refuse, not a list of odd phrases. */
  private static boolean isJsgf(List<String> lines) {
    return lines.stream().anyMatch(line -> JSGF.matcher(line).find());
  }

  /** The lines of a file that are not blank. */
  private static List<String> lines(Path file) throws IOException {
    String text = read(file);
    String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    return plain.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(TextFiles.notFolder(file));
    } catch (CharacterCodingException e) {
      throw new InputException(file + ": not UTF-8", e);
    }
  }
}

package org.auricle.tools.batch;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a recording's files are called, but for their endings. Parts in braces stand for what
 * belongs to the recording: {@code {dir}} the folders below the one that was named, with a slash at
 * the end; {@code {stem}} the name without its ending; {@code {file}} the name with it; {@code
 * {number}} the place in the batch, from 000001.
 *
 * @param text with parts in braces
 */
public record NameTemplate(String text) {
  /** As the recordings. */
  public static final String DEFAULT = "{dir}{stem}";

  private static final Pattern PART = Pattern.compile("\\{([^}]*)\\}");

  /** Refuses parts that it does not know. */
  public NameTemplate {
    expand(text, BatchInput.named("a.wav"), 1);
  }

  /**
   * The names of all files, in the order of the inputs: paths within the folder of the batch,
   * without endings.
   *
   * @throws BatchException if two recordings would have the same, or one is there twice
   */
  public List<String> names(List<BatchInput> inputs) {
    Set<BatchInput> different = new HashSet<>();
    Map<String, BatchInput> names = new LinkedHashMap<>();
    int number = 0;
    for (BatchInput input : inputs) {
      if (!different.add(input)) {
        throw new BatchException(input.name() + ": named twice (expected: each recording once)");
      }
      String name = expand(text, input, ++number);
      Path path = Path.of(name).normalize();
      if (path.isAbsolute()
          || path.startsWith("..")
          || path.toString().isBlank()
          || name.endsWith("/")) {
        throw new BatchException(
            "--name " + text + ": \"" + name + "\" (expected: a name within the folder)");
      }
      BatchInput other = names.put(path.toString(), input);
      if (other != null) {
        throw new BatchException(
            "%s and %s: both are called %s (expected: names that differ, as with --name '%s')"
                .formatted(other.name(), input.name(), name, "{number}-{file}"));
      }
    }
    return List.copyOf(names.keySet());
  }

  private static String expand(String text, BatchInput input, int number) {
    Matcher parts = PART.matcher(text);
    StringBuilder name = new StringBuilder();
    while (parts.find()) {
      String value =
          switch (parts.group(1)) {
            case "dir" -> input.folder();
            case "stem" -> input.stem();
            case "file" -> input.file();
            case "number" -> String.format(Locale.ROOT, "%06d", number);
            default ->
                throw new BatchException(
                    "--name: " + parts.group() + " (expected: {dir}, {stem}, {file} or {number})");
          };
      parts.appendReplacement(name, Matcher.quoteReplacement(value));
    }
    return parts.appendTail(name).toString();
  }
}

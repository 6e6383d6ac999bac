package org.auricle.tools.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the Java in documentation: what is fenced as such in Markdown, and code in Javadoc. */
final class ExampleFinder {
  private static final Pattern GIVEN = Pattern.compile("<!-- with: (.*) -->");

  private ExampleFinder() {}

  /** Examples of the pages and sources of a checkout. */
  static List<Example> in(Path checkout) throws IOException {
    List<Example> examples = new ArrayList<>();
    for (Path page : files(checkout, ".md")) {
      String name = checkout.relativize(page).toString();
      examples.addAll(inMarkdown(name, Files.readAllLines(page)));
    }
    for (Path source : files(checkout, ".java")) {
      if (source.toString().contains("/src/main/java/")) {
        String name = checkout.relativize(source).toString();
        examples.addAll(inJavadoc(name, Files.readAllLines(source)));
      }
    }
    return examples;
  }

  /** Packages of the modules, and those of the JDK that lines may use without naming them. */
  static List<String> packages(Path checkout) throws IOException {
    List<String> packages =
        new ArrayList<>(List.of("java.io", "java.nio.file", "java.time", "java.util"));
    for (Path source : files(checkout, "/src/main/java", "package-info.java")) {
      String name = source.getParent().toString().replaceFirst(".*/src/main/java/", "");
      packages.add(name.replace('/', '.'));
    }
    return packages;
  }

  private static List<Path> files(Path checkout, String ending) throws IOException {
    return files(checkout, "", ending);
  }

  private static List<Path> files(Path checkout, String part, String ending) throws IOException {
    try (Stream<Path> all =
        Files.find(
            checkout,
            Integer.MAX_VALUE,
            (path, attributes) -> attributes.isRegularFile() && path.toString().endsWith(ending))) {
      return all.filter(path -> !path.toString().contains("/target/"))
          // Built by a profile of its own, and so not always on the class path.
          .filter(path -> !path.startsWith(checkout.resolve("tools/spark/src")))
          .filter(path -> path.toString().contains(part))
          .sorted()
          .toList();
    }
  }

  /** Examples of a page. */
  static List<Example> inMarkdown(String file, List<String> lines) {
    return find(file, lines, "```java", "```");
  }

  /** Examples of a source. */
  static List<Example> inJavadoc(String file, List<String> lines) {
    List<String> comments =
        lines.stream().map(line -> line.replaceFirst("^\\s*\\* ?", "")).toList();
    return find(file, comments, "<pre>{@code", "}</pre>");
  }

  private static List<Example> find(String file, List<String> lines, String start, String end) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals(start)) {
        int from = i + 1;
        while (!lines.get(i).equals(end)) {
          i++;
        }
        examples.add(
            new Example(file, from + 1, given(lines.subList(0, from - 1)), lines.subList(from, i)));
      }
    }
    return examples;
  }

  /** What the last line says that is not empty. */
  private static String given(List<String> before) {
    for (int i = before.size() - 1; i >= 0; i--) {
      Matcher comment = GIVEN.matcher(before.get(i));
      if (comment.matches()) {
        return comment.group(1);
      }
      if (!before.get(i).isBlank()) {
        break;
      }
    }
    return "";
  }
}

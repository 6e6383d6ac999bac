package org.auricle.tools.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Java in documentation: a whole program, or some lines of one, which can be run if nothing is
 * given to them.
 *
 * @param file that it stands in
 * @param firstLine of it, from 1
 * @param given what stands in {@code <!-- with: ... -->} before it: parameters that its lines use
 * @param code as it is shown
 */
record Example(String file, int firstLine, String given, List<String> code) {
  private static final Pattern TYPE =
      Pattern.compile("public (?:final )?(?:class|record|interface) (\\w+).*");

  /** Copies the list. */
  Example {
    code = List.copyOf(code);
  }

  /** Name of the public type that it is, or of the one that its lines are put into. */
  String typeName() {
    return code.stream()
        .map(TYPE::matcher)
        .filter(Matcher::matches)
        .map(type -> type.group(1))
        .findFirst()
        .orElse(
            "Lines"
                + firstLine
                + "Of"
                + file.replaceAll("[^A-Za-z0-9]", "_").toLowerCase(Locale.ROOT));
  }

  private boolean isProgram() {
    return code.stream().anyMatch(line -> TYPE.matcher(line).matches());
  }

  /**
   * What the compiler reads. Lines keep their numbers: what is added stands on the first one.
   *
   * @param packages that lines may use without naming them
   */
  String source(List<String> packages) {
    if (isProgram()) {
      return String.join("\n", code) + "\n";
    }
    StringBuilder head = new StringBuilder();
    packages.forEach(name -> head.append("import ").append(name).append(".*; "));
    List<String> body = new ArrayList<>();
    for (String line : code) {
      if (line.startsWith("import ")) {
        head.append(line).append(' ');
        body.add("");
      } else {
        body.add(line);
      }
    }
    String method = given.isEmpty() ? "main(String[] args)" : "run(" + given + ")";
    head.append("public class ").append(typeName()).append(" { public static void ");
    head.append(method).append(" throws Exception { ");
    return head + String.join("\n", body) + "\n} }\n";
  }
}

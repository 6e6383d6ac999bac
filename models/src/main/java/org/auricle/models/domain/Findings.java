package org.auricle.models.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.auricle.engine.recognition.ErrorRate;

/** Collects what is wrong with a file, each fault once. Not thread-safe. */
final class Findings {
  private static final int MOST = 100; // who has made more mistakes, has made the same many times

  private final String file;
  private final Set<DomainProblem> faults = new LinkedHashSet<>();
  private final Set<DomainProblem> warnings = new LinkedHashSet<>();

  Findings(String file) {
    this.file = file;
  }

  void fault(int line, String problem) {
    add(faults, line, problem);
  }

  void warn(int line, String problem) {
    add(warnings, line, problem);
  }

  private void add(Set<DomainProblem> problems, int line, String problem) {
    if (problems.size() < MOST) {
      problems.add(new DomainProblem(file, line, problem.strip().replaceAll("\\s+", " ")));
    }
  }

  boolean areFaults() {
    return !faults.isEmpty();
  }

  /** By lines. */
  List<DomainProblem> warnings() {
    return sorted(warnings);
  }

  /** By lines. */
  DomainException exception() {
    return new DomainException(sorted(faults));
  }

  private static List<DomainProblem> sorted(Collection<DomainProblem> problems) {
    return problems.stream().sorted(Comparator.comparingInt(DomainProblem::line)).toList();
  }

  /** What a misspelled name may have been meant to be, to be put behind a message. */
  static String nearest(String name, Collection<String> known) {
    int most = Math.max(1, name.length() / 3);
    return known.stream()
        .filter(other -> distance(name, other) <= most)
        .min(Comparator.comparingInt(other -> distance(name, other)))
        .map(other -> " (did you mean " + other + "?)")
        .orElse(
            known.isEmpty()
                ? " (there are none)"
                : " (expected: one of "
                    + String.join(", ", known.stream().limit(10).toList())
                    + ")");
  }

  private static int distance(String a, String b) {
    return ErrorRate.ofCharacters(a, b).errors();
  }
}

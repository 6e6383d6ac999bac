package org.auricle.models.domain;

import java.util.List;
import java.util.stream.Collectors;

/** A domain file that cannot be used; its message has a line for each fault, in their order. */
public final class DomainException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<DomainProblem> problems;

  /**
   * Names the faults.
   *
   * @param problems at least one
   */
  public DomainException(List<DomainProblem> problems) {
    super(problems.stream().map(DomainProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** The faults, at least one. */
  public List<DomainProblem> problems() {
    return problems == null ? List.of() : problems; // of a copy that was sent somewhere
  }
}

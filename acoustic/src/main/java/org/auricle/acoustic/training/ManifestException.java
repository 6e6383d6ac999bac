package org.auricle.acoustic.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Manifests that cannot be used. The message names file and line, what was found and expected; if
 * there is more than one fault, it names the first and says how many there are, and {@link
 * #faults()} has them all.
 */
public final class ManifestException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient List<ManifestFault> faults;

  /**
   * Describes a problem in one line.
   *
   * @param file the manifest
   * @param line counted from 1; 0 if the problem is the file as a whole
   * @param problem what was found and what was expected
   */
  public ManifestException(Path file, int line, String problem) {
    this(List.of(new ManifestFault(file, line, problem)));
  }

  /**
   * Describes all that is wrong.
   *
   * @param faults at least one
   */
  public ManifestException(List<ManifestFault> faults) {
    super(message(faults));
    this.faults = List.copyOf(faults);
  }

  private static String message(List<ManifestFault> faults) {
    ManifestFault first = faults.get(0);
    return faults.size() == 1
        ? first.toString()
        : faults.size() + " faults in manifests and recordings; the first: " + first;
  }

  /** All that is wrong, by manifest and line. */
  public List<ManifestFault> faults() {
    return faults;
  }

  /** The manifest of the first fault. */
  public Path file() {
    return faults.get(0).manifest();
  }

  /** The first fault's, counted from 1; 0 if the problem is the file as a whole. */
  public int line() {
    return faults.get(0).line();
  }
}

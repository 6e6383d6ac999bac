package org.auricle.acoustic.training;

import java.nio.file.Path;

/**
 * One thing that is wrong with a manifest or with a recording that it names.
 *
 * @param manifest the file
 * @param line counted from 1; 0 if the problem is the file as a whole
 * @param problem what was found and what was expected
 */
public record ManifestFault(Path manifest, int line, String problem) {

  /** One line that says where and what. */
  @Override
  public String toString() {
    return manifest + (line > 0 ? ", line " + line : "") + ": " + problem;
  }
}

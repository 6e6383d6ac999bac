package org.auricle.decoder.posteriors;

import java.io.IOException;

/**
 * Posteriors that cannot be used: not an array, broken, of a wrong shape, not finite, not a
 * distribution. The message is one line that names the source, with what was found and what was
 * expected.
 */
public final class PosteriorsException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Describes a problem with a source. */
  public PosteriorsException(String source, String problem) {
    super((source + ": " + problem).replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?"));
  }
}

package org.auricle.models;

import java.io.IOException;

/** A bundle that cannot be used. The message names bundle, file, what was found and expected. */
public final class BundleException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A problem with a whole bundle. */
  public BundleException(String bundle, String problem) {
    super(bundle + ": " + problem);
  }

  /** A problem with one file of a bundle. */
  public BundleException(String bundle, String file, String problem) {
    super(bundle + ", " + file + ": " + problem);
  }
}

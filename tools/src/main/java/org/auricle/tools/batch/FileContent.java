package org.auricle.tools.batch;

import java.io.IOException;
import java.io.OutputStream;

/** What is to stand in a file, made while it is written, so that it need not fit into memory. */
@FunctionalInterface
public interface FileContent {

  /**
   * Writes all of it.
   *
   * @param out buffered; stays open
   */
  void writeTo(OutputStream out) throws IOException;
}

package org.auricle.server.launch;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened, to be closed in the opposite order. */
final class Parts implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Parts.class.getName());

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  <P extends AutoCloseable> P add(P part) {
    open.push(part);
    return part;
  }

  /** Closes all of them, whatever becomes of one. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      AutoCloseable part = open.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.WARNING, "cannot close " + part.getClass().getName(), e);
      }
    }
  }
}

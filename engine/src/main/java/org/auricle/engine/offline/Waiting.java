package org.auricle.engine.offline;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for transcripts, with the exceptions of whoever recognises. */
final class Waiting {
  private Waiting() {}

  static <T> T on(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}

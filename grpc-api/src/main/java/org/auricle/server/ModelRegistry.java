package org.auricle.server;

import java.util.List;

/** The models that are served. Thread-safe. */
public interface ModelRegistry {

  /**
   * What is known of a model without a lease.
   *
   * @param languages BCP 47 tags
   */
  record Entry(String name, List<String> languages) {}

  /** The models; the first is the default. */
  List<Entry> models();

  /**
   * Takes a model.
   *
   * @param name as in {@link Entry}; empty for any
   * @param language BCP 47 tag such as en-US, which "en" serves, too; empty for any
   * @throws UnknownModelException if there is none
   */
  ModelLease lease(String name, String language) throws UnknownModelException;
}

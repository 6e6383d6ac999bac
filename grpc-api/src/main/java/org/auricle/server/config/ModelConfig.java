package org.auricle.server.config;

/** One model that is served. */
public record ModelConfig(
    @Option(
            required = true,
            doc = "A bundle that ships with Auricle, or the path of a folder or .zip.")
        String model,
    @Option(value = "", doc = "What clients ask for; empty: the name in the bundle.") String name) {

  /** Requires a model. */
  public ModelConfig {
    Checks.require(!model.isBlank(), "model", "\"\"", "a shipped bundle or a path");
  }
}

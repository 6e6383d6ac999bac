package org.auricle.server.config;

/** One domain that can be talked about. */
public record DomainConfig(
    @Option(required = true, doc = "The domain file.") String file,
    @Option(value = "", doc = "What clients ask for; empty: the name in the file.") String name,
    @Option(
            value = "",
            doc =
                "A model that understands other words than the file's expressions, as made by "
                    + "auricle train domain; empty: those alone.")
        String understanding,
    @Option(
            value = "",
            doc = "Name of the model that hears it; empty: the first of the server's models.")
        String model,
    @Option(
            value = "",
            doc =
                "What has to be said before an order; empty: as the file has it; none: nothing, "
                    + "whatever the file has.")
        String wakePhrase) {

  /** Requires a file. */
  public DomainConfig {
    Checks.require(!file.isBlank(), "file", "\"\"", "the path of a domain file");
  }
}

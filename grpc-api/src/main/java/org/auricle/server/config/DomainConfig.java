package org.auricle.server.config;

/** One domain that can be talked about. */
public record DomainConfig(
    @Option(required = true, doc = "The domain file.") String file,
    @Option(value = "", doc = "What clients ask for; empty: the name in the file.") String name,
    @Option(
            value = "",
            doc =
                "A model that understands other words than the file's expressions: the file that "
                    + "auricle train domain has written, or its folder; empty: those alone.")
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
        String wakePhrase,
    @Option(
            value = "",
            doc =
                "Whom to ask for the answer to an order, http or https; empty: nobody, or the "
                    + "client itself.")
        String webhook,
    @Option(
            value = "",
            doc = "What requests to the webhook are signed with; best as ${VARIABLE} or file:PATH.")
        Secret webhookSecret) {

  /** Requires a file. */
  public DomainConfig {
    Checks.require(!file.isBlank(), "file", "\"\"", "the path of a domain file");
    Checks.require(
        webhook.isEmpty() || webhook.matches("https?://[^\\s/@]+(/\\S*)?"),
        "webhook",
        Checks.quoted(webhook),
        "https://host/path or http://host/path");
  }
}

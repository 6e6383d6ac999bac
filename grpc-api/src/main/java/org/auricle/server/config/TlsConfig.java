package org.auricle.server.config;

/** Encryption of both ports; files are read again when they change. */
public record TlsConfig(
    @Option(
            value = "",
            doc =
                "PEM file: the certificate of this server, then those that vouch for "
                    + "it. Empty: no encryption.")
        String certificate,
    @Option(value = "", doc = "PEM file: its private key, PKCS #8, not encrypted.")
        String privateKey,
    @Option(value = "", doc = "PEM file: who vouches for the certificates of clients.")
        String clientCa,
    @Option(
            value = "none",
            doc =
                "Whether clients show certificates: none, optional (a key does as "
                    + "well), required (mutual TLS).")
        ClientAuth clientAuth) {

  /** Whether clients show certificates. */
  public enum ClientAuth {
    NONE,
    OPTIONAL,
    REQUIRED
  }

  /** What goes together. */
  public TlsConfig {
    Checks.require(
        certificate.isEmpty() == privateKey.isEmpty(),
        "privateKey",
        Checks.quoted(privateKey),
        "given if and only if certificate is");
    Checks.require(
        clientAuth == ClientAuth.NONE || !clientCa.isEmpty(),
        "clientCa",
        Checks.quoted(clientCa),
        "a PEM file, since clientAuth is on");
  }

  /** Whether connections are encrypted. */
  public boolean isOn() {
    return !certificate.isEmpty();
  }
}

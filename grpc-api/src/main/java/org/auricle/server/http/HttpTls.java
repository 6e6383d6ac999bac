package org.auricle.server.http;

import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.auricle.server.config.TlsConfig.ClientAuth;

/**
 * Encryption of the HTTP port.
 *
 * @param context keys, and whom to trust
 * @param clientAuth whether clients show certificates
 */
public record HttpTls(SSLContext context, ClientAuth clientAuth) {

  /** Requires both. */
  public HttpTls {
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(clientAuth, "clientAuth");
  }
}

package org.auricle.server.tls;

import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.auricle.server.config.ConfigException;
import org.auricle.server.config.TlsConfig;

/**
 * Key, certificate and trust of a server. When the files change, {@link #reload} takes them: new
 * connections get the new certificate, old ones go on. Thread-safe.
 */
public final class TlsKeys {
  private final TlsConfig config;
  private final AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
  private final AdvancedTlsX509TrustManager trust;
  private PemFiles files; // guarded by this

  private TlsKeys(TlsConfig config, PemFiles files) throws IOException, GeneralSecurityException {
    this.config = config;
    this.files = files;
    trust =
        AdvancedTlsX509TrustManager.newBuilder()
            .setVerification(AdvancedTlsX509TrustManager.Verification.CERTIFICATE_ONLY_VERIFICATION)
            .build();
    use(files);
  }

  /**
   * Reads the files.
   *
   * @throws ConfigException names the option, the file and what was expected
   */
  public static TlsKeys load(TlsConfig config) throws IOException, ConfigException {
    try {
      return new TlsKeys(config, PemFiles.read(config));
    } catch (GeneralSecurityException e) {
      throw new IOException("tls: " + e.getMessage(), e);
    }
  }

  private void use(PemFiles pem) throws IOException, GeneralSecurityException {
    keys.updateIdentityCredentials(pem.chain(), pem.key());
    if (pem.clientCa().length > 0) {
      trust.updateTrustCredentials(pem.clientCa());
    }
  }

  /**
   * Reads the files again.
   *
   * @return whether they have changed
   * @throws ConfigException if they are at fault; what was used stays
   */
  public synchronized boolean reload() throws IOException, ConfigException {
    PemFiles now = PemFiles.read(config);
    if (now.isSameAs(files)) {
      return false;
    }
    try {
      use(now);
    } catch (GeneralSecurityException e) {
      throw new IOException("tls: " + e.getMessage(), e);
    }
    files = now;
    return true;
  }

  /** For gRPC. */
  public ServerCredentials grpc() {
    TlsServerCredentials.Builder credentials = TlsServerCredentials.newBuilder().keyManager(keys);
    if (config.clientAuth() != TlsConfig.ClientAuth.NONE) {
      credentials
          .trustManager(trust)
          .clientAuth(
              config.clientAuth() == TlsConfig.ClientAuth.REQUIRED
                  ? TlsServerCredentials.ClientAuth.REQUIRE
                  : TlsServerCredentials.ClientAuth.OPTIONAL);
    }
    return credentials.build();
  }

  /** For HTTP; whether clients have to show certificates is to be set beside it. */
  public SSLContext http() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a Java runtime without TLS", e);
    }
  }
}

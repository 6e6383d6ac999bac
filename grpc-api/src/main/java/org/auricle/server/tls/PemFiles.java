package org.auricle.server.tls;

import io.grpc.util.CertificateUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.auricle.server.config.ConfigException;
import org.auricle.server.config.TlsConfig;

/**
 * What stands in the PEM files at one time, found to fit together.
 *
 * @param chain certificate of the server first
 * @param key that the certificate is about
 * @param clientCa who vouches for clients; empty if nobody does
 * @param digest of all the files
 */
record PemFiles(
    X509Certificate[] chain, PrivateKey key, X509Certificate[] clientCa, byte[] digest) {

  static PemFiles read(TlsConfig config) throws ConfigException {
    byte[] chain = bytes("tls.certificate", config.certificate());
    byte[] key = bytes("tls.privateKey", config.privateKey());
    byte[] ca =
        config.clientCa().isEmpty() ? new byte[0] : bytes("tls.clientCa", config.clientCa());
    X509Certificate[] certificates = certificates("tls.certificate", config.certificate(), chain);
    PrivateKey privateKey = privateKey(config.privateKey(), key);
    requireFit(certificates[0], privateKey, config);
    return new PemFiles(
        certificates,
        privateKey,
        ca.length == 0
            ? new X509Certificate[0]
            : certificates("tls.clientCa", config.clientCa(), ca),
        digest(chain, key, ca));
  }

  private static byte[] bytes(String option, String file) throws ConfigException {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new ConfigException(option + ": " + file + ": no such file");
    } catch (IOException e) {
      throw new ConfigException(option + ": " + file + ": cannot be read: " + e.getMessage());
    }
  }

  private static X509Certificate[] certificates(String option, String file, byte[] pem)
      throws ConfigException {
    try {
      X509Certificate[] found = CertificateUtils.getX509Certificates(new ByteArrayInputStream(pem));
      if (found.length > 0) {
        return found;
      }
    } catch (GeneralSecurityException e) {
      // told below: what the JDK says about it holds bytes
    }
    throw new ConfigException(
        option + ": " + file + ": no certificates (expected: -----BEGIN CERTIFICATE-----)");
  }

  private static PrivateKey privateKey(String file, byte[] pem) throws ConfigException {
    try {
      return CertificateUtils.getPrivateKey(new ByteArrayInputStream(pem));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new ConfigException(
          "tls.privateKey: "
              + file
              + ": no key (expected: -----BEGIN PRIVATE KEY-----, PKCS #8, not encrypted)");
    }
  }

  /** A key and a certificate that are not each other's would fail every handshake. */
  private static void requireFit(X509Certificate certificate, PrivateKey key, TlsConfig config)
      throws ConfigException {
    String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    byte[] message = new byte[32];
    new SecureRandom().nextBytes(message);
    boolean fits;
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(message);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(message);
      fits = signature.verify(signed);
    } catch (GeneralSecurityException e) {
      fits = false;
    }
    if (!fits) {
      throw new ConfigException(
          "tls.privateKey: "
              + config.privateKey()
              + ": another key (expected: that of "
              + config.certificate()
              + ")");
    }
  }

  private static byte[] digest(byte[]... files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] file : files) {
        digest.update(file);
        digest.update((byte) 0);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a Java runtime without SHA-256", e);
    }
  }

  boolean isSameAs(PemFiles other) {
    return Arrays.equals(digest, other.digest);
  }
}

package org.auricle.models;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as hexadecimal. */
final class Checksum {
  private Checksum() {}

  static String sha256(byte[] bytes) {
    MessageDigest digest = newDigest();
    digest.update(bytes);
    return hex(digest);
  }

  /** Refuses a file that is not the one that bundle.json tells of. */
  static void require(String bundle, String file, String found, String expected)
      throws BundleException {
    if (!found.equals(expected)) {
      throw new BundleException(
          bundle, file, "SHA-256 " + found + " (expected: " + expected + ", as bundle.json says)");
    }
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}

package org.auricle.server.access;

import java.util.Objects;

/**
 * What a caller shows.
 *
 * @param key a bearer token or API key; empty if none was sent
 * @param certificateSubject distinguished name in a certificate that has been verified; empty if
 *     none was shown
 * @param remoteAddress where the call comes from, without the port
 */
public record Credentials(String key, String certificateSubject, String remoteAddress) {
  private static final String BEARER = "bearer ";

  /** Requires all. */
  public Credentials {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(certificateSubject, "certificateSubject");
    Objects.requireNonNull(remoteAddress, "remoteAddress");
  }

  /**
   * The key among headers, of which each may be null: {@code authorization: Bearer KEY}, {@code
   * x-api-key}, {@code x-goog-api-key}.
   */
  public static String key(String authorization, String apiKey, String googleApiKey) {
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return authorization.substring(BEARER.length()).strip();
    }
    if (apiKey != null) {
      return apiKey;
    }
    return googleApiKey == null ? "" : googleApiKey;
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Credentials[" + certificateSubject + ", " + remoteAddress + "]";
  }
}

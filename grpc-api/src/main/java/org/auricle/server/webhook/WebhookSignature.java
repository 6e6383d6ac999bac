package org.auricle.server.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shows who has sent a request, and when: the header {@value #HEADER} is {@code t=SECONDS,v1=HEX},
 * with the time in seconds since 1970 and the HMAC-SHA256 (RFC 2104), by the shared secret, of the
 * time's digits, a full stop and the body's bytes. Who receives one works it out again, compares in
 * constant time, and refuses what is old, lest it be somebody's recording of an earlier request.
 */
public final class WebhookSignature {
  /** The header that has it. */
  public static final String HEADER = "Auricle-Signature";

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");

  private WebhookSignature() {}

  /** The header's value for a body that is sent at a time. */
  public static String of(String secret, Instant at, byte[] body) {
    long seconds = at.getEpochSecond();
    return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac(secret, seconds, body));
  }

  /**
   * Whether a header's value is right, in a time that does not tell where it is wrong.
   *
   * @param now when it is received
   * @param tolerance how far the sender's clock, and the way, may be from that
   */
  public static boolean matches(
      String header, String secret, byte[] body, Instant now, Duration tolerance) {
    Matcher form = FORM.matcher(header);
    if (!form.matches()) {
      return false;
    }
    long seconds = Long.parseLong(form.group(1));
    boolean fresh = Math.abs(now.getEpochSecond() - seconds) <= tolerance.toSeconds();
    byte[] claimed = HexFormat.of().parseHex(form.group(2));
    return MessageDigest.isEqual(claimed, mac(secret, seconds, body)) && fresh;
  }

  private static byte[] mac(String secret, long seconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is missing, which every JDK has", e);
    }
  }
}

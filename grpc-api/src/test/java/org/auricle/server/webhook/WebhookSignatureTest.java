package org.auricle.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Against what OpenSSL makes of the same bytes. */
class WebhookSignatureTest {
  private static final String SECRET = "top secret";
  private static final Instant AT = Instant.ofEpochSecond(1_700_000_000L);
  private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac 'top secret'. */
  private static final String EXPECTED =
      "t=1700000000,v1=b818565009498d6980f18cd02e140c93528f621038a94cf111e7fee05f3a2bbf";

  private static boolean matches(String header, byte[] body, Instant now) {
    return WebhookSignature.matches(header, SECRET, body, now, TOLERANCE);
  }

  @Test
  void itIsTheHmacOfTimeAndBody() {
    assertThat(WebhookSignature.of(SECRET, AT, BODY)).isEqualTo(EXPECTED);
    assertThat(matches(EXPECTED, BODY, AT)).isTrue();
  }

  @Test
  void whatHasBeenTouchedDoesNotMatch() {
    for (int i = 0; i < BODY.length; i++) {
      byte[] touched = BODY.clone();
      touched[i] ^= 1;
      assertThat(matches(EXPECTED, touched, AT)).isFalse();
    }
    assertThat(matches(EXPECTED.replace("1700000000", "1700000001"), BODY, AT)).isFalse();
    assertThat(matches(EXPECTED.substring(0, EXPECTED.length() - 1) + "x", BODY, AT)).isFalse();
    assertThat(matches("", BODY, AT)).isFalse();
    assertThat(WebhookSignature.matches(EXPECTED, "another secret", BODY, AT, TOLERANCE)).isFalse();
  }

  @Test
  void whatIsOldOrFromTheFutureDoesNotMatch() {
    assertThat(matches(EXPECTED, BODY, AT.plusSeconds(300))).isTrue();
    assertThat(matches(EXPECTED, BODY, AT.plusSeconds(301))).isFalse();
    assertThat(matches(EXPECTED, BODY, AT.minusSeconds(301))).isFalse();
  }
}

package org.auricle.server.http.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Keys among the subprotocols of a websocket: a page cannot set headers there, and what stands in
 * an address ends in logs.
 */
public final class SocketProtocols {
  /** What the live page speaks. */
  public static final String LIVE = "auricle.live.v1";

  /** What the page's assistant speaks. */
  public static final String ASSISTANT = "auricle.assistant.v1";

  /** Followed by a key in Base64 for URLs, without padding. */
  public static final String KEY_PREFIX = "auricle.key.";

  private SocketProtocols() {}

  /** The key that a request has among its subprotocols; empty if it has none. */
  public static String key(HttpFields headers) {
    for (String protocol : offered(headers)) {
      if (protocol.startsWith(KEY_PREFIX)) {
        try {
          byte[] key = Base64.getUrlDecoder().decode(protocol.substring(KEY_PREFIX.length()));
          return new String(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
          return ""; // as if there were none
        }
      }
    }
    return "";
  }

  /** The subprotocols that a client offers. */
  public static List<String> offered(HttpFields headers) {
    return headers.getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false);
  }
}

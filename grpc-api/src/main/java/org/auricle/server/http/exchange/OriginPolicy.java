package org.auricle.server.http.exchange;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Whose pages may call. A browser sends along which site a page came from; without this check any
 * site could use, through its visitors' browsers, a server that only they can reach.
 *
 * <p>The server's own pages may: those whose origin is the host that the request names. A server
 * that listens on this machine only must be named as such, since a site can have its own name
 * resolve to anybody's 127.0.0.1 (DNS rebinding).
 */
public final class OriginPolicy {
  private final boolean all;
  private final List<String> allowed;
  private final boolean localOnly;

  /**
   * A policy.
   *
   * @param allowedOrigins beside the server's own; {@code *} for all
   * @param host that the server listens on
   */
  public OriginPolicy(List<String> allowedOrigins, String host) {
    all = allowedOrigins.contains("*");
    allowed = allowedOrigins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
    localOnly = isLoopback(host);
  }

  /**
   * Whether pages of an origin may call.
   *
   * @param origin as the browser sends it
   * @param authority host and port that the request names
   */
  public boolean allows(String origin, String authority) {
    return isListed(origin) || isOwn(origin, authority);
  }

  /** Whether the origin is another than the server's own and may call. */
  public boolean isListed(String origin) {
    return all || allowed.contains(origin.toLowerCase(Locale.ROOT));
  }

  private boolean isOwn(String origin, String authority) {
    try {
      URI uri = new URI(origin);
      String own = uri.getRawAuthority();
      return own != null
          && own.equalsIgnoreCase(authority)
          && (!localOnly || uri.getHost() != null && isLoopback(uri.getHost()));
    } catch (URISyntaxException e) {
      return false; // "null", as sandboxed pages send it, has no authority
    }
  }

  private static boolean isLoopback(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    if (!host.matches("[0-9.]+|\\[?[0-9a-fA-F:.]+]?")) {
      return false; // a name: not looked up, for it may resolve to whatever its owner likes
    }
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}

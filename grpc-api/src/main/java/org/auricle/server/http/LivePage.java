package org.auricle.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.auricle.server.http.exchange.Call;
import org.auricle.server.http.exchange.Replies;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;

/**
 * The live page. Its files are named here one by one: nothing else can be asked for. Browsers ask
 * whether they have changed, so that a new server's page is never mixed with an old one's.
 */
final class LivePage {
  private static final String FOLDER = "page/";

  private static final Map<String, String> FILES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "live.css", "text/css; charset=utf-8",
          "live.js", "text/javascript; charset=utf-8",
          "capture.js", "text/javascript; charset=utf-8",
          "capture-worklet.js", "text/javascript; charset=utf-8",
          "latency.js", "text/javascript; charset=utf-8",
          "link.js", "text/javascript; charset=utf-8",
          "transcript.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  /** Nothing but what is served here runs, and nobody shows the page inside of another. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private LivePage() {}

  /** A file, ready to be sent. */
  private record Asset(byte[] content, String type, String tag) {

    void send(Call call) {
      HttpFields.Mutable headers = call.response().getHeaders();
      headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
      headers.put(HttpHeader.ETAG, tag);
      headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
      headers.put("Referrer-Policy", "no-referrer");
      headers.put("Permissions-Policy", "microphone=(self), camera=(), geolocation=()");
      if (tag.equals(call.request().getHeaders().get(HttpHeader.IF_NONE_MATCH))) {
        call.response().setStatus(304);
        call.callback().succeeded();
      } else {
        Replies.bytes(call.response(), 200, type, content, call.callback());
      }
    }
  }

  /** Adds its files: the page at {@code /}, what it is made of below {@code /live/}. */
  static void addTo(Router router) {
    FILES.forEach(
        (name, type) -> {
          Asset asset = read(name, type);
          String path = name.equals("index.html") ? "/" : "/live/" + name;
          router.add(HttpMethod.GET, path, Router.Access.OPEN, asset::send);
        });
  }

  private static Asset read(String name, String type) {
    try (InputStream in = LivePage.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + name + ": absent (expected: part of the program)");
      }
      byte[] content = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new Asset(content, type, '"' + HexFormat.of().formatHex(digest, 0, 8) + '"');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}

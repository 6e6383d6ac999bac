package org.auricle.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
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

  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  /** Paths, and the files behind them. */
  private static final Map<String, String> PAGES =
      Map.of("/", "index.html", "/assistant", "assistant.html");

  private static final List<String> SCRIPTS =
      List.of(
          "live.js",
          "assistant.js",
          "capture.js",
          "capture-worklet.js",
          "conversation.js",
          "latency.js",
          "link.js",
          "page.js",
          "panel.js",
          "speaker.js",
          "transcript.js");

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

  /** Adds its files: the pages, and what they are made of below {@code /live/}. */
  static void addTo(Router router) {
    PAGES.forEach((path, name) -> add(router, path, name, HTML));
    SCRIPTS.forEach(name -> add(router, "/live/" + name, name, SCRIPT));
    add(router, "/live/live.css", "live.css", "text/css; charset=utf-8");
    add(router, "/live/icon.svg", "icon.svg", "image/svg+xml");
  }

  private static void add(Router router, String path, String name, String type) {
    Asset asset = read(name, type);
    router.add(HttpMethod.GET, path, Router.Access.OPEN, asset::send);
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

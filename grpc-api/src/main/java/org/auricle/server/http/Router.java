package org.auricle.server.http;

import java.util.Map;
import java.util.TreeMap;
import org.auricle.server.http.exchange.HttpProblem;
import org.auricle.server.http.exchange.OriginPolicy;
import org.auricle.server.http.exchange.Problems;
import org.auricle.server.http.exchange.Replies;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Brings requests to what answers them. Every request passes here: which pages and which clients
 * may call is decided in {@link #admit} and nowhere else.
 */
final class Router extends Handler.Abstract.NonBlocking {
  private static final String MAX_AGE_SECONDS = "600";

  /** Answers a kind of request. */
  interface Route {
    void handle(Request request, Response response, Callback callback) throws Exception;
  }

  /** Who may use a route. */
  enum Access {
    /** Anybody: it tells nothing and costs nothing. */
    OPEN,
    /** Clients that are admitted, while the server is not closing. */
    ADMITTED
  }

  private record Target(Route route, Access access) {}

  private final OriginPolicy origins;
  private final Drain drain;
  private final Map<String, Map<String, Target>> targets = new TreeMap<>(); // path, method

  Router(OriginPolicy origins, Drain drain) {
    this.origins = origins;
    this.drain = drain;
  }

  /** Adds a route. A path is matched whole. */
  Router add(HttpMethod method, String path, Access access, Route route) {
    targets
        .computeIfAbsent(path, p -> new TreeMap<>())
        .put(method.asString(), new Target(route, access));
    return this;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    try {
      Map<String, Target> methods = targets.get(Request.getPathInContext(request));
      if (methods == null) {
        throw HttpProblem.invalid(404, "", "not_found", "no such path");
      }
      boolean preflight = request.getMethod().equals(HttpMethod.OPTIONS.asString());
      checkOrigin(request, response, methods, preflight);
      if (preflight) {
        response.setStatus(204);
        callback.succeeded();
        return true;
      }
      Target target = methods.get(request.getMethod());
      if (target == null && request.getMethod().equals(HttpMethod.HEAD.asString())) {
        target = methods.get(HttpMethod.GET.asString()); // Jetty sends no body then
      }
      if (target == null) {
        response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", methods.keySet()));
        throw HttpProblem.invalid(
            405, "", "", request.getMethod() + " (expected: " + methods.keySet() + ")");
      }
      answer(target, request, response, callback);
    } catch (Exception e) {
      Replies.problem(response, Problems.of(e), callback);
    }
    return true;
  }

  private void answer(Target target, Request request, Response response, Callback callback)
      throws Exception {
    if (target.access() == Access.OPEN) {
      target.route().handle(request, response, callback);
      return;
    }
    admit(request);
    Drain.Work work = drain.begin();
    try {
      target.route().handle(request, response, Callback.from(callback, work::close));
    } catch (Exception | Error e) {
      work.close();
      throw e;
    }
  }

  /** Lets a client in, or says why not. */
  private void admit(Request request) throws HttpProblem {}

  private void checkOrigin(
      Request request, Response response, Map<String, Target> methods, boolean preflight)
      throws HttpProblem {
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin == null) {
      return; // not a page, or a page's plain GET of what is the same for all
    }
    response.getHeaders().add(new HttpField(HttpHeader.VARY, HttpHeader.ORIGIN.asString()));
    if (!origins.allows(origin, request.getHeaders().get(HttpHeader.HOST))) {
      throw HttpProblem.invalid(
          403, "", "origin_not_allowed", "Origin: " + origin + " (expected: an allowed origin)");
    }
    if (origins.isListed(origin)) {
      response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
      if (preflight) {
        response
            .getHeaders()
            .put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", methods.keySet()))
            .put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type")
            .put(HttpHeader.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
      }
    }
  }
}

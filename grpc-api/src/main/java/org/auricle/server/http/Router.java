package org.auricle.server.http;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.auricle.server.access.AccessControl;
import org.auricle.server.access.Admission;
import org.auricle.server.access.Credentials;
import org.auricle.server.access.UnauthenticatedException;
import org.auricle.server.access.Unlimited;
import org.auricle.server.http.exchange.Call;
import org.auricle.server.http.exchange.HttpProblem;
import org.auricle.server.http.exchange.OriginPolicy;
import org.auricle.server.http.exchange.Problems;
import org.auricle.server.http.exchange.Replies;
import org.auricle.server.http.exchange.SocketProtocols;
import org.auricle.server.http.socket.AudioSockets;
import org.auricle.server.telemetry.CallJournal;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.EndPoint;
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
  private static final String WEBSOCKET = "websocket"; // among methods

  /** Answers a kind of request. */
  interface Route {
    void handle(Call call) throws Exception;
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
  private final AccessControl access;
  private final CallJournal calls;
  private final Drain drain;
  private final Map<String, Map<String, Target>> targets = new TreeMap<>(); // path, method

  Router(OriginPolicy origins, AccessControl access, CallJournal calls, Drain drain) {
    this.origins = origins;
    this.access = access;
    this.calls = calls;
    this.drain = drain;
  }

  /** Adds a route. A path is matched whole. */
  Router add(HttpMethod method, String path, Access access, Route route) {
    targets
        .computeIfAbsent(path, p -> new TreeMap<>())
        .put(method.asString(), new Target(route, access));
    return this;
  }

  /** Adds a route for websockets. */
  Router addWebSocket(String path, Route route) {
    targets
        .computeIfAbsent(path, p -> new TreeMap<>())
        .put(WEBSOCKET, new Target(route, Access.ADMITTED));
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
      Target target =
          methods.get(AudioSockets.isAskedFor(request) ? WEBSOCKET : request.getMethod());
      if (target == null && request.getMethod().equals(HttpMethod.HEAD.asString())) {
        target = methods.get(HttpMethod.GET.asString()); // Jetty sends no body then
      }
      if (target == null) {
        response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", methods.keySet()));
        throw HttpProblem.invalid(
            405,
            "",
            "",
            request.getMethod() + " (expected: " + String.join(", ", methods.keySet()) + ")");
      }
      answer(target, request, response, callback);
    } catch (Exception e) {
      Replies.problem(response, Problems.of(e), callback);
    }
    return true;
  }

  private void answer(Target target, Request request, Response response, Callback callback)
      throws Exception {
    HttpFields headers = request.getHeaders();
    boolean open = target.access() == Access.OPEN;
    CallJournal journal = open ? CallJournal.NONE : calls;
    CallJournal.Entry entry =
        journal.http(
            AudioSockets.isAskedFor(request) ? WEBSOCKET : request.getMethod(),
            Request.getPathInContext(request), // a target's, and so one of few
            headers::get);
    Call call;
    if (open) {
      call = new Call(request, response, callback, new Unlimited(""), entry, () -> {});
    } else {
      response.getHeaders().put(CallJournal.REQUEST_ID_HEADER, entry.record().id());
      call = admitted(request, response, callback, entry);
    }
    try {
      target.route().handle(call);
    } catch (Exception e) {
      call.refuse(e);
    }
  }

  private Call admitted(
      Request request, Response response, Callback callback, CallJournal.Entry entry)
      throws HttpProblem {
    Optional<Drain.Work> work = Optional.empty();
    try {
      Drain.Work begun = drain.begin();
      work = Optional.of(begun);
      Admission admission = admit(request);
      entry.record().client(admission.client());
      return new Call(request, response, callback, admission, entry, begun::close);
    } catch (HttpProblem | UnauthenticatedException | RuntimeException e) {
      work.ifPresent(Drain.Work::close);
      HttpProblem problem = Problems.of(e);
      entry.end(problem.status(), Optional.of(problem.getMessage()));
      throw problem;
    }
  }

  /** Lets a client in, or says why not. */
  private Admission admit(Request request) throws UnauthenticatedException {
    HttpFields headers = request.getHeaders();
    String key =
        Credentials.key(
            headers.get(HttpHeader.AUTHORIZATION),
            headers.get("x-api-key"),
            headers.get("x-goog-api-key"));
    return access.admit(
        new Credentials(
            key.isEmpty() ? SocketProtocols.key(headers) : key,
            certificateSubject(request),
            Request.getRemoteAddr(request)));
  }

  private static String certificateSubject(Request request) {
    Object data = request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
    if (data instanceof EndPoint.SslSessionData session
        && session.peerCertificates() != null
        && session.peerCertificates().length > 0) {
      return session.peerCertificates()[0].getSubjectX500Principal().getName();
    }
    return "";
  }

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

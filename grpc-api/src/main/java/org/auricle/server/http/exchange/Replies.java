package org.auricle.server.http.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes answers. */
public final class Replies {
  /** Content type. */
  public static final String JSON = "application/json";

  /** Content type. */
  public static final String TEXT = "text/plain; charset=utf-8";

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final HttpField NO_SNIFF = new HttpField("X-Content-Type-Options", "nosniff");

  private Replies() {}

  /** An empty object of JSON. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** JSON on one line. */
  public static String text(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /** Answers with JSON. */
  public static void json(Response response, int status, JsonNode body, Callback callback) {
    bytes(response, status, JSON, text(body).getBytes(StandardCharsets.UTF_8), callback);
  }

  /** Answers with text in UTF-8. */
  public static void text(
      Response response, int status, String contentType, String body, Callback callback) {
    bytes(response, status, contentType, body.getBytes(StandardCharsets.UTF_8), callback);
  }

  /** Answers with bytes. */
  public static void bytes(
      Response response, int status, String contentType, byte[] body, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.getHeaders().put(NO_SNIFF);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /** Answers with an error in the shape of OpenAI's. */
  public static void problem(Response response, HttpProblem problem, Callback callback) {
    problem
        .retryAfter()
        .ifPresent(
            after ->
                response
                    .getHeaders()
                    .put(HttpHeader.RETRY_AFTER, Math.max(1, (after.toMillis() + 999) / 1000)));
    if (problem.status() == 401) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    }
    json(
        response, problem.status(), error(problem), Linger.before(response.getRequest(), callback));
  }

  /** An error in the shape of OpenAI's. */
  public static ObjectNode error(HttpProblem problem) {
    ObjectNode body = object();
    ObjectNode error = body.putObject("error");
    error.put("message", problem.getMessage());
    error.put("type", problem.type());
    error.put("param", problem.parameter().isEmpty() ? null : problem.parameter());
    error.put("code", problem.code().isEmpty() ? null : problem.code());
    return body;
  }
}

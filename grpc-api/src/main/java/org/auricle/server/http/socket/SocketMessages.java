package org.auricle.server.http.socket;

import java.util.ArrayList;
import java.util.List;
import org.auricle.server.http.exchange.HttpProblem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what clients write. */
final class SocketMessages {
  private static final int MAX_PHRASES = 10_000;
  private static final int MAX_CHARACTERS = 500; // of a phrase

  private SocketMessages() {}

  /** An object of JSON. */
  static JsonNode object(String text) throws HttpProblem {
    try {
      JsonNode node = JsonMapper.shared().readTree(text);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      // said below
    }
    throw HttpProblem.invalid(400, "", "", "message: not JSON (expected: an object of JSON)");
  }

  static String text(JsonNode parent, String name) throws HttpProblem {
    JsonNode node = parent.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (!node.isString()) {
      throw HttpProblem.field(name, node, "a string");
    }
    return node.asString();
  }

  static boolean flag(JsonNode parent, String name, boolean otherwise) throws HttpProblem {
    JsonNode node = parent.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    if (node.isNumber()) { // as some clients of Vosk have it
      return node.asDouble() != 0;
    }
    throw HttpProblem.field(name, node, "true, false");
  }

  static double number(JsonNode parent, String name, double otherwise) throws HttpProblem {
    JsonNode node = parent.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    if (!node.isNumber()) {
      throw HttpProblem.field(name, node, "a number");
    }
    return node.asDouble();
  }

  static int count(JsonNode parent, String name, int otherwise, int least, int most)
      throws HttpProblem {
    double value = number(parent, name, otherwise);
    if (!(value >= least && value <= most) || value != Math.rint(value)) {
      throw HttpProblem.field(name, parent.path(name), least + ".." + most);
    }
    return (int) value;
  }

  /** Phrases that are not blank. */
  static List<String> phrases(JsonNode parent, String name) throws HttpProblem {
    JsonNode node = parent.path(name);
    List<String> phrases = new ArrayList<>();
    if (node.isMissingNode() || node.isNull()) {
      return phrases;
    }
    if (!node.isArray() || node.size() > MAX_PHRASES) {
      throw HttpProblem.invalid(
          400, name, "", name + ": (expected: an array of at most " + MAX_PHRASES + " strings)");
    }
    for (JsonNode phrase : node) {
      if (!phrase.isString() || phrase.asString().length() > MAX_CHARACTERS) {
        throw HttpProblem.invalid(
            400,
            name,
            "",
            name + ": (expected: strings of at most " + MAX_CHARACTERS + " characters)");
      }
      if (!phrase.asString().isBlank()) {
        phrases.add(phrase.asString());
      }
    }
    return phrases;
  }
}

package org.auricle.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.auricle.models.domain.Interpretation;
import org.auricle.models.domain.SlotValue;
import org.auricle.models.understanding.Understander;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How many sentences of a file are understood as they are labelled there. */
final class UnderstandingCheck {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Understander understander;
  private final PrintStream out;
  private int orders;
  private int intents; // right ones of orders
  private int whole; // orders with the right intent and slots
  private int others;
  private int rejected; // of the others

  UnderstandingCheck(Understander understander, PrintStream out) {
    this.understander = understander;
    this.out = out;
  }

  /** Prints what is understood otherwise, and how many are not. */
  void check(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    TextFiles.read(List.of(file.toString()), lines::add, bytes -> {});
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        check(lines.get(i), file + ":" + (i + 1));
      }
    }
    if (orders > 0) {
      out.printf(
          Locale.ROOT,
          "%d orders: intent right %.1f %%, with all slots %.1f %%%n",
          orders,
          100.0 * intents / orders,
          100.0 * whole / orders);
    }
    if (others > 0) {
      out.printf(
          Locale.ROOT,
          "%d other sentences: taken for an order %.1f %%%n",
          others,
          100.0 * (others - rejected) / others);
    }
  }

  private void check(String line, String place) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new InputException(place + ": not JSON (expected: one JSON object a line)", e);
    }
    String text = node.path("text").asString("");
    if (text.isBlank()) {
      throw new InputException(place + ": no text (expected: text, intent, slots)");
    }
    String intent = node.path("intent").asString("");
    Map<String, String> slots = new TreeMap<>();
    node.path("slots").properties().forEach(s -> slots.put(s.getKey(), s.getValue().asString("")));
    Interpretation meaning = understander.understand(text);
    Map<String, String> found = new TreeMap<>();
    for (SlotValue slot : meaning.slots()) {
      found.put(slot.slot(), slot.value());
    }
    boolean same = meaning.intent().equals(intent);
    boolean right = same && found.equals(slots);
    if (intent.isEmpty()) {
      others++;
      rejected += same ? 1 : 0;
    } else {
      orders++;
      intents += same ? 1 : 0;
      whole += right ? 1 : 0;
    }
    if (!right) {
      out.println(text);
      out.println("  meant:      " + said(intent, slots));
      out.println("  understood: " + said(meaning.intent(), found));
    }
  }

  private static String said(String intent, Map<String, String> slots) {
    StringBuilder said = new StringBuilder(intent.isEmpty() ? "none" : intent);
    slots.forEach(
        (slot, value) ->
            said.append(' ').append(slot).append('=').append(value.isEmpty() ? "?" : value));
    return said.toString();
  }
}

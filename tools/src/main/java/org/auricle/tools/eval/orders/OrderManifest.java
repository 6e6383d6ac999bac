package org.auricle.tools.eval.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.auricle.acoustic.training.Manifest;
import org.auricle.acoustic.training.ManifestException;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.Intent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a manifest says is wanted in its recordings: fields "intent" and "slots". */
public final class OrderManifest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<Integer, Order> byLine = new HashMap<>();

  private OrderManifest() {}

  /**
   * Reads the lines of a manifest that has been read already, and so has the right form. A
   * recording without an intent is none of the domain's.
   *
   * @throws ManifestException if an intent or a slot is none that the domain has
   */
  public static OrderManifest read(Manifest manifest, Domain domain) throws IOException {
    List<String> lines = Files.readAllLines(manifest.file());
    OrderManifest orders = new OrderManifest();
    for (Manifest.Entry entry : manifest.entries()) {
      String line = lines.get(entry.line() - 1);
      JsonNode node = JSON.readTree(line.substring(line.indexOf('{')));
      Order order = order(node);
      List<String> intents = new ArrayList<>(List.of(""));
      domain.intents().stream().map(Intent::name).forEach(intents::add);
      if (!intents.contains(order.intent())) {
        throw new ManifestException(
            manifest.file(),
            entry.line(),
            "intent: "
                + order.intent()
                + " (expected: one of "
                + String.join(", ", intents.subList(1, intents.size()))
                + ")");
      }
      for (String slot : order.slots().keySet()) {
        if (!domain.valueNames().contains(slot)) {
          throw new ManifestException(
              manifest.file(),
              entry.line(),
              "slot: "
                  + slot
                  + " (expected: one of "
                  + String.join(", ", domain.valueNames())
                  + ")");
        }
      }
      orders.byLine.put(entry.line(), order);
    }
    return orders;
  }

  private static Order order(JsonNode row) {
    JsonNode intent = row.get("intent");
    if (intent == null || intent.isNull() || intent.asString().isEmpty()) {
      return Order.NONE;
    }
    Map<String, String> slots = new TreeMap<>();
    JsonNode labelled = row.get("slots");
    if (labelled != null) {
      for (Map.Entry<String, JsonNode> slot : labelled.properties()) {
        slots.put(slot.getKey(), slot.getValue().asString());
      }
    }
    return new Order(intent.asString(), slots);
  }

  /** What is wanted in a recording. */
  public Order of(Manifest.Entry entry) {
    return byLine.get(entry.line());
  }
}

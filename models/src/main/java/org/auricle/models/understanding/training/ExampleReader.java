package org.auricle.models.understanding.training;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.engine.training.TrainingException;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.Intent;
import org.auricle.models.domain.LabelledSentence;
import org.auricle.models.domain.Slot;
import org.auricle.models.domain.SlotValue;
import org.auricle.models.domain.SpokenText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads examples: JSON lines with {@code text}, {@code intent} (empty or left out: none of the
 * domain's) and {@code slots}, by name either the words of the text or the value that they mean.
 *
 * <pre>
 * {"text": "a big latte for me", "intent": "order", "slots": {"size": "large", "drink": "latte"}}
 * </pre>
 */
public final class ExampleReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Domain domain;

  private ExampleReader(Domain domain) {
    this.domain = domain;
  }

  /** What is wrong with a line; the file and the line are told where they are known. */
  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    Fault(String problem) {
      super(problem);
    }
  }

  /**
   * Reads a file.
   *
   * @throws TrainingException naming the line, what was found and what was expected
   */
  public static List<LabelledSentence> read(Path file, Domain domain) throws IOException {
    ExampleReader reader = new ExampleReader(domain);
    List<LabelledSentence> examples = new ArrayList<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          examples.add(reader.example(lines.get(i)));
        } catch (Fault e) {
          throw new TrainingException(file + ":" + (i + 1) + ": " + e.getMessage());
        }
      }
    }
    return examples;
  }

  /** The lines of a text file. */
  static List<String> lines(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new TrainingException(file + ": is a directory (expected: a file)");
    }
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new TrainingException(file + ": bytes that are not UTF-8 (expected: UTF-8 text)");
    }
  }

  private LabelledSentence example(String line) throws Fault {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new Fault("not JSON (expected: one JSON object a line)");
    }
    List<String> words = SpokenText.words(node.path("text").asString(""));
    if (!node.isObject() || words.isEmpty()) {
      throw new Fault("no text (expected: {\"text\": ..., \"intent\": ..., \"slots\": {...}})");
    }
    String intent = node.path("intent").asString("");
    Optional<Intent> known =
        domain.intents().stream().filter(i -> i.name().equals(intent)).findFirst();
    if (!intent.isEmpty() && known.isEmpty()) {
      List<String> names = domain.intents().stream().map(Intent::name).toList();
      throw new Fault(
          "intent: %s (expected: one of %s)".formatted(intent, String.join(", ", names)));
    }
    List<String> tags =
        new ArrayList<>(Collections.nCopies(words.size(), LabelledSentence.OUTSIDE));
    List<SlotValue> slots = new ArrayList<>();
    for (Map.Entry<String, JsonNode> slot : node.path("slots").properties()) {
      boolean allowed = known.isPresent() && known.get().slotNames().contains(slot.getKey());
      if (!allowed) {
        throw new Fault(
            "slot %s: not of intent %s (expected: one of %s)"
                .formatted(
                    slot.getKey(),
                    intent.isEmpty() ? "none" : intent,
                    known.map(i -> String.join(", ", i.slotNames())).orElse("none")));
      }
      slots.add(mark(words, tags, slot.getKey(), slot.getValue().asString("")));
    }
    return new LabelledSentence(intent, words, tags, slots);
  }

  /** Finds the words of a value that no other slot has, the first longest ones. */
  private SlotValue mark(List<String> words, List<String> tags, String name, String value)
      throws Fault {
    Slot slot = domain.slotOf(name).orElseThrow();
    List<String> said = SpokenText.words(value);
    for (int length = words.size(); length >= 1; length--) {
      for (int from = 0; from + length <= words.size(); from++) {
        List<String> span = words.subList(from, from + length);
        boolean free =
            tags.subList(from, from + length).stream().allMatch(LabelledSentence.OUTSIDE::equals);
        Optional<String> meant = slot.value(span);
        if (free && (span.equals(said) || meant.filter(value::equals).isPresent())) {
          for (int i = from; i < from + length; i++) {
            String tag = i == from ? LabelledSentence.BEGIN : LabelledSentence.INSIDE;
            tags.set(i, tag + name);
          }
          return new SlotValue(name, meant.orElse(value), String.join(" ", span), from, length, 1);
        }
      }
    }
    throw new Fault(
        "slot %s: \"%s\" is not in the text (expected: words of it, or what they mean)"
            .formatted(name, value));
  }
}

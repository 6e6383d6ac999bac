package org.auricle.acoustic.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list of recordings with their texts: JSON lines as NVIDIA NeMo writes them. Keys: {@code
 * audio_filepath} (relative to the manifest's folder, or absolute), {@code duration} in seconds,
 * {@code text}, and optionally {@code speaker}. Other keys are allowed and ignored; blank lines are
 * skipped.
 *
 * @param file where it was read from
 * @param entries in the order of the file
 */
public record Manifest(Path file, List<Entry> entries) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * One recording.
   *
   * @param audio its file
   * @param durationSeconds as stated
   * @param text what is said; empty in a noise manifest
   * @param speaker empty if not stated
   * @param line in the manifest, counted from 1
   */
  public record Entry(Path audio, double durationSeconds, String text, String speaker, int line) {

    /** Requires all parts. */
    public Entry {
      Objects.requireNonNull(audio, "audio");
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(speaker, "speaker");
      if (!(durationSeconds > 0 && durationSeconds < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("duration: " + durationSeconds + " (expected: > 0)");
      }
    }

    /** The same recording with another text. */
    Entry withText(String other) {
      return new Entry(audio, durationSeconds, other, speaker, line);
    }
  }

  private static final String BYTE_ORDER_MARK = "\uFEFF"; // some editors write it before UTF-8

  /** Copies the list. */
  public Manifest {
    Objects.requireNonNull(file, "file");
    entries = List.copyOf(entries);
  }

  /**
   * Reads a manifest. The audio files themselves are not opened.
   *
   * @throws ManifestException with the line of everything that is wrong with it: it is missing,
   *     empty or not of this form
   */
  public static Manifest read(Path file) throws IOException {
    ManifestFaults faults = new ManifestFaults();
    Manifest manifest = read(file, faults);
    faults.throwIfAny();
    return manifest;
  }

  /** Reads what is sound, and notes what is not. */
  static Manifest read(Path file, ManifestFaults faults) throws IOException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    List<Entry> entries = new ArrayList<>();
    int line = 0;
    faults.begin(file);
    if (Files.isDirectory(file)) {
      faults.add(file, 0, "is a directory (expected: a file of JSON lines)");
      return new Manifest(file, entries);
    }
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        line++;
        if (line == 1 && text.startsWith(BYTE_ORDER_MARK)) {
          text = text.substring(1);
        }
        if (!text.isBlank()) {
          parse(folder, line, text, file, faults).ifPresent(entries::add);
        }
      }
    } catch (NoSuchFileException e) {
      faults.add(file, 0, "no such file");
    } catch (CharacterCodingException | UncheckedIOException e) {
      faults.add(file, line + 1, "not UTF-8 text");
    }
    if (entries.isEmpty() && !faults.in(file)) {
      faults.add(file, 0, "entries: 0 (expected: >= 1)");
    }
    return new Manifest(file, entries);
  }

  /** Sum of the stated durations. */
  public double totalSeconds() {
    return entries.stream().mapToDouble(Entry::durationSeconds).sum();
  }

  private static Optional<Entry> parse(
      Path folder, int line, String text, Path file, ManifestFaults faults) {
    try {
      return Optional.of(parse(folder, line, text));
    } catch (JacksonException e) {
      faults.add(file, line, "found " + excerpt(text) + " (expected: one JSON object a line)");
    } catch (InvalidPathException e) {
      faults.add(file, line, "audio_filepath: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      faults.add(file, line, e.getMessage());
    }
    return Optional.empty();
  }

  private static Entry parse(Path folder, int line, String text) {
    JsonNode node = JSON.readTree(text);
    if (!node.isObject()) {
      throw new IllegalArgumentException("found " + excerpt(text) + " (expected: a JSON object)");
    }
    JsonNode duration = required(node, "duration");
    if (!duration.isNumber()) {
      throw new IllegalArgumentException("duration: " + duration + " (expected: a number)");
    }
    Path audio = folder.resolve(string(required(node, "audio_filepath"), "audio_filepath"));
    String speaker = node.hasNonNull("speaker") ? node.get("speaker").asString() : "";
    String words = string(required(node, "text"), "text");
    return new Entry(audio.normalize(), duration.asDouble(), words, speaker, line);
  }

  private static JsonNode required(JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException(
          "no \"" + key + "\" (expected: audio_filepath, duration, text)");
    }
    return value;
  }

  private static String string(JsonNode value, String key) {
    if (!value.isString()) {
      throw new IllegalArgumentException(key + ": " + value + " (expected: a string)");
    }
    return value.stringValue();
  }

  private static String excerpt(String text) {
    String stripped = text.strip();
    return "\"" + (stripped.length() <= 40 ? stripped : stripped.substring(0, 40) + "...") + "\"";
  }
}

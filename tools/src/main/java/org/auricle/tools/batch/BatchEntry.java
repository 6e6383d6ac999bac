package org.auricle.tools.batch;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of a recording: a line of a batch's list.
 *
 * @param recording its path as the user had it
 * @param name of its files, without endings
 * @param audioSha256 of the recording; empty if it could not be read twice
 * @param settings SHA-256 of all else that its transcript depends on
 * @param audioSeconds its length; 0 if it failed
 * @param files SHA-256 of its files by ending; empty if it failed
 * @param error what kept it from being transcribed; empty if nothing did
 */
record BatchEntry(
    String recording,
    String name,
    String audioSha256,
    String settings,
    double audioSeconds,
    Map<String, String> files,
    String error) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String RECORDING = "recording";
  private static final String NAME = "name";
  private static final String AUDIO = "audioSha256";
  private static final String SETTINGS = "settings";
  private static final String SECONDS = "audioSeconds";
  private static final String FILES = "files";
  private static final String ERROR = "error";

  BatchEntry {
    files = new TreeMap<>(files);
  }

  boolean failed() {
    return !error.isEmpty();
  }

  /** On one line. */
  String line() {
    ObjectNode object = JSON.createObjectNode();
    object.put(RECORDING, recording).put(NAME, name);
    if (failed()) {
      return object.put(ERROR, error).toString();
    }
    object.put(SECONDS, Math.round(audioSeconds * 1000) / 1000.0);
    object.put(AUDIO, audioSha256).put(SETTINGS, settings);
    ObjectNode sums = object.putObject(FILES);
    files.forEach(sums::put);
    return object.toString();
  }

  /** A line's entry; empty if it is none, as a last one may be that a killed process wrote. */
  static Optional<BatchEntry> parse(String line) {
    try {
      JsonNode node = JSON.readTree(line);
      if (!node.isObject() || !node.path(RECORDING).isString() || !node.path(NAME).isString()) {
        return Optional.empty();
      }
      Map<String, String> files = new TreeMap<>();
      node.path(FILES)
          .properties()
          .forEach(file -> files.put(file.getKey(), text(file.getValue())));
      return Optional.of(
          new BatchEntry(
              text(node.path(RECORDING)),
              text(node.path(NAME)),
              text(node.path(AUDIO)),
              text(node.path(SETTINGS)),
              node.path(SECONDS).asDouble(0),
              files,
              text(node.path(ERROR))));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static String text(JsonNode node) {
    return node.asString("");
  }
}

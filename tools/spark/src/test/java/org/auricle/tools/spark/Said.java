package org.auricle.tools.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is said of a recording, by the command or in the output of a job.
 *
 * @param words each with start, end and confidence
 * @param error null if there was none
 */
record Said(
    String sha256,
    Double seconds,
    String text,
    Double confidence,
    List<List<Object>> words,
    String error) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What the command makes of a folder, in a JVM of its own; by path. */
  static Map<String, Said> byCommand(Path folder, Path output, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.auricle.tools.Auricle", "transcribe", "--format", "json"));
    command.addAll(List.of("--output-dir", output.toString(), "--name", "{number}"));
    command.addAll(List.of(options));
    command.add(folder.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Files.createFile(folder.resolveSibling("command.log")).toFile())
            .start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("the command has not ended");
    }
    Map<String, Said> said = new TreeMap<>();
    for (String line : Files.readAllLines(output.resolve("auricle-batch.jsonl"))) {
      JsonNode entry = JSON.readTree(line);
      if (entry.has("error")) {
        said.put(text(entry, "recording"), failed(text(entry, "error")));
      } else {
        Path file = output.resolve(text(entry, "name") + ".json");
        JsonNode transcript = JSON.readTree(Files.readString(file));
        said.put(text(entry, "recording"), of(text(entry, "audioSha256"), transcript));
      }
    }
    return said;
  }

  private static Said of(String sha256, JsonNode transcript) {
    List<List<Object>> words = new ArrayList<>();
    for (JsonNode word : transcript.path("words")) {
      words.add(
          List.of(
              text(word, "word"),
              word.path("start").doubleValue(),
              word.path("end").doubleValue(),
              word.path("confidence").doubleValue()));
    }
    return new Said(
        sha256,
        transcript.path("audioSeconds").doubleValue(),
        text(transcript, "text"),
        transcript.path("confidence").doubleValue(),
        words,
        null);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).stringValue();
  }

  private static Said failed(String error) {
    return new Said(null, null, null, null, null, error);
  }

  /** What stands in the output of a job; by path. */
  static Map<String, Said> inTable(SparkSession spark, Path table) {
    Map<String, Said> said = new TreeMap<>();
    for (Row row : spark.read().parquet(table.toString()).collectAsList()) {
      Said one = row.isNullAt(row.fieldIndex("error")) ? of(row) : failed(error(row, "message"));
      String path = Objects.toString(row.getAs("path"));
      if (said.put(path, one) != null) {
        throw new AssertionError(path + ": twice");
      }
    }
    return said;
  }

  /** A part of a row's error. */
  static String error(Row row, String field) {
    Row error = row.getAs("error");
    return error.getAs(field);
  }

  private static Said of(Row row) {
    List<List<Object>> words = new ArrayList<>();
    for (Row word : row.<Row>getList(row.fieldIndex("words"))) {
      words.add(
          List.of(
              word.getAs("word"),
              word.getAs("start"),
              word.getAs("end"),
              word.getAs("confidence")));
    }
    return new Said(
        row.getAs("sha256"),
        row.getAs("duration"),
        row.getAs("text"),
        row.getAs("confidence"),
        words,
        null);
  }
}

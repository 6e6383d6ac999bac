package org.auricle.tools.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the recordings of a folder, in a file that grows by a line as soon as one is done.
 * A process that is killed loses at most the line that it is writing. Not thread-safe.
 */
final class BatchList {
  private final Path file;
  private final Map<String, BatchEntry> entries = new LinkedHashMap<>(); // by name, the last one

  private BatchList(Path file) {
    this.file = file;
  }

  static BatchList read(Path file) throws IOException {
    BatchList list = new BatchList(file);
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      for (String line : text.split("\n", -1)) {
        BatchEntry.parse(line).ifPresent(entry -> list.entries.put(entry.name(), entry));
      }
    } catch (NoSuchFileException e) {
      return list; // the first batch of this folder
    }
    return list;
  }

  Optional<BatchEntry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** Takes note of what became of a recording, at once. */
  void add(BatchEntry entry) throws IOException {
    entries.put(entry.name(), entry);
    // the line feed in front ends what a killed process may have left
    SafeFile.append(file, ("\n" + entry.line() + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the list anew: these names first, in their order, then those of other batches. */
  void rewrite(List<String> names) throws IOException {
    List<BatchEntry> all = new ArrayList<>();
    Map<String, BatchEntry> rest = new LinkedHashMap<>(entries);
    for (String name : names) {
      if (rest.containsKey(name)) {
        all.add(rest.remove(name));
      }
    }
    all.addAll(rest.values());
    StringBuilder text = new StringBuilder();
    all.forEach(entry -> text.append(entry.line()).append('\n'));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    SafeFile.write(file, out -> out.write(bytes));
  }
}

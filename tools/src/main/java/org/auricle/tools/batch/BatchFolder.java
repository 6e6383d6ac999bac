package org.auricle.tools.batch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.auricle.engine.training.FolderLock;
import org.auricle.models.Checksum;

/**
 * The folder that a batch's transcripts go to, with a list of what became of each recording
 * ({@value #LIST_FILE}). A transcript's file is whole or not there, whenever the process is killed;
 * what the list says is done is checked against the files before it is believed. One process at a
 * time; not thread-safe.
 */
public final class BatchFolder implements AutoCloseable {
  /** The list: a JSON object a line, in the order of the recordings once the batch is over. */
  public static final String LIST_FILE = "auricle-batch.jsonl";

  private static final String LOCK_FILE = "auricle-batch.lock";

  private final Path folder;
  private final Plan plan;
  private final FolderLock lock;
  private final BatchList list;
  private final Map<BatchInput, String> names = new HashMap<>();
  private final Map<BatchInput, String> sums = new HashMap<>();

  /**
   * What is to be done.
   *
   * @param inputs the recordings
   * @param names of their files, in the same order ({@link NameTemplate#names})
   * @param endings of the files that each of them gets
   * @param settings SHA-256 of all that transcripts depend on but the recordings
   */
  public record Plan(
      List<BatchInput> inputs, List<String> names, Set<String> endings, String settings) {
    /** Copies the lists. */
    public Plan {
      inputs = List.copyOf(inputs);
      names = List.copyOf(names);
      endings = Set.copyOf(endings);
      if (inputs.size() != names.size()) {
        throw new IllegalArgumentException(
            "names: " + names.size() + " (expected: " + inputs.size() + ")");
      }
    }
  }

  private BatchFolder(Path folder, Plan plan, FolderLock lock) throws IOException {
    this.folder = folder;
    this.plan = plan;
    this.lock = lock;
    list = BatchList.read(folder.resolve(LIST_FILE));
    for (int i = 0; i < plan.inputs().size(); i++) {
      names.put(plan.inputs().get(i), plan.names().get(i));
    }
  }

  /**
   * Opens a folder, which is made if it is not there, and removes what a killed process has left.
   *
   * @throws BatchException if it is no folder, or another process writes to it
   */
  public static BatchFolder open(Path folder, Plan plan) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new BatchException(folder + ": is a file (expected: a folder)", e);
    }
    FolderLock lock =
        FolderLock.tryAcquire(folder, LOCK_FILE)
            .orElseThrow(() -> new BatchException(folder + ": another batch is writing to it"));
    try {
      BatchFolder batch = new BatchFolder(folder, plan, lock);
      for (Path used : batch.folders()) {
        SafeFile.removeRest(used);
      }
      return batch;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Where the list lies. */
  public Path listFile() {
    return folder.resolve(LIST_FILE);
  }

  /**
   * Whether a recording was transcribed before: the same bytes, with the same settings, and its
   * files are there as they were written.
   */
  public boolean isDone(BatchInput input) throws IOException {
    Optional<BatchEntry> entry = list.find(names.get(input));
    return entry.isPresent()
        && !entry.get().failed()
        && entry.get().settings().equals(plan.settings())
        && entry.get().files().keySet().equals(plan.endings())
        && !entry.get().audioSha256().isEmpty()
        && entry.get().audioSha256().equals(sum(input))
        && filesStand(entry.get());
  }

  private boolean filesStand(BatchEntry entry) throws IOException {
    for (Map.Entry<String, String> file : entry.files().entrySet()) {
      try {
        if (!Checksum.sha256(file(entry.name(), file.getKey())).equals(file.getValue())) {
          return false;
        }
      } catch (NoSuchFileException e) {
        return false;
      }
    }
    return true;
  }

  /** Takes note of a recording's bytes, before it is transcribed: it might change meanwhile. */
  public void begin(BatchInput input) throws IOException {
    sum(input);
  }

  private String sum(BatchInput input) throws IOException {
    String sum = sums.get(input);
    if (sum == null) {
      Path file = input.isStandardInput() ? null : Path.of(input.name());
      boolean readable = file != null && Files.isRegularFile(file); // a pipe can be read but once
      sum = readable ? Checksum.sha256(file) : "";
      sums.put(input, sum);
    }
    return sum;
  }

  /**
   * Writes a recording's files.
   *
   * @param files what is to stand in them, by ending
   */
  public void write(BatchInput input, double audioSeconds, Map<String, FileContent> files)
      throws IOException {
    String name = names.get(input);
    Map<String, String> written = new HashMap<>();
    for (Map.Entry<String, FileContent> file : files.entrySet()) {
      Path target = file(name, file.getKey());
      SafeFile.write(target, file.getValue());
      written.put(file.getKey(), Checksum.sha256(target));
    }
    list.add(
        new BatchEntry(input.name(), name, sum(input), plan.settings(), audioSeconds, written, ""));
  }

  /** Takes note of what kept a recording from being transcribed. Older files of it stay. */
  public void fail(BatchInput input, String error) throws IOException {
    list.add(
        new BatchEntry(input.name(), names.get(input), "", plan.settings(), 0, Map.of(), error));
  }

  /** Puts the list in order; the batch is over. */
  public void finish() throws IOException {
    list.rewrite(new ArrayList<>(plan.names()));
  }

  /** All that are written to. */
  private Set<Path> folders() {
    Set<Path> folders = new HashSet<>(Set.of(folder));
    plan.names().forEach(name -> folders.add(folder.resolve(name).getParent()));
    return folders;
  }

  private Path file(String name, String ending) {
    return folder.resolve(name + "." + ending);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}

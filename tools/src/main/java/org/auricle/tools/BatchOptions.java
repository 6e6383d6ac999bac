package org.auricle.tools;

import java.nio.file.Path;
import java.util.List;
import org.auricle.tools.batch.NameTemplate;
import picocli.CommandLine.Option;

/** Options for many recordings at once. */
final class BatchOptions {
  @Option(
      names = "--list",
      paramLabel = "LIST",
      description =
          "Transcribe what a file names: a path a line, or a JSON object with audio_filepath a"
              + " line, relative to the file's folder. May be repeated.")
  private List<Path> lists = List.of();

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      description =
          "Write each transcript to a file of its own in DIR, once it is whole, in each of the"
              + " formats asked for. auricle-batch.jsonl in DIR says what became of each"
              + " recording.")
  private Path folder;

  @Option(
      names = "--name",
      paramLabel = "TEMPLATE",
      description =
          "What these files are called, but for their endings: {dir} is the folders below the one"
              + " that was given, {stem} the recording's name, {file} the same with its ending,"
              + " {number} its place from 000001 (default: ${DEFAULT-VALUE}).")
  private String name = NameTemplate.DEFAULT;

  @Option(
      names = "--resume",
      description =
          "Leave alone what is done in DIR: the same recording, model and options, by their"
              + " contents.")
  private boolean resume;

  /** Files that name recordings. */
  List<Path> lists() {
    return lists;
  }

  /** Whether transcripts go to files. */
  boolean intoFiles() {
    if (folder == null && (resume || !name.equals(NameTemplate.DEFAULT))) {
      throw new InputException((resume ? "--resume" : "--name") + " needs --output-dir");
    }
    return folder != null;
  }

  /** Where the files go. */
  Path folder() {
    return folder;
  }

  /** What they are called. */
  NameTemplate names() {
    return new NameTemplate(name);
  }

  /** Whether to leave alone what is done. */
  boolean resume() {
    return resume;
  }
}

package org.auricle.tools;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.auricle.engine.transcript.TranscribedRecording;
import org.auricle.engine.transcript.TranscriptWriter;
import org.auricle.tools.batch.BatchFolder;
import org.auricle.tools.batch.BatchInput;
import org.auricle.tools.batch.FileContent;

/** Transcripts in files of their own, and at the end a word on how many there are. */
final class FiledTranscripts implements TranscriptOutput {
  private final Auricle auricle;
  private final BatchFolder folder;
  private final Map<String, TranscriptWriter> writers; // by ending
  private final boolean resume;
  private final List<String> failures = new ArrayList<>();
  private int transcribed;
  private int before;

  /**
   * Writes nothing yet.
   *
   * @param writers by the endings of their files
   * @param resume whether to leave alone what is done
   */
  FiledTranscripts(
      Auricle auricle, BatchFolder folder, Map<String, TranscriptWriter> writers, boolean resume) {
    this.auricle = auricle;
    this.folder = folder;
    this.writers = writers;
    this.resume = resume;
  }

  @Override
  public boolean isDone(BatchInput input) throws IOException {
    if (resume && folder.isDone(input)) {
      before++;
      return true;
    }
    folder.begin(input);
    return false;
  }

  @Override
  public void done(BatchInput input, TranscribedRecording recording) throws IOException {
    Map<String, FileContent> files = new TreeMap<>();
    for (Map.Entry<String, TranscriptWriter> writer : writers.entrySet()) {
      files.put(writer.getKey(), out -> write(writer.getValue(), recording, out));
    }
    folder.write(input, recording.durationSeconds(), files);
    transcribed++;
  }

  private static void write(
      TranscriptWriter writer, TranscribedRecording recording, OutputStream out)
      throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write(recording, text);
    text.flush();
  }

  @Override
  public int failed(BatchInput input, Throwable failure) throws IOException {
    String line = Failures.line(failure);
    failures.add(line);
    folder.fail(input, line);
    return Failures.exitCode(failure);
  }

  @Override
  public void finish() throws IOException {
    folder.finish();
    Console console = auricle.console();
    failures.forEach(console::note);
    StringBuilder summary = new StringBuilder();
    int all = transcribed + before + failures.size();
    summary.append(all).append(all == 1 ? " recording: " : " recordings: ");
    summary.append(transcribed).append(" transcribed, ");
    if (before > 0) {
      summary.append(before).append(" done before, ");
    }
    summary.append(failures.size()).append(" failed");
    console.note(summary + " (" + folder.listFile() + ")");
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}

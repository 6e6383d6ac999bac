package org.auricle.engine.transcript;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;

/**
 * A recording and what was said in it.
 *
 * @param file its path, as the user has named it; {@code -} is standard input
 * @param channels one transcript if the channels were mixed, otherwise one for each, in order
 */
public record TranscribedRecording(String file, List<Transcript> channels) {

  /** Copies the list; requires one transcript. */
  public TranscribedRecording {
    Objects.requireNonNull(file, "file");
    channels = List.copyOf(channels);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("channels: 0 (expected: >= 1)");
    }
  }

  /** A recording whose channels were mixed, or of which one was taken. */
  public static TranscribedRecording of(String file, Transcript transcript) {
    return new TranscribedRecording(file, List.of(transcript));
  }

  /** Whether each channel has a transcript of its own. */
  public boolean byChannel() {
    return channels.size() > 1;
  }

  /** The file's name without folders and without its ending; {@code stdin} for standard input. */
  public String name() {
    if (file.equals("-")) {
      return "stdin";
    }
    String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    int dot = last.lastIndexOf('.');
    return dot > 0 ? last.substring(0, dot) : last;
  }

  /** Length in seconds. */
  public double durationSeconds() {
    return channels.stream().mapToDouble(Transcript::durationSeconds).max().orElseThrow();
  }

  /**
   * The words of a channel that have letters, in the order of their starts, each on one line
   * whatever a model has in them.
   */
  static List<Word> words(Transcript transcript) {
    return transcript.words().stream()
        .map(TranscribedRecording::onOneLine)
        .filter(word -> !word.text().isEmpty())
        .sorted(Comparator.comparingDouble(Word::startSeconds)) // stable
        .toList();
  }

  /** A text without ends of lines, tabs and what else is no character to be read. */
  static String onOneLine(String text) {
    return text.replaceAll("[\\s\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").strip();
  }

  private static Word onOneLine(Word word) {
    String text = onOneLine(word.text());
    return text.equals(word.text())
        ? word
        : new Word(text, word.startSeconds(), word.endSeconds(), word.confidence());
  }
}

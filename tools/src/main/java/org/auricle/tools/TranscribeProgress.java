package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.auricle.tools.batch.BatchInput;

/** How far a transcription is, how fast it goes, and how long it will take. */
final class TranscribeProgress implements AutoCloseable {
  private static final int STEPS = 100; // percent
  private static final int MINUTE = 60;

  private final Console console;
  private final boolean visible;
  private final int recordings;
  private final Map<BatchInput, Long> bytes = new HashMap<>();
  private final long start = System.nanoTime();
  private TaskProgress bar; // null while something else is printed
  private double allBytes;
  private double doneBytes; // of recordings that are read, those left alone included
  private double readBytes; // of them, read this time
  private double seconds; // of audio
  private int done;

  /**
   * Shows nothing yet.
   *
   * @param visible whether to show anything
   */
  TranscribeProgress(Console console, List<BatchInput> inputs, boolean visible) {
    this.console = console;
    this.visible = visible;
    recordings = inputs.size();
    for (BatchInput input : inputs) {
      bytes.put(input, size(input));
      allBytes += bytes.get(input);
    }
  }

  private static long size(BatchInput input) {
    try {
      return input.isStandardInput() ? 0 : Files.size(Path.of(input.name()));
    } catch (IOException | InvalidPathException e) {
      return 0; // reading it will say why
    }
  }

  /** So much of a recording has been read. */
  void reading(BatchInput input, double fraction, double secondsOfIt) {
    show(fraction * bytes.get(input), seconds + secondsOfIt);
  }

  /** A recording has been read to its end. */
  void read(BatchInput input, double secondsOfIt) {
    readBytes += bytes.get(input);
    seconds += secondsOfIt;
    leave(input);
  }

  /** A recording is left alone. */
  void leave(BatchInput input) {
    doneBytes += bytes.get(input);
    done++;
    if (done < recordings) { // after the last there is nothing to wait for but its end
      show(0, seconds);
    }
  }

  private void show(double moreBytes, double audioSeconds) {
    if (!visible) {
      return;
    }
    if (bar == null) {
      bar = TaskProgress.of(console, "transcribe", STEPS);
    }
    double elapsed = (System.nanoTime() - start) * 1e-9;
    double share = allBytes == 0 ? 0 : (doneBytes + moreBytes) / allBytes;
    String remark = String.format(Locale.ROOT, "%.1fx real time", audioSeconds / elapsed);
    if (recordings > 1) {
      remark = done + " of " + recordings + " recordings, " + remark;
    }
    if (readBytes + moreBytes > 0) {
      double left = elapsed * (allBytes - doneBytes - moreBytes) / (readBytes + moreBytes);
      remark += ", " + clock(left) + " left";
    }
    bar.update((long) (STEPS * share), remark);
  }

  /** Hours, minutes and seconds, without hours if there are none. */
  static String clock(double time) {
    long whole = Math.round(time);
    long hours = whole / MINUTE / MINUTE;
    long minutes = whole / MINUTE % MINUTE;
    return hours > 0
        ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, minutes, whole % MINUTE)
        : String.format(Locale.ROOT, "%d:%02d", minutes, whole % MINUTE);
  }

  /** Makes room for a line on the terminal; the bar comes back by itself. */
  void hide() {
    if (bar != null && console.isTerminal()) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}

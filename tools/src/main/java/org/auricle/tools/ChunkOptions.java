package org.auricle.tools;

import java.util.Optional;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.StreamLatency;
import org.auricle.tools.eval.RecognitionRun.Way;
import picocli.CommandLine.Option;

/** Whether recordings are recognised as live streams are, and how far behind the speaker. */
final class ChunkOptions {
  @Option(
      names = "--stream",
      description =
          "Recognise chunk by chunk, as live streams do while somebody speaks. Their final results"
              + " are those without it.")
  private boolean stream;

  @Option(
      names = "--chunk",
      paramLabel = "SECONDS",
      description = "With --stream: what is recognised at a time (default: the model's own).")
  private Double chunk;

  @Option(
      names = "--look-ahead",
      paramLabel = "SECONDS",
      description = "With --stream: what is heard beyond a chunk (default: the model's own).")
  private Double lookAhead;

  /** How recordings are to be recognised. */
  Way way() {
    if (!stream && (chunk != null || lookAhead != null)) {
      throw new InputException((chunk == null ? "--look-ahead" : "--chunk") + ": needs --stream");
    }
    if ((chunk == null) != (lookAhead == null)) {
      throw new InputException("--chunk, --look-ahead: one alone (expected: both or neither)");
    }
    return stream ? Way.byChunks(latency()) : Way.WHOLE;
  }

  /** Fails if the model does not allow the latency asked for. */
  void check(Recognizer recognizer) {
    if (stream) {
      latency().ifPresent(latency -> requireAllowed(recognizer, latency));
    }
  }

  private static void requireAllowed(Recognizer recognizer, StreamLatency latency) {
    try {
      recognizer.acoustic().newStream(latency);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private Optional<StreamLatency> latency() {
    try {
      return Optional.ofNullable(chunk).map(seconds -> new StreamLatency(seconds, lookAhead));
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }
}

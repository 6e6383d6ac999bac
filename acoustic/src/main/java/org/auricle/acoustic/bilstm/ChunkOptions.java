package org.auricle.acoustic.bilstm;

import org.auricle.engine.recognition.StreamLatency;

/**
 * Latency control of the streaming form, in network frames.
 *
 * @param chunk frames scored at a time
 * @param lookAhead frames after the chunk that the backward direction may see
 */
public record ChunkOptions(int chunk, int lookAhead) {

  private static final int MAX_FRAMES = 10_000;

  /** 16 + 16 frames: at 30 ms a frame, a word shows about a second after it began. */
  public static final ChunkOptions DEFAULT = new ChunkOptions(16, 16);

  /** Validates ranges. */
  public ChunkOptions {
    if (chunk < 1 || chunk > MAX_FRAMES || lookAhead < 0 || lookAhead > MAX_FRAMES) {
      throw new IllegalArgumentException(
          "chunk: %d, lookAhead: %d (expected: 1..%d, 0..%d)"
              .formatted(chunk, lookAhead, MAX_FRAMES, MAX_FRAMES));
    }
  }

  /** The nearest number of frames, a chunk of at least one. */
  public static ChunkOptions of(StreamLatency latency, double frameShiftSeconds) {
    long chunk = Math.max(1, Math.round(latency.chunkSeconds() / frameShiftSeconds));
    long ahead = Math.round(latency.lookAheadSeconds() / frameShiftSeconds);
    return new ChunkOptions(Math.toIntExact(chunk), Math.toIntExact(ahead));
  }

  /** The same in seconds. */
  public StreamLatency latency(double frameShiftSeconds) {
    return new StreamLatency(chunk * frameShiftSeconds, lookAhead * frameShiftSeconds);
  }
}

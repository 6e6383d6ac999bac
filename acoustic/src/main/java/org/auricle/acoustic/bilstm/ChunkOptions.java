package org.auricle.acoustic.bilstm;

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
}

package org.auricle.engine.audio;

import java.io.IOException;
import java.util.Optional;

/** Reads Opus in Ogg to its end by {@link OggOpusDecoderStream}. */
final class OggOpusReader {
  private static final int PIECE_BYTES = 1 << 16;

  private OggOpusReader() {}

  /** Whether a source that starts like this is for this reader. */
  static boolean recognizes(byte[] start) {
    return AudioInput.matches(start, 0, "OggS");
  }

  /** Whether a stream whose first packet lies at {@code offset} is for this reader. */
  static boolean recognizesPacket(byte[] start, int offset) {
    return start.length <= offset + 8
        || AudioInput.matches(start, offset, "OpusHead")
        || AudioInput.matches(start, offset, "fishead"); // an index of what follows
  }

  static void read(AudioInput in, AudioTarget target) throws IOException {
    long start = in.position();
    AudioDecoderStream stream = new OggOpusDecoderStream(in.name());
    byte[] piece = new byte[PIECE_BYTES];
    MonoWriter out = null;
    int got;
    do {
      got = in.read(piece, 0, piece.length);
      stream.feed(piece, 0, got);
      if (got < piece.length) {
        stream.end();
      }
      Optional<AudioBlock> next;
      while ((next = stream.next()).isPresent()) {
        AudioBlock block = next.get();
        if (out == null) {
          out = target.open(in, block.sampleRate(), block.channels(), start);
        }
        out.add(block.interleaved(), block.frames());
      }
    } while (got == piece.length);
    if (out == null) {
      throw in.fail(in.position(), "contains no audio");
    }
    out.finish();
  }
}

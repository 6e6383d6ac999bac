package org.auricle.engine.audio;

import java.io.IOException;
import java.util.Optional;

/** Reads Opus and Vorbis in Ogg to their end, by {@link OggDecoderStream}. */
final class OggReader {
  private static final int PIECE_BYTES = 1 << 16;
  private static final int PACKET_AT = 28; // of the first page, which holds one short packet
  private static final int PACKET_BYTES = 8; // of it that tell what it is

  private OggReader() {}

  /** Whether a source that starts like this is for this reader. */
  static boolean recognizes(byte[] start) {
    return AudioInput.matches(start, 0, "OggS");
  }

  /** Whether the first stream of an Ogg source is of a kind that is read here. */
  static boolean recognizesPacket(byte[] start) {
    return start.length < PACKET_AT + PACKET_BYTES
        || AudioInput.matches(start, PACKET_AT, VorbisSetup.IDENTIFICATION)
        || AudioInput.matches(start, PACKET_AT, "OpusHead")
        || AudioInput.matches(start, PACKET_AT, "fishead"); // an index of what follows
  }

  static void read(AudioInput in, AudioTarget target) throws IOException {
    long start = in.position();
    AudioDecoderStream stream = new OggDecoderStream(in.name(), true);
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

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

  static AudioClip read(AudioInput in, AudioReader.Options options) throws IOException {
    long start = in.position();
    AudioDecoderStream stream = new OggOpusDecoderStream(in.name());
    byte[] piece = new byte[PIECE_BYTES];
    ClipBuilder clip = null;
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
        if (clip == null) {
          clip = new ClipBuilder(in, options, block.sampleRate(), block.channels(), start);
        }
        clip.add(block.interleaved(), block.frames());
      }
    } while (got == piece.length);
    if (clip == null) {
      throw in.fail(in.position(), "contains no audio");
    }
    return clip.build();
  }
}

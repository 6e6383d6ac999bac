package org.auricle.engine.audio;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What encoders put into a first frame of layer III that has no sound: how many frames follow, and
 * how many samples the encoder has added at either end.
 *
 * @param frames that follow; 0 if that is not said
 * @param delay samples before the first true one, the decoder's own not counted; -1 if not said
 * @param padding samples after the last true one
 */
record MpegInfo(long frames, int delay, int padding) {
  /** How far any decoder of layer III is behind. */
  static final int DECODER_DELAY = 529;

  private static final int VBRI_AT = 36;
  private static final int HAS_FRAMES = 1;
  private static final int HAS_BYTES = 2;
  private static final int HAS_TABLE = 4;
  private static final int HAS_QUALITY = 8;
  private static final int TABLE_BYTES = 100;
  private static final int DELAY_AT = 21; // from the encoder's name on

  /** What a frame says, if it is such a one. */
  static Optional<MpegInfo> of(byte[] frame, MpegFrame header) {
    int at = header.sideInformationEnd();
    if (header.layer() != 3) {
      return Optional.empty();
    }
    if (AudioInput.matches(frame, VBRI_AT, "VBRI") && frame.length >= VBRI_AT + 18) {
      return Optional.of(new MpegInfo(unsigned(frame, VBRI_AT + 14), -1, 0));
    }
    boolean xing = AudioInput.matches(frame, at, "Xing") || AudioInput.matches(frame, at, "Info");
    if (!xing || frame.length < at + 8) {
      return Optional.empty();
    }
    int flags = frame[at + 7];
    int next = at + 8;
    long frames = 0;
    if ((flags & HAS_FRAMES) != 0 && frame.length >= next + 4) {
      frames = unsigned(frame, next);
      next += 4;
    }
    next += (flags & HAS_BYTES) != 0 ? 4 : 0;
    next += (flags & HAS_TABLE) != 0 ? TABLE_BYTES : 0;
    next += (flags & HAS_QUALITY) != 0 ? 4 : 0;
    if (frame.length < next + DELAY_AT + 3 || !Character.isLetter(frame[next])) {
      return Optional.of(new MpegInfo(frames, -1, 0));
    }
    int both = (int) (unsigned(frame, next + DELAY_AT - 1) & 0xFFFFFF);
    return Optional.of(new MpegInfo(frames, both >> 12, both & 0xFFF));
  }

  private static long unsigned(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getInt(at) & 0xFFFFFFFFL;
  }
}

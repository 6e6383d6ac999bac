package org.auricle.engine.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Reads MP3, and MPEG audio of layer II. One instance reads one source; not thread-safe.
 *
 * <p>Frames are found and checked here and decoded by {@link MpegDecoder}. Decisions:
 *
 * <ul>
 *   <li>Before the first frame there may be some bytes that are none, since taggers leave them.
 *   <li>Between frames there may be tags, and zeros where a tag or the end follows them. Anything
 *       else there is damage.
 *   <li>What an encoder says that it has added at both ends is dropped, so that times are right.
 *       Files that were joined by putting one behind the other say so once for each.
 *   <li>If the number of frames is stated, so many must be there. Without it, an end between two
 *       frames cannot be told from the true one. If there are more, all of them count.
 * </ul>
 */
final class MpegReader {
  private static final int MAX_LEAD_BYTES = 1 << 16;
  private static final int ID3_END_BYTES = 128;
  private static final int APE_HEADER_BYTES = 32;
  private static final int APE_SIZE_AT = 12;
  private static final int SKIP_STEP = 1 << 16;

  private final AudioInput in;
  private final AudioTarget target;
  private MonoWriter out;
  private MpegFrame first;
  private MpegDecoder decoder;
  private MpegInfo info = new MpegInfo(0, -1, 0);
  private long frames; // that info counts
  private long toSkip; // samples
  private long toKeep = Long.MAX_VALUE;

  private MpegReader(AudioInput in, AudioTarget target) {
    this.in = in;
    this.target = target;
  }

  /** Whether a source that starts like this is for this reader. */
  static boolean recognizes(byte[] start) {
    return MpegFrame.at(start, 0).isPresent();
  }

  static void read(AudioInput in, AudioTarget target) throws IOException {
    new MpegReader(in, target).readFrames();
  }

  private void readFrames() throws IOException {
    long start = in.position();
    skipLead();
    while (!atEnd()) {
      readFrame();
    }
    if (out == null) {
      throw in.fail(start, "contains no audio");
    }
    checkFrames(in.position());
    out.finish();
  }

  private void checkFrames(long offset) throws AudioFormatException {
    if (frames + 1 < info.frames()) { // some encoders count the frame that says so
      throw in.fail(offset, "MPEG frames: " + frames + " (expected: " + info.frames() + ")");
    }
  }

  private void skipLead() throws IOException {
    long start = in.position();
    if (MpegFrame.at(in.peek(MpegFrame.HEADER_BYTES), 0).isPresent()) {
      return; // a first frame whose successor is damaged is no lead
    }
    while (!beginsHere()) {
      if (in.position() - start >= MAX_LEAD_BYTES || in.peek(MpegFrame.HEADER_BYTES).length < 4) {
        throw in.fail(start, "no MPEG frame (expected: MP3)");
      }
      in.skip(1, "lead");
    }
  }

  /** Whether there is a frame, and another one after it unless it is the only one. */
  private boolean beginsHere() throws IOException {
    Optional<MpegFrame> frame = MpegFrame.at(in.peek(MpegFrame.HEADER_BYTES), 0);
    if (frame.isEmpty()) {
      return false;
    }
    int bytes = frame.get().bytes();
    byte[] both = in.peek(bytes + MpegFrame.HEADER_BYTES);
    return both.length < bytes + MpegFrame.HEADER_BYTES
        || MpegFrame.at(both, bytes).filter(frame.get()::continues).isPresent()
        || AudioInput.matches(both, bytes, "TAG")
        || AudioInput.matches(both, bytes, "APET");
  }

  /** Passes over tags and zeros. Whether nothing else is left. */
  private boolean atEnd() throws IOException {
    boolean zeros = false;
    long start = in.position();
    while (true) {
      byte[] next = in.peek(APE_HEADER_BYTES);
      if (next.length == 0 || AudioInput.matches(next, 0, "LYRICSBEGIN")) {
        return true; // lyrics have their size at their end, which is the file's
      }
      if (next[0] == 0) {
        zeros = true;
        skipZeros();
      } else if (AudioInput.matches(next, 0, "TAG")) {
        zeros = false;
        skipUpTo(ID3_END_BYTES);
      } else if (AudioInput.matches(next, 0, "APETAGEX") && next.length == APE_HEADER_BYTES) {
        zeros = false;
        int size = ByteBuffer.wrap(next).order(ByteOrder.LITTLE_ENDIAN).getInt(APE_SIZE_AT);
        skipUpTo(APE_HEADER_BYTES + (size & 0xFFFFFFFFL));
      } else if (AudioReader.skipId3Tag(in)) {
        zeros = false;
      } else if (zeros) {
        throw in.fail(start, "no MPEG frame where one should begin");
      } else {
        return false;
      }
    }
  }

  private void skipZeros() throws IOException {
    byte[] next = in.peek(SKIP_STEP);
    int count = 0;
    while (count < next.length && next[count] == 0) {
      count++;
    }
    in.skip(count, "zeros");
  }

  /** A tag at the end that is cut short does no harm. */
  private void skipUpTo(long bytes) throws IOException {
    long left = bytes;
    int got;
    do {
      got = in.readUpTo((int) Math.min(left, SKIP_STEP)).length;
      left -= got;
    } while (got > 0 && left > 0);
  }

  private void readFrame() throws IOException {
    long start = in.position();
    MpegFrame header =
        MpegFrame.at(in.peek(MpegFrame.HEADER_BYTES), 0)
            .orElseThrow(() -> in.fail(start, "no MPEG frame where one should begin"));
    byte[] frame = in.readHeader(header.bytes(), "MPEG frame");
    if (first == null) {
      begin(header, start);
    } else if (!header.continues(first) || header.channels() != first.channels()) {
      throw in.fail(
          start,
          "MPEG audio changes: %d Hz, channels: %d (expected: %d Hz, channels: %d, as before)"
              .formatted(
                  header.sampleRate(), header.channels(), first.sampleRate(), first.channels()));
    }
    // sound may look like information by chance, silence does not
    boolean mayInform = frames == 0 || header.isSilent(frame);
    Optional<MpegInfo> said = mayInform ? MpegInfo.of(frame, header) : Optional.empty();
    if (said.isPresent()) {
      checkFrames(start);
      useInfo(said.get(), header);
    } else {
      add(decoder.decode(frame, header, in, start), header.samples());
    }
  }

  private void begin(MpegFrame header, long start) throws AudioFormatException {
    first = header;
    out = target.open(in, header.sampleRate(), header.channels(), start);
    decoder = new MpegDecoder(header.channels());
  }

  private void useInfo(MpegInfo said, MpegFrame header) throws AudioFormatException {
    info = said;
    frames = 0;
    toSkip = 0;
    toKeep = Long.MAX_VALUE;
    out.checkLength(said.frames() * header.samples());
    if (said.delay() >= 0) {
      toSkip = said.delay() + (long) MpegInfo.DECODER_DELAY;
      if (said.frames() > 0) {
        toKeep = Math.max(1, said.frames() * header.samples() - said.delay() - said.padding());
      }
    }
  }

  private void add(float[] interleaved, int samples) throws AudioFormatException {
    frames++;
    if (info.frames() > 0 && frames > info.frames()) {
      toKeep = Long.MAX_VALUE; // of another file that does not say anything
    }
    int from = (int) Math.min(toSkip, samples);
    int count = (int) Math.min(toKeep, samples - from);
    toSkip -= from;
    toKeep -= count;
    if (from > 0) {
      int channels = first.channels();
      System.arraycopy(interleaved, from * channels, interleaved, 0, count * channels);
    }
    out.add(interleaved, count);
  }
}

package org.auricle.engine.audio;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads MP3, and MPEG audio of layer II. One instance reads one source; not thread-safe.
 *
 * <p>Frames are found and checked here and decoded by {@link MpegDecoder}. Decisions:
 *
 * <ul>
 *   <li>Before the first frame there may be some bytes that are none, since taggers leave them.
 *   <li>Between frames there may be tags (ID3v2), and after the last one tags and zeros. Anything
 *       else there is damage.
 *   <li>What an encoder says that it has added at both ends is dropped, so that times are right.
 *   <li>If the number of frames is stated, so many must be there. Without it, an end between two
 *       frames cannot be told from the true one.
 * </ul>
 */
final class MpegReader {
  private static final int MAX_LEAD_BYTES = 1 << 16;
  private static final int TAG_PEEK_BYTES = 11;

  private final AudioInput in;
  private final AudioTarget target;
  private MonoWriter out;
  private MpegFrame first;
  private MpegDecoder decoder;
  private MpegInfo info = new MpegInfo(0, -1, 0);
  private long frames;
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
      if (AudioReader.skipId3Tag(in)) {
        continue;
      }
      readFrame();
    }
    if (out == null) {
      throw in.fail(start, "contains no audio");
    }
    if (frames + 1 < info.frames()) { // some encoders count the frame that says so
      throw in.fail(in.position(), "MPEG frames: " + frames + " (expected: " + info.frames() + ")");
    }
    out.finish();
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

  /** Tags and zeros after the last frame are not looked at. */
  private boolean atEnd() throws IOException {
    byte[] next = in.peek(TAG_PEEK_BYTES);
    if (AudioInput.matches(next, 0, "TAG")
        || AudioInput.matches(next, 0, "APETAGEX")
        || AudioInput.matches(next, 0, "LYRICSBEGIN")) {
      return true;
    }
    for (byte b : next) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private void readFrame() throws IOException {
    long start = in.position();
    MpegFrame header =
        MpegFrame.at(in.peek(MpegFrame.HEADER_BYTES), 0)
            .orElseThrow(() -> in.fail(start, "no MPEG frame where one should begin"));
    byte[] frame = in.readHeader(header.bytes(), "MPEG frame");
    if (first == null) {
      begin(header, start);
      Optional<MpegInfo> said = MpegInfo.of(frame, header);
      if (said.isPresent()) {
        useInfo(said.get(), header);
        return;
      }
    } else if (!header.continues(first) || header.channels() != first.channels()) {
      throw in.fail(
          start,
          "MPEG audio changes: %d Hz, channels: %d (expected: %d Hz, channels: %d, as before)"
              .formatted(
                  header.sampleRate(), header.channels(), first.sampleRate(), first.channels()));
    }
    add(decoder.decode(frame, header, in, start), header.samples());
  }

  private void begin(MpegFrame header, long start) throws AudioFormatException {
    first = header;
    out = target.open(in, header.sampleRate(), header.channels(), start);
    decoder = new MpegDecoder(header.channels());
  }

  private void useInfo(MpegInfo said, MpegFrame header) throws AudioFormatException {
    info = said;
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

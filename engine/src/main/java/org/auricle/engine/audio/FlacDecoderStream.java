package org.auricle.engine.audio;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * FLAC as it arrives. A frame does not say how long it is: it is decoded as soon as that works,
 * which is tried again whenever there is an eighth more of it, so that the work stays in proportion
 * to the bytes however small the pieces are. Frames' checksums and the header's number of samples
 * must be right; the digest over all of them comes too late to be of use here.
 */
final class FlacDecoderStream extends QueuedDecoderStream {
  private static final int BLOCK_HEADER_BYTES = 4;
  private static final int LAST_BLOCK = 0x80;
  private static final int START_BYTES = 4 + BLOCK_HEADER_BYTES + FlacStreamInfo.BYTES;
  private static final int MIN_FRAME_BYTES = 10;
  private static final int MIN_MORE_BYTES = 64;
  private static final int MAX_BLOCK = 65_536; // samples of each channel
  private static final int MAX_SAMPLE_BYTES = 4; // no coding of a sample is worse than that

  private FlacStreamInfo info;
  private boolean lastBlock; // no metadata block after this one
  private long skip; // bytes of a metadata block to pass over
  private long decoded;
  private int tryAt = MIN_FRAME_BYTES;
  private FlacBits bits; // over a copy of what the queue held
  private long bitsEnd;
  private FlacFrameDecoder decoder;

  FlacDecoderStream(String name) {
    super(name);
  }

  @Override
  public Optional<AudioBlock> next() throws AudioFormatException {
    if (info == null && !readStart()) {
      return Optional.empty();
    }
    if (!metadataPassed()) {
      return Optional.empty();
    }
    if (info.totalFrames() != 0 && decoded >= info.totalFrames()) {
      queue.drop(queue.size()); // what follows the last sample is not looked at
      return Optional.empty();
    }
    if (queue.size() == 0 && ended() && info.totalFrames() != 0) {
      throw fail(
          queue.position(),
          "FLAC frames: " + decoded + " samples (expected: " + info.totalFrames() + ")");
    }
    return queue.size() == 0 || (queue.size() < tryAt && !ended()) ? Optional.empty() : nextFrame();
  }

  private boolean readStart() throws AudioFormatException {
    if (!has(START_BYTES, "FLAC stream information")) {
      return false;
    }
    byte[] start = queue.peek(START_BYTES);
    int length = start[5] << 16 | start[6] << 8 | start[7];
    if (!FlacReader.recognizes(start) || (start[4] & 0x7f) != 0 || length != FlacStreamInfo.BYTES) {
      throw fail(queue.position(), "no FLAC stream information (expected: FLAC)");
    }
    queue.drop(START_BYTES - FlacStreamInfo.BYTES);
    info = FlacStreamInfo.parse(queue.take(FlacStreamInfo.BYTES));
    checkFormat(0, info.sampleRate(), info.channels());
    if (info.checkBits().isPresent()) {
      throw fail(0, info.checkBits().get());
    }
    lastBlock = (start[4] & LAST_BLOCK) != 0;
    return true;
  }

  private boolean metadataPassed() throws AudioFormatException {
    while (true) {
      int now = (int) Math.min(skip, queue.size());
      queue.drop(now);
      skip -= now;
      if (skip > 0 && ended()) {
        throw fail(queue.position(), "metadata block is cut short: " + skip + " bytes are missing");
      }
      if (skip > 0 || lastBlock) {
        return skip == 0;
      }
      if (!has(BLOCK_HEADER_BYTES, "metadata block header")) {
        return false;
      }
      lastBlock = (queue.at(0) & LAST_BLOCK) != 0;
      skip = queue.at(1) << 16 | queue.at(2) << 8 | queue.at(3);
      queue.drop(BLOCK_HEADER_BYTES);
    }
  }

  private Optional<AudioBlock> nextFrame() throws AudioFormatException {
    long start = queue.position();
    try {
      while (true) {
        if (bits == null) {
          bits = new FlacBits(slice(queue.peek(queue.size()), start));
          bitsEnd = start + queue.size();
          decoder = new FlacFrameDecoder(bits, info);
        }
        try {
          return Optional.of(block(decoder.decode()));
        } catch (EOFException e) {
          bits = null;
          if (bitsEnd == start + queue.size()) {
            waitForMore(start);
            return Optional.empty();
          }
        }
      }
    } catch (FlacFrameDecoder.Damage e) {
      throw fail(start, "damaged FLAC frame: " + e.getMessage(), e);
    } catch (AudioFormatException e) {
      throw e;
    } catch (IOException e) {
      throw new AssertionError("bytes in memory can be read", e);
    }
  }

  private AudioBlock block(int frames) {
    queue.drop((int) (bits.position() - queue.position()));
    if (queue.size() == 0) {
      bits = null;
    }
    tryAt = MIN_FRAME_BYTES;
    decoded += frames;
    float[] interleaved = new float[frames * info.channels()];
    decoder.interleave(interleaved, frames);
    return new AudioBlock(info.sampleRate(), info.channels(), frames, interleaved);
  }

  private void waitForMore(long start) throws AudioFormatException {
    if (ended()) {
      throw fail(start, "FLAC frame is cut short");
    }
    if (queue.size() > MAX_BLOCK * MAX_SAMPLE_BYTES * info.channels()) {
      throw fail(start, "damaged FLAC frame: longer than any");
    }
    tryAt = queue.size() + Math.max(MIN_MORE_BYTES, queue.size() / 8);
  }
}

package org.auricle.engine.audio;

import java.io.EOFException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Reads FLAC (RFC 9639) of 4 to 24 bits and up to 8 channels. One instance reads one source; not
 * thread-safe.
 *
 * <p>FLAC carries its own proof: every frame has a checksum, and the header usually has the number
 * of samples and their MD5 digest. All of them must be right; what follows the last sample is not
 * looked at. Without that number, an end between two frames cannot be told from the true one.
 */
final class FlacReader {
  private static final int BLOCK_HEADER_BYTES = 4;
  private static final int LAST_BLOCK = 0x80;

  /** Makes room for as much as a file of its size usually holds; silence may hold any amount. */
  private static final long PLAUSIBLE_FRAMES_PER_BYTE = 4;

  private final AudioInput in;
  private final MonoWriter out;
  private final FlacStreamInfo info;
  private final FlacBits bits;
  private final FlacFrameDecoder decoder;
  private final MessageDigest md5 = newMd5();
  private float[] interleaved = {};
  private byte[] digestInput = {};

  private FlacReader(AudioInput in, AudioTarget target) throws IOException {
    this.in = in;
    long start = in.position();
    this.info = readMetadata();
    this.out = target.open(in, info.sampleRate(), info.channels(), start);
    if (info.checkBits().isPresent()) {
      throw in.fail(start, info.checkBits().get());
    }
    out.checkLength(info.totalFrames());
    if (in.remainingAtMost() != Long.MAX_VALUE) {
      out.expect(Math.min(info.totalFrames(), PLAUSIBLE_FRAMES_PER_BYTE * in.remainingAtMost()));
    }
    this.bits = new FlacBits(in);
    this.decoder = new FlacFrameDecoder(bits, info);
  }

  /** Whether a source that starts like this is for this reader. */
  static boolean recognizes(byte[] start) {
    return AudioInput.matches(start, 0, "fLaC");
  }

  static void read(AudioInput in, AudioTarget target) throws IOException {
    new FlacReader(in, target).readFrames();
  }

  private FlacStreamInfo readMetadata() throws IOException {
    in.skip(4, "FLAC marker");
    FlacStreamInfo found = null;
    boolean last = false;
    while (!last) {
      long start = in.position();
      byte[] header = in.readHeader(BLOCK_HEADER_BYTES, "metadata block header");
      last = (header[0] & LAST_BLOCK) != 0;
      int type = header[0] & 0x7f;
      int length = (header[1] & 0xff) << 16 | (header[2] & 0xff) << 8 | header[3] & 0xff;
      if (found != null) {
        in.skip(length, "metadata block");
      } else if (type == 0 && length == FlacStreamInfo.BYTES) {
        found = FlacStreamInfo.parse(in.readHeader(length, "stream information"));
      } else {
        throw in.fail(
            start,
            "metadata block of type %d, %d bytes (expected: stream information, type 0, 34 bytes)"
                .formatted(type, length));
      }
    }
    return found;
  }

  private void readFrames() throws IOException {
    long total = info.totalFrames();
    long decoded = 0;
    while (total == 0 ? !bits.atEnd() : decoded < total && !bits.atEnd()) {
      decoded += readFrame();
    }
    long end = bits.position();
    if (total != 0 && decoded != total) {
      throw in.fail(end, "FLAC frames: " + decoded + " samples (expected: " + total + ")");
    }
    out.finish();
    if (!Arrays.equals(info.md5(), new byte[16]) && !Arrays.equals(info.md5(), md5.digest())) {
      throw in.fail(end, "decoded samples do not have the MD5 digest that the header states");
    }
  }

  private int readFrame() throws IOException {
    long start = bits.position();
    try {
      int frames = decoder.decode();
      add(frames);
      return frames;
    } catch (FlacFrameDecoder.Damage e) {
      throw in.fail(start, "damaged FLAC frame: " + e.getMessage(), e);
    } catch (EOFException e) {
      throw in.fail(start, "FLAC frame is cut short", e);
    }
  }

  private void add(int frames) throws AudioFormatException {
    int channels = info.channels();
    int bytesPerSample = (info.bits() + 7) / 8;
    if (interleaved.length < frames * channels) {
      interleaved = new float[frames * channels];
      digestInput = new byte[frames * channels * bytesPerSample];
    }
    decoder.interleave(interleaved, frames);
    for (int c = 0; c < channels; c++) {
      int[] samples = decoder.samples(c);
      for (int f = 0; f < frames; f++) {
        int i = f * channels + c;
        for (int b = 0; b < bytesPerSample; b++) {
          digestInput[i * bytesPerSample + b] = (byte) (samples[f] >> 8 * b);
        }
      }
    }
    md5.update(digestInput, 0, frames * channels * bytesPerSample);
    out.add(interleaved, frames);
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has MD5", e);
    }
  }
}

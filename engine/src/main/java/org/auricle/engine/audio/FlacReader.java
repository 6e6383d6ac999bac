package org.auricle.engine.audio;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jflac.ChannelData;
import org.jflac.FLACDecoder;
import org.jflac.FrameListener;
import org.jflac.frame.Frame;
import org.jflac.metadata.Metadata;

/**
 * Reads FLAC (RFC 9639) of up to 24 bits. One instance reads one source; not thread-safe.
 *
 * <p>Frames are decoded by jFLAC, which is lenient where we must not be: it replaces damaged frames
 * by silence, takes any end for a good end, and believes the lengths inside metadata. So metadata
 * is read here, jFLAC sees the stream information and frames only, its first complaint is final,
 * and the number and the MD5 digest of the decoded samples must be what the stream information says
 * (where the encoder knew them).
 */
final class FlacReader {
  private static final int BLOCK_HEADER_BYTES = 4;
  private static final int STREAM_INFO_BYTES = 34;
  private static final int LAST_BLOCK = 0x80;
  private static final int MIN_BITS = 4;
  private static final int MAX_BITS = 24;

  private final AudioInput in;
  private final ClipBuilder clip;
  private final FLACDecoder decoder;
  private final int sampleRate;
  private final int bits;
  private final long totalFrames; // 0: unknown
  private final byte[] expectedMd5; // all zero: unknown
  private final MessageDigest md5 = newMd5();
  private final float scale;
  private float[] interleaved = {};
  private byte[] digestInput = {};

  private FlacReader(AudioInput in, AudioReader.Options options) throws IOException {
    this.in = in;
    byte[] streamInfo = readMetadata();
    long packed = 0; // 20 bits of rate, 3 of channels - 1, 5 of bits - 1, 36 of frames
    for (int i = 10; i < 18; i++) {
      packed = packed << 8 | streamInfo[i] & 0xff;
    }
    this.sampleRate = (int) (packed >>> 44);
    this.bits = (int) (packed >>> 36 & 0x1f) + 1;
    this.totalFrames = packed & 0xFFFFFFFFFL;
    this.expectedMd5 = Arrays.copyOfRange(streamInfo, 18, STREAM_INFO_BYTES);
    this.scale = 1f / (1 << (bits - 1));
    this.clip = new ClipBuilder(in, options, sampleRate, (packed >>> 41 & 7) + 1, in.position());
    if (bits < MIN_BITS || bits > MAX_BITS) {
      throw in.fail(in.position(), "bits per sample: " + bits + " (expected: 4..24)");
    }
    clip.checkLength(totalFrames);
    this.decoder = newDecoder(streamInfo);
  }

  /** Whether a source that starts like this is for this reader. */
  static boolean recognizes(byte[] start) {
    return AudioInput.matches(start, 0, "fLaC");
  }

  static AudioClip read(AudioInput in, AudioReader.Options options) throws IOException {
    return new FlacReader(in, options).readFrames();
  }

  /** Passes over all metadata and returns the stream information. */
  private byte[] readMetadata() throws IOException {
    in.skip(4, "FLAC marker");
    byte[] streamInfo = null;
    boolean last = false;
    while (!last) {
      long start = in.position();
      byte[] header = in.readHeader(BLOCK_HEADER_BYTES, "metadata block header");
      last = (header[0] & LAST_BLOCK) != 0;
      int type = header[0] & 0x7f;
      int length = (header[1] & 0xff) << 16 | (header[2] & 0xff) << 8 | header[3] & 0xff;
      if (streamInfo == null) {
        if (type != 0 || length != STREAM_INFO_BYTES) {
          throw in.fail(
              start,
              "metadata block of type "
                  + type
                  + " and "
                  + length
                  + " bytes (expected: stream information, type 0, 34 bytes)");
        }
        streamInfo = in.readHeader(STREAM_INFO_BYTES, "stream information");
      } else {
        in.skip(length, "metadata block");
      }
    }
    return streamInfo;
  }

  private FLACDecoder newDecoder(byte[] streamInfo) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write(new byte[] {'f', 'L', 'a', 'C', (byte) LAST_BLOCK, 0, 0, STREAM_INFO_BYTES});
    head.write(streamInfo);
    FLACDecoder created =
        new FLACDecoder(
            new SequenceInputStream(new ByteArrayInputStream(head.toByteArray()), new Frames(in)));
    created.addFrameListener(new Complaints());
    created.readMetadata();
    return created;
  }

  private AudioClip readFrames() throws IOException {
    long decoded = 0;
    long frameStart = offset();
    while (totalFrames == 0 || decoded < totalFrames) {
      Frame frame = nextFrame(frameStart);
      if (frame == null) {
        break;
      }
      if (frame.header.sampleRate != sampleRate
          || frame.header.channels != clip.channels()
          || frame.header.bitsPerSample != bits) {
        throw in.fail(frameStart, "frame " + frame.header + " does not fit the stream information");
      }
      add(decoder.getChannelData(), frame.header.blockSize);
      decoded += frame.header.blockSize;
      frameStart = offset();
    }
    if (totalFrames != 0 && decoded != totalFrames) {
      throw in.fail(
          frameStart, "FLAC frames: " + decoded + " samples (expected: " + totalFrames + ")");
    }
    if (offset() != frameStart) {
      throw in.fail(frameStart, "last FLAC frame is cut short");
    }
    AudioClip built = clip.build();
    byte[] digest = md5.digest();
    if (!Arrays.equals(expectedMd5, new byte[16]) && !Arrays.equals(expectedMd5, digest)) {
      throw in.fail(frameStart, "decoded samples do not have the MD5 digest of the header");
    }
    return built;
  }

  private Frame nextFrame(long frameStart) throws IOException {
    try {
      return decoder.readNextFrame();
    } catch (Complaint e) {
      throw in.fail(frameStart, "damaged FLAC frame: " + e.getMessage());
    } catch (SourceFailure e) {
      throw e.failure;
    } catch (IOException | RuntimeException e) {
      // jFLAC indexes with what it reads, so garbage comes out as any runtime exception
      throw in.fail(frameStart, "damaged FLAC frame: " + e, e);
    }
  }

  /** Where the decoder stands, which reads ahead. */
  private long offset() {
    return in.position() - decoder.getBitInputStream().getInputBytesUnconsumed();
  }

  private void add(ChannelData[] channelData, int frames) throws AudioFormatException {
    int channels = clip.channels();
    int bytesPerSample = (bits + 7) / 8;
    if (interleaved.length < frames * channels) {
      interleaved = new float[frames * channels];
      digestInput = new byte[frames * channels * bytesPerSample];
    }
    for (int c = 0; c < channels; c++) {
      int[] samples = channelData[c].getOutput();
      for (int f = 0; f < frames; f++) {
        int i = f * channels + c;
        interleaved[i] = samples[f] * scale;
        for (int b = 0; b < bytesPerSample; b++) {
          digestInput[i * bytesPerSample + b] = (byte) (samples[f] >> 8 * b);
        }
      }
    }
    md5.update(digestInput, 0, frames * channels * bytesPerSample);
    clip.add(interleaved, frames);
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has MD5", e);
    }
  }

  /** The source as jFLAC reads it. An end of the source is its business, a failure is not. */
  private static final class Frames extends InputStream {
    private final AudioInput in;

    Frames(AudioInput in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      try {
        int got = in.read(target, offset, count);
        return got == 0 && count > 0 ? -1 : got;
      } catch (IOException e) {
        throw new SourceFailure(e);
      }
    }
  }

  /** Stops the decoder, which would otherwise go on behind the damage. */
  private static final class Complaints implements FrameListener {
    @Override
    public void processMetadata(Metadata metadata) {}

    @Override
    public void processFrame(Frame frame) {}

    @Override
    public void processError(String message) {
      throw new Complaint(message);
    }
  }

  private static final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Complaint(String message) {
      super(message, null, false, false);
    }
  }

  private static final class SourceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient IOException failure;

    SourceFailure(IOException failure) {
      super(failure);
      this.failure = failure;
    }
  }
}

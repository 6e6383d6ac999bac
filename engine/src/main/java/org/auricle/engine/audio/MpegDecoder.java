package org.auricle.engine.audio;

import java.io.InputStream;
import java.util.Arrays;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.Obuffer;

/** Frames of MPEG audio to samples, by JLayer, which sees one checked frame at a time. */
final class MpegDecoder {
  private static final float FULL_SCALE = 32_700; // what JLayer's filters give for 1
  private static final int MAX_SAMPLES = 1152; // of each channel
  private static final int SILENT_FRAME_BYTES = 417;

  static {
    // JLayer makes its tables at their first use, by whoever comes first, without a lock.
    byte[] silence = new byte[SILENT_FRAME_BYTES];
    silence[0] = (byte) 0xff;
    silence[1] = (byte) 0xfb;
    silence[2] = (byte) 0x90;
    new MpegDecoder(2).tryDecode(silence);
  }

  private final Frame frame = new Frame();
  private final Bitstream bitstream = new Bitstream(frame);
  private final Decoder decoder = new Decoder();
  private final Samples samples;

  MpegDecoder(int channels) {
    samples = new Samples(channels);
    decoder.setOutputBuffer(samples);
  }

  /**
   * The samples of a frame; silence where it needs bytes of frames that have been cut off.
   *
   * @return [samples x channels], to be used until the next call
   */
  float[] decode(byte[] bytes, MpegFrame header, AudioInput in, long offset)
      throws AudioFormatException {
    Exception failure = tryDecode(bytes);
    if (failure != null) {
      throw in.fail(offset, "damaged MPEG frame", failure);
    }
    return samples.interleaved;
  }

  /** Whatever the library throws at damaged frames: it does not check what it reads. */
  private Exception tryDecode(byte[] bytes) {
    samples.clear();
    frame.set(bytes);
    try {
      Header header = bitstream.readFrame();
      if (header == null) {
        return new JavaLayerException("not a frame");
      }
      decoder.decodeFrame(header, bitstream);
      bitstream.closeFrame();
      return samples.isFinite() ? null : new JavaLayerException("not a number");
    } catch (JavaLayerException | RuntimeException e) {
      return e;
    }
  }

  /** The bytes of one frame, then an end, until there is another frame. */
  private static final class Frame extends InputStream {
    private byte[] bytes = {};
    private int next;

    void set(byte[] frame) {
      bytes = frame;
      next = 0;
    }

    @Override
    public int read() {
      return next < bytes.length ? bytes[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = Math.min(length, bytes.length - next);
      System.arraycopy(bytes, next, target, offset, count);
      next += count;
      return count == 0 && length > 0 ? -1 : count;
    }
  }

  /** Takes samples before they would be rounded to 16 bits. */
  private static final class Samples extends Obuffer {
    private final int channels;
    private final float[] interleaved;
    private final int[] at;

    Samples(int channels) {
      this.channels = channels;
      interleaved = new float[MAX_SAMPLES * channels];
      at = new int[channels];
    }

    void clear() {
      Arrays.fill(interleaved, 0);
      Arrays.setAll(at, c -> c);
    }

    boolean isFinite() {
      return AudioLimits.firstImplausible(interleaved, interleaved.length) < 0;
    }

    @Override
    public void append(int channel, short value) {
      put(channel, value);
    }

    @Override
    public void appendSamples(int channel, float[] values) {
      for (float value : values) {
        put(channel, value);
      }
    }

    private void put(int channel, float value) {
      interleaved[at[channel]] = Math.max(-1, Math.min(1, value / FULL_SCALE));
      at[channel] += channels;
    }

    @Override
    public void write_buffer(int value) {}

    @Override
    public void close() {}

    @Override
    public void clear_buffer() {}

    @Override
    public void set_stop_flag() {}
  }
}

package org.auricle.grpc;

import com.google.protobuf.ByteString;
import org.auricle.engine.audio.ChannelMixer;
import org.auricle.engine.audio.RawFormat;
import org.auricle.engine.audio.SampleEncoding;

/**
 * Turns headerless audio that arrives in chunks into mono samples, the same as if it had arrived at
 * once. Not thread-safe. Memory is the same for chunks of any size.
 *
 * <p>A chunk may end inside a sample, or between the samples of two channels: what is left waits
 * for the next chunk. If none comes, it is dropped, as it is from a file.
 */
final class PcmDecoder {
  /** Beyond this a number is not audio, even scaled to 16 bits: the bound for files. */
  private static final float MAX_MAGNITUDE = 32_768f;

  private static final int BLOCK_SAMPLES = 1 << 12;

  private final RawFormat format;
  private final int frameBytes;
  private final byte[] bytes; // [whole frames x frameBytes], as they came
  private final float[] interleaved; // [frames x channels]
  private final float[] mono; // [frames]
  private int held; // bytes that wait in `bytes`
  private long decoded; // bytes decoded so far

  /** Takes decoded samples. */
  interface Sink {
    /** The samples are valid during the call only: [0, count). */
    void accept(float[] samples, int count) throws RequestException;
  }

  PcmDecoder(RawFormat format) {
    this.format = format;
    this.frameBytes = format.encoding().bytesPerSample() * format.channels();
    int frames = Math.max(1, BLOCK_SAMPLES / format.channels());
    this.bytes = new byte[frames * frameBytes];
    this.interleaved = new float[frames * format.channels()];
    this.mono = new float[frames];
  }

  /** Decodes a chunk and hands its samples on, block by block. */
  void decode(ByteString chunk, Sink sink) throws RequestException {
    for (int from = 0; from < chunk.size(); ) {
      int count = Math.min(bytes.length - held, chunk.size() - from);
      chunk.substring(from, from + count).copyTo(bytes, held);
      from += count;
      held += count;
      decodeHeld(sink);
    }
  }

  private void decodeHeld(Sink sink) throws RequestException {
    int frames = held / frameBytes;
    if (frames == 0) {
      return;
    }
    int samples = frames * format.channels();
    format.encoding().decode(bytes, 0, interleaved, 0, samples);
    if (format.encoding() == SampleEncoding.FLOAT32LE) {
      check(samples);
    }
    ChannelMixer.mixDown().mix(interleaved, format.channels(), frames, mono, 0);
    int used = frames * frameBytes;
    System.arraycopy(bytes, used, bytes, 0, held - used);
    held -= used;
    decoded += used;
    sink.accept(mono, frames);
  }

  private void check(int samples) throws RequestException {
    for (int i = 0; i < samples; i++) {
      if (!(Math.abs(interleaved[i]) <= MAX_MAGNITUDE)) {
        throw RequestException.invalid(
            "audio at byte "
                + (decoded + (long) i * format.encoding().bytesPerSample())
                + ": sample: "
                + interleaved[i]
                + " (expected: a finite number, nominally in [-1, 1])");
      }
    }
  }
}

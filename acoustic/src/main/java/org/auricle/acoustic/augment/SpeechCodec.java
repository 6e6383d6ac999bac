package org.auricle.acoustic.augment;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.util.Arrays;
import java.util.Set;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.G711;
import org.auricle.engine.audio.Resampler;

/** What codecs of speech leave of a recording: coded and decoded, sample for sample in place. */
public final class SpeechCodec {
  /** The rate of telephony. */
  public static final int TELEPHONE_RATE_HZ = 8_000;

  private static final Set<Integer> OPUS_RATES = Set.of(8_000, 12_000, 16_000, 24_000, 48_000);
  private static final int OPUS_FALLBACK_RATE_HZ = 16_000;
  private static final int OPUS_COMPLEXITY = 0; // twice as fast as the best, for training's sake
  private static final int FRAMES_PER_SECOND = 50;
  private static final int MOST_PACKET_BYTES = 1_275; // RFC 6716, section 3.4

  /** What happens to samples on a telephone line, besides the loss of what lies above 4 kHz. */
  public enum Telephone {
    /** Nothing. */
    LINEAR,
    /** ITU-T G.711, North America and Japan. */
    MU_LAW,
    /** ITU-T G.711, elsewhere. */
    A_LAW
  }

  private SpeechCodec() {}

  /** Through an 8 kHz line, and back to the clip's rate. */
  public static AudioClip telephone(AudioClip clip, Telephone coding) {
    AudioClip narrow = Resampler.resample(clip, TELEPHONE_RATE_HZ);
    float[] samples = narrow.samples();
    if (coding != Telephone.LINEAR) {
      samples = samples.clone();
      for (int i = 0; i < samples.length; i++) {
        samples[i] =
            coding == Telephone.MU_LAW
                ? G711.decodeMuLaw(G711.encodeMuLaw(samples[i]))
                : G711.decodeALaw(G711.encodeALaw(samples[i]));
      }
    }
    return sameLength(
        Resampler.resample(new AudioClip(samples, TELEPHONE_RATE_HZ), clip.sampleRate()), clip);
  }

  /**
   * Through Opus (RFC 6716), as voice, and back to the clip's rate. A sound that is no speech may
   * make the library's encoder fail, in integers too small for it; such a clip stays what it is.
   *
   * @param bitsPerSecond 6,000 to 510,000; below some 10,000 little above 4 kHz remains
   */
  public static AudioClip opus(AudioClip clip, int bitsPerSecond) {
    int rate = OPUS_RATES.contains(clip.sampleRate()) ? clip.sampleRate() : OPUS_FALLBACK_RATE_HZ;
    short[] input = pcm16(Resampler.resample(clip, rate).samples());
    try {
      float[] output = opus(input, rate, bitsPerSecond);
      return sameLength(Resampler.resample(new AudioClip(output, rate), clip.sampleRate()), clip);
    } catch (OpusException e) {
      throw new IllegalArgumentException(
          "bitsPerSecond: " + bitsPerSecond + " (expected: 6000..510000)", e);
    } catch (AssertionError e) { // the library's own, of a sum that overflows
      return clip;
    }
  }

  private static float[] opus(short[] input, int rate, int bitsPerSecond) throws OpusException {
    OpusEncoder encoder = new OpusEncoder(rate, 1, OpusApplication.OPUS_APPLICATION_VOIP);
    encoder.setBitrate(bitsPerSecond);
    encoder.setComplexity(OPUS_COMPLEXITY);
    encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
    OpusDecoder decoder = new OpusDecoder(rate, 1);
    int frame = rate / FRAMES_PER_SECOND;
    int delay = encoder.getLookahead(); // samples by which the decoder's output is late
    int frames = (input.length + delay + frame - 1) / frame;
    short[] padded = Arrays.copyOf(input, frames * frame);
    short[] decoded = new short[frames * frame];
    byte[] packet = new byte[MOST_PACKET_BYTES];
    for (int from = 0; from < padded.length; from += frame) {
      int bytes = encoder.encode(padded, from, frame, packet, 0, packet.length);
      decoder.decode(packet, 0, bytes, decoded, from, frame, false);
    }
    float[] output = new float[input.length];
    for (int i = 0; i < output.length; i++) {
      output[i] = decoded[i + delay] / 32_768f;
    }
    return output;
  }

  private static short[] pcm16(float[] samples) {
    short[] pcm = new short[samples.length];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) Math.max(-32_768, Math.min(32_767, Math.round(samples[i] * 32_768f)));
    }
    return pcm;
  }

  /** Two changes of rate may round to a sample more or less. */
  private static AudioClip sameLength(AudioClip clip, AudioClip like) {
    int length = like.samples().length;
    return clip.samples().length == length
        ? clip
        : new AudioClip(Arrays.copyOf(clip.samples(), length), clip.sampleRate());
  }
}

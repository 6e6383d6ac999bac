package org.auricle.grpc;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.TokenTable;

/**
 * A language of beeps: each letter is 100 ms of a pure tone after 50 ms of silence, so what was
 * said and when is known by construction.
 */
public final class ToneAlphabet {
  public static final TokenTable TOKENS =
      new TokenTable(List.of("<blank>", " ", "a", "b", "c", "d"), 0);
  public static final double GAP_SECONDS = 0.05;
  public static final double TONE_SECONDS = 0.10;
  public static final double LETTER_SECONDS = GAP_SECONDS + TONE_SECONDS;

  private static final double[] HERTZ = {0, 3300, 500, 900, 1500, 2300}; // by token
  private static final double AMPLITUDE = 0.3;

  private ToneAlphabet() {}

  /** The beeps of a text, and a gap. */
  public static AudioClip speak(String text, int sampleRate) {
    int[] tokens = TOKENS.encode(text);
    int letter = (int) Math.round(LETTER_SECONDS * sampleRate);
    int gap = (int) Math.round(GAP_SECONDS * sampleRate);
    float[] samples = new float[tokens.length * letter + gap];
    for (int i = 0; i < tokens.length; i++) {
      for (int n = gap; n < letter; n++) {
        double phase = 2 * Math.PI * HERTZ[tokens[i]] * n / sampleRate;
        samples[i * letter + n] = (float) (AMPLITUDE * Math.sin(phase));
      }
    }
    return new AudioClip(samples, sampleRate);
  }

  /** Samples as LINEAR16. */
  public static ByteString linear16(AudioClip clip) {
    return linear16(clip, 1);
  }

  /** Samples as LINEAR16, the same in each channel. */
  public static ByteString linear16(AudioClip clip, int channels) {
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * channels * clip.samples().length).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : clip.samples()) {
      for (int c = 0; c < channels; c++) {
        bytes.putShort((short) Math.round(sample * 32767));
      }
    }
    return ByteString.copyFrom(bytes.flip());
  }

  /** What a listener to {@link #linear16(AudioClip)} hears. */
  public static AudioClip quantized(AudioClip clip) {
    float[] samples = new float[clip.samples().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) Math.round(clip.samples()[i] * 32767) / 32768f;
    }
    return new AudioClip(samples, clip.sampleRate());
  }

  /** A WAV file of 16-bit samples. */
  public static ByteString wav(AudioClip clip) {
    ByteString data = linear16(clip);
    ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    header.put(ByteString.copyFromUtf8("RIFF").toByteArray()).putInt(36 + data.size());
    header.put(ByteString.copyFromUtf8("WAVEfmt ").toByteArray()).putInt(16);
    header.putShort((short) 1).putShort((short) 1).putInt(clip.sampleRate());
    header.putInt(2 * clip.sampleRate()).putShort((short) 2).putShort((short) 16);
    header.put(ByteString.copyFromUtf8("data").toByteArray()).putInt(data.size());
    return ByteString.copyFrom(header.flip()).concat(data);
  }
}

package org.auricle.grpc.google;

import com.google.cloud.speech.v1.RecognitionAudio;
import com.google.cloud.speech.v1.RecognitionConfig;
import com.google.cloud.speech.v1.RecognitionConfig.AudioEncoding;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.auricle.engine.audio.AudioClip;
import org.auricle.grpc.ToneAlphabet;

/** Audio of beeps, and configs that fit it. */
final class Spoken {
  static final int RATE = 16_000;

  private Spoken() {}

  static RecognitionConfig.Builder linear16() {
    return RecognitionConfig.newBuilder()
        .setEncoding(AudioEncoding.LINEAR16)
        .setSampleRateHertz(RATE)
        .setLanguageCode("en-US");
  }

  static ByteString pcm(String text) {
    return ToneAlphabet.linear16(ToneAlphabet.speak(text, RATE));
  }

  static ByteString silence(double seconds) {
    return ByteString.copyFrom(new byte[2 * (int) (seconds * RATE)]);
  }

  static RecognitionAudio audio(ByteString content) {
    return RecognitionAudio.newBuilder().setContent(content).build();
  }

  /** A channel each, interleaved; as long as the longest. */
  static ByteString channels(String... texts) {
    AudioClip[] clips = new AudioClip[texts.length];
    int frames = 0;
    for (int c = 0; c < texts.length; c++) {
      clips[c] = ToneAlphabet.speak(texts[c], RATE);
      frames = Math.max(frames, clips[c].samples().length);
    }
    float[] interleaved = new float[frames * texts.length];
    for (int c = 0; c < texts.length; c++) {
      float[] samples = Arrays.copyOf(clips[c].samples(), frames);
      for (int f = 0; f < frames; f++) {
        interleaved[f * texts.length + c] = samples[f];
      }
    }
    return ToneAlphabet.linear16(new AudioClip(interleaved, RATE));
  }

  /** "bad cab" as another format; resources' README.md says how it was made. */
  static ByteString fixture(String name) throws IOException {
    try (InputStream stream = Spoken.class.getResourceAsStream(name)) {
      return ByteString.readFrom(stream);
    }
  }

  /** ITU-T G.711 mu-law, by its definition in segments. */
  static ByteString muLaw(String text) {
    ByteString pcm = pcm(text);
    byte[] codes = new byte[pcm.size() / 2];
    for (int i = 0; i < codes.length; i++) {
      int sample = sample(pcm, i) >> 2; // 14 bits
      int sign = sample < 0 ? 0x80 : 0;
      int magnitude = Math.min(8_158, Math.abs(sample)) + 33;
      int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
      codes[i] = (byte) ~(sign | segment << 4 | magnitude >> segment + 1 & 15);
    }
    return ByteString.copyFrom(codes);
  }

  /** ITU-T G.711 A-law, by its definition in segments. */
  static ByteString aLaw(String text) {
    ByteString pcm = pcm(text);
    byte[] codes = new byte[pcm.size() / 2];
    for (int i = 0; i < codes.length; i++) {
      int sample = sample(pcm, i) >> 3; // 13 bits
      int sign = sample < 0 ? 0 : 0x80;
      int magnitude = Math.min(4_095, sample < 0 ? ~sample : sample);
      int segment = Math.max(0, 27 - Integer.numberOfLeadingZeros(magnitude));
      int code = segment == 0 ? magnitude >> 1 : segment << 4 | magnitude >> segment & 15;
      codes[i] = (byte) ((sign | code) ^ 0x55);
    }
    return ByteString.copyFrom(codes);
  }

  private static int sample(ByteString pcm, int i) {
    return pcm.byteAt(2 * i) & 0xff | pcm.byteAt(2 * i + 1) << 8;
  }

  static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNanos() / 1e9;
  }
}

package org.auricle.acoustic.vad.training;

import java.io.IOException;
import java.nio.file.Path;
import org.auricle.acoustic.vad.VoiceNetConfig;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.Resampler;

/**
 * A recording at the network's rate, kept as 16-bit samples, with labels.
 *
 * @param samples 16-bit
 * @param speech [frames of 10 ms]; all false for noise
 */
record SoundClip(short[] samples, boolean[] speech) {
  private static final float SCALE = 1 / 32768f;

  /** Reads clean speech and labels it. */
  static SoundClip speech(Path file) throws IOException {
    float[] audio = read(file);
    return new SoundClip(pcm(audio), SpeechLabels.of(audio));
  }

  /** Reads noise. */
  static SoundClip noise(Path file) throws IOException {
    return new SoundClip(pcm(read(file)), new boolean[0]);
  }

  private static float[] read(Path file) throws IOException {
    return Resampler.resample(AudioReader.read(file), VoiceNetConfig.SAMPLE_RATE_HZ).samples();
  }

  private static short[] pcm(float[] audio) {
    short[] pcm = new short[audio.length];
    for (int i = 0; i < audio.length; i++) {
      pcm[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, audio[i] / SCALE));
    }
    return pcm;
  }

  float sample(int i) {
    return samples[i] * SCALE;
  }

  double seconds() {
    return (double) samples.length / VoiceNetConfig.SAMPLE_RATE_HZ;
  }

  /** Root mean square of what is speech; of all where nothing is. */
  double activeRms() {
    double sum = 0;
    long count = 0;
    for (int i = 0; i < samples.length; i++) {
      if (speech.length == 0 || speech[i / SpeechLabels.FRAME]) {
        sum += (double) sample(i) * sample(i);
        count++;
      }
    }
    return count == 0 ? 0 : Math.sqrt(sum / count);
  }
}

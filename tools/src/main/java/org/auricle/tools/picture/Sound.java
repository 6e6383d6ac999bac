package org.auricle.tools.picture;

import java.util.Base64;
import java.util.Locale;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.audio.WavWriter;
import org.auricle.engine.feature.FbankExtractor;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FrameOptions;
import org.auricle.engine.feature.MelOptions;

/** A recording to hear and to see. */
final class Sound {
  private static final int RATE = 16_000; // speech has little above 8 kHz
  private static final int BANDS = 80;
  private static final double RANGE = 9; // nats of power below the loudest: 39 dB
  private static final int COLUMNS = 1_200; // of a waveform

  private final AudioClip clip;

  Sound(AudioClip original) {
    clip = Resampler.resample(original, Math.min(RATE, original.sampleRate()));
  }

  /** A player; the audio is inside, as 16-bit WAV, which every browser plays. */
  String player() {
    return "<audio controls preload=\"metadata\" src=\"data:audio/wav;base64,"
        + Base64.getEncoder().encodeToString(WavWriter.pcm16(clip))
        + "\"></audio>";
  }

  double seconds() {
    return clip.durationSeconds();
  }

  /** Highest frequency in the spectrogram. */
  int topHz() {
    return clip.sampleRate() / 2;
  }

  /** Logarithmic power in mel bands, low ones at the bottom, a column every 10 ms. */
  HeatMap spectrogram() {
    FrameOptions plain = FrameOptions.DEFAULT;
    FrameOptions frame =
        new FrameOptions(
            clip.sampleRate(),
            plain.frameLengthMs(),
            plain.frameShiftMs(),
            plain.preEmphasis(),
            true,
            plain.window(),
            false);
    FbankOptions options = new FbankOptions(frame, new MelOptions(BANDS, 0, 0));
    FeatureMatrix power = new FbankExtractor(options).extract(clip);
    int frames = Math.max(1, power.frames());
    float[] values = new float[BANDS * frames];
    float most = Float.NEGATIVE_INFINITY;
    for (int t = 0; t < power.frames(); t++) {
      for (int band = 0; band < BANDS; band++) {
        float value = power.data()[t * BANDS + band];
        values[(BANDS - 1 - band) * frames + t] = value;
        most = Math.max(most, value);
      }
    }
    double high = Float.isFinite(most) ? most : 0;
    return new HeatMap(values, BANDS, frames, high - RANGE, high, Palette.SEQUENTIAL);
  }

  /** Where a frequency stands in the spectrogram, 0 at the bottom, 1 at the top. */
  double height(double hertz) {
    return mel(hertz) / mel(topHz());
  }

  private static double mel(double hertz) {
    return Math.log1p(hertz / 700);
  }

  /** Lowest and highest sample in each stretch, as a filled shape from 0,-1 to 1,1. */
  String waveform() {
    float[] samples = clip.samples();
    int columns = Math.max(1, Math.min(COLUMNS, samples.length));
    float peak = 1e-4f;
    for (float x : samples) {
      peak = Math.max(peak, Math.abs(x));
    }
    StringBuilder above = new StringBuilder("M0 0");
    StringBuilder below = new StringBuilder();
    for (int column = 0; column < columns; column++) {
      float low = 0;
      float high = 0;
      int end = (int) ((column + 1L) * samples.length / columns);
      for (int i = (int) ((long) column * samples.length / columns); i < end; i++) {
        low = Math.min(low, samples[i]);
        high = Math.max(high, samples[i]);
      }
      above.append(point(column, -high / peak));
      below.insert(0, point(column, -low / peak));
    }
    return "<svg class=\"wave\" viewBox=\"0 -1 %d 2\" preserveAspectRatio=\"none\"><path d=\"%sZ\"/></svg>"
        .formatted(columns, above.append(below));
  }

  private static String point(int x, float y) {
    return String.format(Locale.ROOT, "L%d %.2f", x, y);
  }
}

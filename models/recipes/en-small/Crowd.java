import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.auricle.acoustic.training.Manifest;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.WavWriter;

/**
 * Recordings of people who all talk at once, to measure in what others say nearby: each is the sum
 * of six voices at equal mean power, and each voice a string of recordings drawn by lot.
 *
 * <p>Usage: {@code java -cp LIBRARIES Crowd.java MANIFEST OUT COUNT SECONDS SEED}. OUT receives 16
 * kHz WAV files and manifest.jsonl.
 */
public final class Crowd {
  private static final int RATE = 16_000;
  private static final int VOICES = 6;
  private static final double RMS = 0.1;

  public static void main(String[] args) throws IOException {
    if (args.length != 5) {
      System.err.println("usage: java Crowd.java MANIFEST OUT COUNT SECONDS SEED");
      System.exit(2);
    }
    List<Manifest.Entry> entries = Manifest.read(Path.of(args[0])).entries();
    Path out = Files.createDirectories(Path.of(args[1]));
    int count = Integer.parseInt(args[2]);
    int samples = Integer.parseInt(args[3]) * RATE;
    SplittableRandom random = new SplittableRandom(Long.parseLong(args[4]));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] sum = new float[samples];
      for (int voice = 0; voice < VOICES; voice++) {
        add(sum, normalised(string(entries, samples, random)));
      }
      String name = String.format(Locale.ROOT, "crowd%02d.wav", i);
      Files.write(out.resolve(name), WavWriter.pcm16(new AudioClip(normalised(sum), RATE)));
      lines.add(
          String.format(
              Locale.ROOT,
              "{\"audio_filepath\": \"%s\", \"duration\": %d, \"text\": \"\"}",
              name,
              samples / RATE));
    }
    Files.write(out.resolve("manifest.jsonl"), lines);
  }

  private static float[] string(List<Manifest.Entry> entries, int samples, SplittableRandom random)
      throws IOException {
    float[] string = new float[samples];
    for (int at = 0; at < samples; ) {
      AudioClip clip = AudioReader.read(entries.get(random.nextInt(entries.size())).audio());
      if (clip.sampleRate() != RATE) {
        throw new IOException(
            "a recording at " + clip.sampleRate() + " Hz (expected: " + RATE + ")");
      }
      int length = Math.min(clip.samples().length, samples - at);
      System.arraycopy(clip.samples(), 0, string, at, length);
      at += length;
    }
    return string;
  }

  private static float[] normalised(float[] samples) {
    double power = 0;
    for (float x : samples) {
      power += (double) x * x;
    }
    float gain = (float) (RMS / Math.sqrt(power / samples.length));
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= gain;
    }
    return samples;
  }

  private static void add(float[] sum, float[] voice) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += voice[i];
    }
  }
}

package org.auricle.tools.eval;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.auricle.acoustic.training.Manifest;
import org.auricle.acoustic.training.ManifestException;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.NoiseMix;
import org.auricle.engine.audio.Resampler;

/**
 * Noise to put behind recordings. Which noise from where on goes behind a recording depends on the
 * seed and the recording's number only: it is the same at every ratio and for every model.
 * Thread-safe.
 */
public final class NoiseClips {
  private static final int LOUDEST_FRAME_RATE = 16_000; // what its frames are measured at, hertz
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final Path manifest;
  private final List<AudioClip> clips;
  private final Map<Integer, List<AudioClip>> byRate = new HashMap<>();
  private final long seed;

  private NoiseClips(Path manifest, List<AudioClip> clips, long seed) {
    this.manifest = manifest;
    this.clips = List.copyOf(clips);
    this.seed = seed;
  }

  /**
   * Reads the recordings of a manifest.
   *
   * @throws ManifestException if one of them cannot be read, or has no samples
   */
  public static NoiseClips read(Path manifest, long seed) throws IOException {
    List<AudioClip> clips = new ArrayList<>();
    for (Manifest.Entry entry : Manifest.read(manifest).entries()) {
      try {
        clips.add(AudioReader.read(entry.audio()));
      } catch (AudioFormatException e) {
        throw new ManifestException(manifest, entry.line(), e.getMessage());
      }
      if (clips.get(clips.size() - 1).samples().length == 0) {
        throw new ManifestException(manifest, entry.line(), "samples: 0 (expected: >= 1)");
      }
    }
    return new NoiseClips(manifest, clips, seed);
  }

  /** Where they come from. */
  public Path manifest() {
    return manifest;
  }

  /** How many there are. */
  public int count() {
    return clips.size();
  }

  /** Of the draws. */
  public long seed() {
    return seed;
  }

  /** A recording with noise behind it, by mean powers; see {@link NoiseMix}. */
  public AudioClip mix(AudioClip speech, int number, double snrDb) {
    return mix(speech, number, snrDb, NoiseMix.Level.MEAN);
  }

  /**
   * A recording with noise behind it, at 16 kHz, by the energies of the loudest frames; see {@link
   * NoiseMix}.
   */
  public AudioClip mixByLoudestFrame(AudioClip speech, int number, double snrDb) {
    AudioClip resampled = Resampler.resample(speech, LOUDEST_FRAME_RATE);
    return mix(resampled, number, snrDb, NoiseMix.Level.LOUDEST_FRAME);
  }

  private AudioClip mix(AudioClip speech, int number, double snrDb, NoiseMix.Level level) {
    SplittableRandom random = new SplittableRandom(seed + GOLDEN * (number + 1L));
    int which = random.nextInt(clips.size());
    double where = random.nextDouble();
    AudioClip noise = atRate(speech.sampleRate()).get(which);
    return NoiseMix.mix(speech, noise, (int) (where * noise.samples().length), snrDb, level);
  }

  private synchronized List<AudioClip> atRate(int rate) {
    return byRate.computeIfAbsent(
        rate, hertz -> clips.stream().map(clip -> Resampler.resample(clip, hertz)).toList());
  }
}

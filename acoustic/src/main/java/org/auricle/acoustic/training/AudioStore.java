package org.auricle.acoustic.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.Resampler;

/**
 * Recordings at the model's rate and at the speeds asked for, kept in memory as 16-bit samples up
 * to a bound. What came first stays: training goes round and round, and dropping the eldest would
 * drop just what is needed next. Whether a clip was kept or made again does not change a bit of it.
 * Thread-safe.
 */
final class AudioStore {
  private record Key(Path file, double speed) {}

  private final int sampleRateHz;
  private final long capacityBytes;
  private final AtomicLong keptBytes = new AtomicLong();
  private final Map<Key, PcmClip> kept = new ConcurrentHashMap<>();

  AudioStore(int sampleRateHz, long capacityBytes) {
    this.sampleRateHz = sampleRateHz;
    this.capacityBytes = capacityBytes;
  }

  int sampleRateHz() {
    return sampleRateHz;
  }

  /**
   * A recording, faster by a factor (its pitch goes along; Ko et al. 2015).
   *
   * @throws UncheckedIOException around an AudioFormatException if the file cannot be used
   */
  PcmClip clip(Path file, double speed) {
    Key key = new Key(file, speed);
    PcmClip clip = kept.get(key);
    if (clip == null) {
      clip = speed == 1 ? decode(file) : change(clip(file, 1), speed);
      keep(key, clip);
    }
    return clip;
  }

  private void keep(Key key, PcmClip clip) {
    if (keptBytes.addAndGet(clip.bytes()) > capacityBytes || kept.putIfAbsent(key, clip) != null) {
      keptBytes.addAndGet(-clip.bytes());
    }
  }

  private PcmClip decode(Path file) {
    try {
      return PcmClip.of(Resampler.resample(AudioReader.read(file), sampleRateHz).samples());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Plays the samples at another rate: what was recorded at speed x rate is heard at rate. */
  private PcmClip change(PcmClip clip, double speed) {
    int playedRate = (int) Math.round(sampleRateHz * speed);
    AudioClip played = new AudioClip(clip.toFloats(), playedRate);
    return PcmClip.of(Resampler.resample(played, sampleRateHz).samples());
  }

  /** Memory taken by the clips kept. */
  long keptBytes() {
    return keptBytes.get();
  }
}

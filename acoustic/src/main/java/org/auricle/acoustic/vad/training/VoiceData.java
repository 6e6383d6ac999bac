package org.auricle.acoustic.vad.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.auricle.acoustic.training.Manifest;
import org.auricle.engine.training.TrainingException;

/**
 * Recordings to learn from, in memory as 16-bit samples.
 *
 * @param train clean speech by corpus
 * @param dev of speakers that are not among those, by corpus
 * @param noise without speech
 * @param seconds of all of it
 * @param fingerprint changes with the files' names and lengths
 */
public record VoiceData(
    List<List<SoundClip>> train,
    List<List<SoundClip>> dev,
    List<SoundClip> noise,
    double seconds,
    String fingerprint) {

  /**
   * What to read.
   *
   * @param speech manifests of clean speech, a corpus each
   * @param noise manifests of noise; none for synthetic noise only
   * @param leaveOut recordings whose path it is found in are kept for other uses
   * @param minutes most of a corpus, taken evenly from all of it
   */
  public record Sources(List<Path> speech, List<Path> noise, Pattern leaveOut, double minutes) {

    /** Requires speech. */
    public Sources {
      speech = List.copyOf(speech);
      noise = List.copyOf(noise);
      if (speech.isEmpty()) {
        throw new IllegalArgumentException("speech: no manifest (expected: one or more)");
      }
      if (!(minutes > 0)) {
        throw new IllegalArgumentException("minutes: " + minutes + " (expected: > 0)");
      }
    }
  }

  /** Clips of a corpus or of noise as they are read. */
  private static final class Reader {
    final CRC32 crc = new CRC32();
    double seconds;

    SoundClip clip(Manifest.Entry entry, boolean speech) throws IOException {
      SoundClip clip = speech ? SoundClip.speech(entry.audio()) : SoundClip.noise(entry.audio());
      String line = entry.audio().getFileName() + " " + clip.samples().length;
      crc.update(line.getBytes(StandardCharsets.UTF_8));
      seconds += clip.seconds();
      return clip;
    }
  }

  /**
   * Reads it all.
   *
   * @param devShare share of the speakers that is validated on; none of a corpus with too few
   * @throws TrainingException if nothing is left to validate on
   */
  public static VoiceData read(Sources sources, double devShare) throws IOException {
    Reader reader = new Reader();
    List<List<SoundClip>> train = new ArrayList<>();
    List<List<SoundClip>> dev = new ArrayList<>();
    for (Path file : sources.speech()) {
      Manifest manifest = Manifest.read(file);
      List<String> devSpeakers = devSpeakers(manifest, devShare);
      double stride = Math.max(1, manifest.totalSeconds() / 60 / sources.minutes());
      List<SoundClip> learned = new ArrayList<>();
      List<SoundClip> validated = new ArrayList<>();
      for (double at = 0; at < manifest.entries().size(); at += stride) {
        Manifest.Entry entry = manifest.entries().get((int) at);
        if (taken(entry, sources)) {
          SoundClip clip = reader.clip(entry, true);
          (devSpeakers.contains(entry.speaker()) ? validated : learned).add(clip);
        }
      }
      train.add(learned);
      dev.add(validated);
    }
    List<SoundClip> noise = new ArrayList<>();
    for (Path file : sources.noise()) {
      for (Manifest.Entry entry : Manifest.read(file).entries()) {
        if (taken(entry, sources)) {
          noise.add(reader.clip(entry, false));
        }
      }
    }
    train.removeIf(List::isEmpty);
    dev.removeIf(List::isEmpty);
    if (dev.isEmpty() || train.isEmpty()) {
      throw new TrainingException(
          "speech: too few speakers to keep %s of them for validation (expected: at least %d)"
              .formatted(devShare, every(devShare)));
    }
    String fingerprint = Long.toHexString(reader.crc.getValue());
    return new VoiceData(train, dev, noise, reader.seconds, fingerprint);
  }

  private static boolean taken(Manifest.Entry entry, Sources sources) {
    return !sources.leaveOut().matcher(entry.audio().toString()).find();
  }

  /** Every so many speakers one, in the order of their names. */
  private static List<String> devSpeakers(Manifest manifest, double devShare) {
    TreeSet<String> speakers = new TreeSet<>();
    manifest.entries().forEach(entry -> speakers.add(entry.speaker()));
    List<String> chosen = new ArrayList<>();
    int i = 0;
    for (String speaker : speakers) {
      if (++i % every(devShare) == 0) {
        chosen.add(speaker);
      }
    }
    return chosen;
  }

  private static int every(double devShare) {
    return (int) Math.max(2, Math.round(1 / devShare));
  }
}

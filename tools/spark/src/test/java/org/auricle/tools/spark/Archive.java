package org.auricle.tools.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.WavWriter;

/** A folder of short recordings of somebody who spells, and of files that are none. */
final class Archive {
  /** Recordings, those that are broken included. */
  static final int SIZE = 12;

  /** Of them, those that are broken. */
  static final int BROKEN = 4;

  private static final Path SPELLED = Path.of("../../docs/samples/spelled.wav");
  private static final int WORDS = 11; // there are in it
  private static final int SAID_ALONE = 7; // of them

  private Archive() {}

  static Path write(Path folder) throws IOException {
    AudioClip all = AudioReader.read(SPELLED);
    for (int i = 0; i < SAID_ALONE; i++) {
      recording(folder.resolve("in%d/a%d.wav".formatted(i % 3, i)), part(all, i, WORDS));
    }
    recording(folder.resolve("in1/_100% ä:b [c].WAV"), all);
    Files.write(folder.resolve("empty.wav"), new byte[0]);
    Files.writeString(folder.resolve("in0/text.flac"), "This is not a recording.\n");
    byte[] wav = WavWriter.pcm16(all);
    Files.write(folder.resolve("in2/cut.wav"), Arrays.copyOf(wav, wav.length / 2));
    Files.write(
        folder.resolve("in2/film.mp4"),
        Arrays.copyOf("\0\0\0\u0018ftypisom".getBytes(StandardCharsets.US_ASCII), 500));
    Files.writeString(folder.resolve("in0/notes.txt"), "called like no recording");
    return folder;
  }

  /** A part that says about a word. */
  private static AudioClip part(AudioClip clip, int part, int parts) {
    float[] samples = clip.samples();
    int length = samples.length / parts;
    return new AudioClip(
        Arrays.copyOfRange(samples, part * length, (part + 1) * length), clip.sampleRate());
  }

  /** Adds a recording that is taken apart, since it is longer than a minute. */
  static void addLong(Path folder) throws IOException {
    recording(folder.resolve("in1/deep/er/long.wav"), repeated(AudioReader.read(SPELLED), 14));
  }

  private static AudioClip repeated(AudioClip clip, int times) {
    float[] once = clip.samples();
    float[] samples = new float[times * once.length];
    for (int i = 0; i < times; i++) {
      System.arraycopy(once, 0, samples, i * once.length, once.length);
    }
    return new AudioClip(samples, clip.sampleRate());
  }

  static Path recording(Path file, AudioClip clip) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(file, WavWriter.pcm16(clip));
  }
}

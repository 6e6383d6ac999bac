package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.auricle.acoustic.vad.training.MusicSynthesizer;
import org.auricle.acoustic.vad.training.NoiseSynthesizer;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.WavWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Recordings in which nobody speaks. */
@Command(
    name = "sounds",
    description = {
      "Make recordings in which nobody speaks: music and noise, by lot, the kinds that \"auricle"
          + " train vad\" learns from.",
      "",
      "The folder receives them as WAV, 16 kHz, with manifest.jsonl, whose texts are empty: for a"
          + " recipe's corpus with \"speech\": false."
    },
    footerHeading = "%nExample:%n",
    footer = "  auricle vad sounds sounds --count 300 --seed 1")
final class VadSoundsCommand implements Callable<Integer> {
  private static final int RATE = 16_000;
  private static final double LEAST_SECONDS = 1;
  private static final double MOST_SECONDS = 8;

  @ParentCommand private VadCommand parent;

  @Parameters(paramLabel = "FOLDER", description = "Where they go; made if it is not there.")
  private Path folder;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "300",
      description = "How many, half of them music (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed makes the same recordings (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    if (count < 1) {
      throw new InputException("--count: " + count + " (expected: >= 1)");
    }
    Files.createDirectories(folder);
    SplittableRandom random = new SplittableRandom(seed);
    MusicSynthesizer music = new MusicSynthesizer(RATE);
    NoiseSynthesizer noise = new NoiseSynthesizer(RATE);
    StringBuilder manifest = new StringBuilder();
    for (int i = 0; i < count; i++) {
      SplittableRandom own = random.split();
      int samples = (int) (RATE * own.nextDouble(LEAST_SECONDS, MOST_SECONDS));
      boolean isMusic = i % 2 == 0;
      float[] sound = isMusic ? music.play(samples, own) : noise.play(samples, own);
      String name = String.format(Locale.ROOT, "%s-%04d.wav", isMusic ? "music" : "noise", i);
      Files.write(folder.resolve(name), WavWriter.pcm16(new AudioClip(sound, RATE)));
      manifest.append(
          String.format(
              Locale.ROOT,
              "{\"audio_filepath\": \"%s\", \"duration\": %.4f, \"text\": \"\"}\n",
              name,
              (double) samples / RATE));
    }
    Files.writeString(folder.resolve("manifest.jsonl"), manifest);
    parent.console().note(count + " recordings in " + folder);
    return 0;
  }
}

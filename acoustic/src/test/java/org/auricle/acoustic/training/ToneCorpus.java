package org.auricle.acoustic.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeatureOptions.Normalization;
import org.auricle.engine.feature.FrameOptions;
import org.auricle.engine.feature.MelOptions;
import org.auricle.engine.nn.AdamW;

/** A language of three tones, easy enough for a tiny network to learn in a second. */
final class ToneCorpus {
  static final int RATE = 8_000;
  private static final double[] HERTZ = {300, 900, 2_400};
  private static final int TONE_SAMPLES = RATE * 12 / 100;
  private static final int GAP_SAMPLES = RATE * 4 / 100;

  private ToneCorpus() {}

  /** Writes recordings and their manifest; returns the manifest. */
  static Path write(Path folder, String name, int utterances, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder manifest = new StringBuilder();
    for (int i = 0; i < utterances; i++) {
      String text = text(random);
      float[] samples = speak(text, random);
      Files.write(folder.resolve(name + i + ".wav"), wav(samples, RATE));
      manifest.append(
          "{\"audio_filepath\": \"%s%d.wav\", \"duration\": %s, \"text\": \"%s\"}\n"
              .formatted(name, i, (double) samples.length / RATE, text));
    }
    return Files.writeString(folder.resolve(name + ".jsonl"), manifest);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int letters = 1 + random.nextInt(4);
    for (int i = 0; i < letters; i++) {
      if (i == 2) {
        text.append(' ');
      }
      text.append((char) ('a' + random.nextInt(HERTZ.length)));
    }
    return text.toString();
  }

  private static float[] speak(String text, Random random) {
    int step = TONE_SAMPLES + GAP_SAMPLES;
    float[] samples = new float[GAP_SAMPLES + text.length() * step];
    for (int i = 0; i < text.length(); i++) {
      for (int j = 0; j < TONE_SAMPLES && text.charAt(i) != ' '; j++) {
        double phase = 2 * Math.PI * HERTZ[text.charAt(i) - 'a'] * j / RATE;
        samples[GAP_SAMPLES + i * step + j] = (float) (0.3 * Math.sin(phase));
      }
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] += (float) (0.005 * random.nextGaussian());
    }
    return samples;
  }

  /** A WAV file of 16-bit mono samples. */
  static byte[] wav(float[] samples, int rate) {
    ByteBuffer out = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples.length);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate);
    out.putShort((short) 2).putShort((short) 16);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples.length);
    for (float x : samples) {
      out.putShort((short) Math.round(x * 32_767));
    }
    return out.array();
  }

  /** A recipe for a tiny network, with every kind of augmentation. */
  static TrainingConfig config(Path train, Path dev, int epochs, double checkpointMinutes) {
    FrameOptions d = FrameOptions.DEFAULT;
    FrameOptions frame =
        new FrameOptions(
            RATE, d.frameLengthMs(), d.frameShiftMs(), d.preEmphasis(), true, d.window(), false);
    FeatureOptions features =
        new FeatureOptions(
            new FbankOptions(frame, new MelOptions(12, 100, 3_800)),
            0,
            2,
            Normalization.MEAN_VARIANCE,
            2,
            2);
    return new TrainingConfig(
        List.of(new TrainingConfig.Corpus(train, 1.5)),
        dev,
        new TrainingConfig.Text(
            List.of("<blank>", "|", "a", "b", "c"),
            Optional.empty(),
            PieceSettings.NONE,
            TrainingConfig.UnknownCharacters.FAIL,
            30),
        features,
        TrainingConfig.Network.plain(1, 12, 0.1),
        new TrainingConfig.Optimizer(2e-2, 1e-3, 10, 2, 0.9, 0, AdamW.Options.DEFAULT),
        new AugmentationOptions(
            List.of(0.95, 1.0, 1.05),
            0.03,
            6,
            0.1,
            new AugmentationOptions.Noise(Optional.empty(), 0.3, 10, 30, 2, 1, 0.1),
            new AugmentationOptions.Masks(1, 2, 1, 40),
            new AugmentationOptions.Rooms(0.1, 0.1, 0.2, 1),
            new AugmentationOptions.Codecs(0.5, 0.05, 8_000, 32_000),
            new AugmentationOptions.Joining(0.2, 2, 0.05, 0.1, 4),
            AugmentationOptions.Quiet.DEFAULT),
        new TrainingConfig.Schedule(epochs, 4, 7, 0, 1, false),
        new TrainingConfig.Resources(2, 16, checkpointMinutes, true));
  }

  /** A trainer that measures error rates with a greedy decoder. */
  static AcousticTrainer trainer(TrainingConfig config, TrainingListener listener) {
    return new AcousticTrainer(config, listener, tokens -> new GreedyTestDecoder(tokens.blank()));
  }
}

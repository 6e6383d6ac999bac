package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.auricle.acoustic.bilstm.BiLstmNetwork;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.math.Parallel;
import org.auricle.engine.nn.SequenceLayout;
import org.auricle.engine.recognition.TokenTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Corpora in which nobody speaks, and what comes of them. */
class SilentCorpusTest {
  private static final TokenTable TONES = new TokenTable(List.of("<blank>", "|", "a", "b", "c"), 0);

  @TempDir Path folder;

  @Test
  void learnsThatNobodySpeaksInBeeps() throws Exception {
    Path beeps = beeps("beeps", 12, 5);
    Path train = ToneCorpus.write(folder, "train", 60, 1);
    Path dev = ToneCorpus.write(folder, "dev", 20, 2);
    TrainingConfig tones = ToneCorpus.config(train, dev, 30, 0);
    TrainingConfig both =
        new TrainingConfig(
            List.of(tones.train().get(0), new TrainingConfig.Corpus(beeps, 1, false)),
            dev,
            tones.text(),
            tones.features(),
            tones.network(),
            tones.optimizer(),
            tones.augmentation(),
            tones.schedule(),
            tones.resources());
    TrainingResult result = run(both, "taught");
    assertThat(result.best().words().percent()).isLessThan(15);
    Path unheard = beeps("unheard", 3, 6);
    double taught = tonesHeard(result.weights(), both, unheard);
    double untaught = tonesHeard(run(tones, "untaught").weights(), tones, unheard);
    assertThat(taught).isLessThan(0.2 * untaught);
  }

  private TrainingResult run(TrainingConfig config, String name) throws Exception {
    return ToneCorpus.trainer(config, TrainingListener.NONE).run(folder.resolve(name), false);
  }

  /** Share of frames in which a tone is likelier than none. */
  private static double tonesHeard(BiLstmWeights weights, TrainingConfig config, Path manifest)
      throws IOException {
    BiLstmNetwork network = new BiLstmNetwork(weights.config(), 0, Parallel.single());
    network.load(weights);
    FeaturePipeline features = new FeaturePipeline(config.features());
    int heard = 0;
    int all = 0;
    for (Manifest.Entry entry : Manifest.read(manifest).entries()) {
      FeatureMatrix frames = features.extract(AudioReader.read(entry.audio()));
      float[] logProbs = network.forward(frames.data(), SequenceLayout.of(frames.frames()));
      for (int t = 0; t < frames.frames(); t++) {
        heard += logProbs[t * TONES.size()] < Math.log(0.5) ? 1 : 0;
      }
      all += frames.frames();
    }
    return (double) heard / all;
  }

  /** Beeps between the higher two tones. */
  private Path beeps(String name, int count, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder manifest = new StringBuilder();
    for (int i = 0; i < count; i++) {
      float[] samples = new float[ToneCorpus.RATE];
      double[] beeps = random.doubles(5, 1300, 1700).toArray();
      for (int j = 0; j < samples.length; j++) {
        double hertz = beeps[j / (samples.length / beeps.length)];
        samples[j] = (float) (0.3 * Math.sin(2 * Math.PI * hertz * j / ToneCorpus.RATE));
        samples[j] += (float) (0.005 * random.nextGaussian());
      }
      Files.write(folder.resolve(name + i + ".wav"), ToneCorpus.wav(samples, ToneCorpus.RATE));
      manifest.append(
          "{\"audio_filepath\": \"%s%d.wav\", \"duration\": 1, \"text\": \"\"}\n"
              .formatted(name, i));
    }
    return Files.writeString(folder.resolve(name + ".jsonl"), manifest);
  }
}

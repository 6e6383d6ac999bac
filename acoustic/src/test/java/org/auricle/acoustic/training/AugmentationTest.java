package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.auricle.acoustic.augment.Babble;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.audio.Resampler;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.feature.FrameOptions;
import org.auricle.engine.feature.MelOptions;
import org.auricle.engine.feature.MfccOptions;
import org.auricle.engine.feature.NemoOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {
  private static final Babble BABBLE = new Babble(i -> white(900, 0.1, i), 9);

  @TempDir static Path data;
  private static Path recording;

  @BeforeAll
  static void speak() throws IOException {
    recording = Manifest.read(ToneCorpus.write(data, "a", 3, 5)).entries().get(0).audio();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-5, 0, 8, 35})
  void noiseComesAtTheRatioAskedFor(double snrDb) {
    float[] speech = white(4_000, 0.1, 1);
    float[] mixed = speech.clone();
    PcmClip recording = PcmClip.of(white(700, 0.3, 2));
    NoiseMixer.add(mixed, NoiseMixer.stretch(recording, 650, speech.length), 1, snrDb);
    double noise = 0;
    double power = 0;
    for (int i = 0; i < speech.length; i++) {
      noise += Math.pow(mixed[i] - speech[i], 2);
      power += Math.pow(speech[i], 2);
    }
    assertThat(10 * Math.log10(power / noise)).isCloseTo(snrDb, within(1e-3));
  }

  @Test
  void silenceInTheNoiseStaysQuietAndSilentSpeechStaysSilent() {
    float[] noise = new float[10_000];
    System.arraycopy(white(100, 0.5, 1), 0, noise, 0, 100); // one bark, then near silence
    noise[5_000] = 1e-4f;
    float[] speech = white(1_000, 0.1, 2);
    float[] mixed = speech.clone();
    NoiseMixer.add(mixed, NoiseMixer.stretch(PcmClip.of(noise), 4_500, 1_000), 1, 0);
    for (int i = 0; i < speech.length; i++) {
      assertThat(mixed[i]).isCloseTo(speech[i], within(0.02f));
    }
    float[] silence = new float[100];
    NoiseMixer.add(silence, white(100, 0.1, 1), 1, 10);
    assertThat(silence).containsOnly(0f);
  }

  @Test
  void probabilityDecidesHowManyAreMixed() {
    NoiseMixer mixer =
        new NoiseMixer(
            List.of(PcmClip.of(white(500, 0.1, 1))), BABBLE, AugmentationOptions.Noise.DEFAULT);
    int mixed = 0;
    for (int i = 0; i < 1_000; i++) {
      float[] samples = {0.1f, -0.2f, 0.1f};
      mixer.apply(samples, new SplittableRandom(i));
      mixed += samples[0] == 0.1f ? 0 : 1;
    }
    assertThat(mixed).isBetween(350, 450);
  }

  @Test
  void severalNoisesTogetherKeepTheRatio() {
    AugmentationOptions.Noise options =
        new AugmentationOptions.Noise(Optional.empty(), 1, 6, 6, 4, 0.5, 0);
    NoiseMixer mixer = new NoiseMixer(List.of(PcmClip.of(white(9_000, 0.2, 3))), BABBLE, options);
    for (int seed = 0; seed < 30; seed++) {
      float[] speech = white(8_000, 0.1, 1);
      float[] mixed = speech.clone();
      mixer.apply(mixed, new SplittableRandom(seed));
      double noise = 0;
      double power = 0;
      for (int i = 0; i < speech.length; i++) {
        noise += Math.pow(mixed[i] - speech[i], 2);
        power += Math.pow(speech[i], 2);
      }
      // noises that happen to agree, or to cancel each other, are off by little
      assertThat(10 * Math.log10(power / noise)).isCloseTo(6, within(1.0));
    }
  }

  @Test
  void withoutRecordingsNoisesAreMadeIfAskedFor() {
    AugmentationOptions.Noise none =
        new AugmentationOptions.Noise(Optional.empty(), 1, 0, 0, 1, 0, 0);
    AugmentationOptions.Noise made =
        new AugmentationOptions.Noise(Optional.empty(), 1, 0, 0, 1, 0.1, 0);
    float[] samples = white(100, 0.1, 1);
    new NoiseMixer(List.of(), BABBLE, none).apply(samples, new SplittableRandom(1));
    assertThat(samples).isEqualTo(white(100, 0.1, 1));
    new NoiseMixer(List.of(), BABBLE, made).apply(samples, new SplittableRandom(1));
    assertThat(samples).isNotEqualTo(white(100, 0.1, 1));
  }

  /** Of noises that are constant, what is not is babble. */
  @Test
  void aShareOfTheNoisesIsBabble() {
    float[] constant = new float[1_000];
    Arrays.fill(constant, 0.2f);
    AugmentationOptions.Noise some =
        new AugmentationOptions.Noise(Optional.empty(), 1, 0, 0, 1, 0, 0.3);
    NoiseMixer mixer = new NoiseMixer(List.of(PcmClip.of(constant)), BABBLE, some);
    NoiseMixer nothingElse = new NoiseMixer(List.of(), BABBLE, some);
    int babble = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      float[] samples = new float[300];
      samples[0] = 1;
      mixer.apply(samples, new SplittableRandom(seed));
      babble += samples[1] == samples[2] ? 0 : 1;
      float[] others = {0.1f, -0.2f, 0.1f};
      nothingElse.apply(others, new SplittableRandom(seed));
      assertThat(others[0]).isNotEqualTo(0.1f);
    }
    assertThat(babble).isBetween(250, 350);
  }

  @Test
  void masksHideWholeBandsAndStretchesBehindTheBandsMean() {
    int frames = 200;
    int bands = 40;
    int maskedBands = 0;
    int maskedFrames = 0;
    int rounds = 300;
    SpecAugment masks = new SpecAugment(AugmentationOptions.Masks.DEFAULT, 10);
    for (int round = 0; round < rounds; round++) {
      float[] before = white(frames * bands, 3, round);
      float[] after = before.clone();
      masks.apply(new FeatureMatrix(after, frames, bands), new SplittableRandom(round));
      boolean[] band = new boolean[bands];
      boolean[] frame = new boolean[frames];
      Arrays.fill(band, true);
      Arrays.fill(frame, true);
      for (int i = 0; i < after.length; i++) {
        band[i % bands] &= after[i] != before[i];
        frame[i / bands] &= after[i] != before[i];
      }
      for (int i = 0; i < after.length; i++) {
        boolean hidden = band[i % bands] || frame[i / bands];
        assertThat(after[i] != before[i]).isEqualTo(hidden);
        if (hidden) {
          assertThat(after[i]).isCloseTo(mean(before, i % bands, bands), within(1e-5f));
        }
        maskedBands += i < bands && band[i] ? 1 : 0;
        maskedFrames += i % bands == 0 && frame[i / bands] ? 1 : 0;
      }
    }
    // Widths are uniform: 2 masks x 4 bands, 2 s x 1 mask x 4 frames, less what overlaps.
    assertThat((double) maskedBands / rounds).isBetween(6.5, 8.0);
    assertThat((double) maskedFrames / rounds).isBetween(7.0, 8.5);
  }

  @Test
  void aChangeOfSpeedChangesLengthAndPitchAlike() {
    AudioStore store = new AudioStore(ToneCorpus.RATE, 1 << 20);
    int length = store.clip(recording, 1).length();
    assertThat((double) store.clip(recording, 1.1).length()).isCloseTo(length / 1.1, within(2.0));
    assertThat((double) store.clip(recording, 0.9).length()).isCloseTo(length / 0.9, within(2.0));
  }

  @Test
  void joinedUtterancesFollowEachOtherAfterAPause() {
    AugmentationOptions none = AugmentationOptions.NONE;
    AugmentationOptions joining =
        new AugmentationOptions(
            none.speeds(),
            0,
            0,
            0,
            none.noise(),
            none.masks(),
            none.rooms(),
            none.codecs(),
            new AugmentationOptions.Joining(1, 3, 0.25, 0.25, 10),
            none.quiet());
    FeatureOptions options = fbank();
    FeatureMaker maker = maker(options, joining);
    FeatureMatrix three = maker.varied(new EpochPlan.Draw(0, 3, 0, 1, List.of(1, 2)));
    int samples = new AudioStore(ToneCorpus.RATE, 0).clip(recording, 1).length();
    double seconds = 3.0 * samples / ToneCorpus.RATE + 0.5;
    assertThat(three.frames() * options.frameShiftSeconds()).isCloseTo(seconds, within(0.05));
    assertThat(maker.varied(new EpochPlan.Draw(0, 3, 0, 1, List.of(1, 2))).data())
        .isEqualTo(three.data());
  }

  @Test
  void theStoreKeepsToItsBoundAndGivesTheSameBitsWithoutMemory() {
    AudioStore roomy = new AudioStore(ToneCorpus.RATE, 1 << 20);
    AudioStore none = new AudioStore(ToneCorpus.RATE, 0);
    for (double speed : new double[] {1, 0.9, 1}) {
      assertThat(none.clip(recording, speed).toFloats())
          .isEqualTo(roomy.clip(recording, speed).toFloats());
    }
    assertThat(none.keptBytes()).isZero();
    long bytes = 2L * (roomy.clip(recording, 1).length() + roomy.clip(recording, 0.9).length());
    assertThat(roomy.keptBytes()).isEqualTo(bytes);
  }

  @Test
  void withoutAugmentationTrainingSeesWhatRecognitionSees() throws IOException {
    for (FeatureOptions options : List.of(fbank(), mfcc())) {
      FeatureMatrix seen = maker(options, AugmentationOptions.NONE).varied(draw(0, 1));
      FeatureMatrix expected = new FeaturePipeline(options).extract(AudioReader.read(recording));
      assertThat(seen.dim()).isEqualTo(expected.dim());
      assertThat(seen.data()).isEqualTo(expected.data());
      assertThat(maker(options, AugmentationOptions.NONE).plain(recording).data())
          .isEqualTo(expected.data());
    }
  }

  @Test
  void eachDrawIsItsOwnAndTheSameEachTimeItIsMade() {
    AugmentationOptions all =
        new AugmentationOptions(
            List.of(1.0),
            0.1,
            6,
            0.5,
            new AugmentationOptions.Noise(Optional.empty(), 0.5, 0, 20, 2, 0.5, 0.1),
            AugmentationOptions.Masks.DEFAULT,
            new AugmentationOptions.Rooms(0.5, 0.1, 0.2, 2),
            new AugmentationOptions.Codecs(0.5, 0.3, 8_000, 32_000),
            AugmentationOptions.Joining.DEFAULT,
            new AugmentationOptions.Quiet(0.5, 0.3));
    Set<Integer> different = new HashSet<>();
    FeatureMaker maker = maker(mfcc(), all);
    for (int epoch = 0; epoch < 10; epoch++) {
      float[] once = maker.varied(draw(epoch, 1)).data();
      assertThat(maker(mfcc(), all).varied(draw(epoch, 1)).data()).isEqualTo(once);
      different.add(Arrays.hashCode(once));
    }
    assertThat(different).hasSize(10);
  }

  @Test
  void theTelephoneTakesTheUpperBandsAwayAndLeavesTheLower() throws IOException {
    Path wide = data.resolve("wide.wav");
    Files.write(wide, ToneCorpus.wav(white(16_000, 0.3, 1), 16_000));
    FeatureMaker maker = telephone(wide);

    float[] plain = maker.plain(wide).data();
    float[] heard = maker.varied(draw(0, 1)).data();

    assertThat(heard).hasSameSizeAs(plain);
    assertThat(mean(heard, 15, 40)).isCloseTo(mean(plain, 15, 40), within(0.1f));
    assertThat(mean(heard, 36, 40)).isLessThan(mean(plain, 36, 40) - 8); // -35 dB at 6 kHz
  }

  /** What was recorded at 8 kHz has an empty upper band at 16, and so has the simulated line. */
  @Test
  void whatTheTelephoneLeavesIsWhatARecordingOfIts8KilohertzHas() throws IOException {
    Path wide = data.resolve("both.wav");
    float[] samples = white(16_000, 0.3, 1);
    Files.write(wide, ToneCorpus.wav(samples, 16_000));
    Path narrow = data.resolve("narrow.wav");
    AudioClip line = Resampler.resample(new AudioClip(samples, 16_000), 8_000);
    Files.write(narrow, ToneCorpus.wav(line.samples(), 8_000));
    FeatureMaker maker = telephone(wide);

    float[] recorded = maker.plain(narrow).data();
    float[] simulated = maker.varied(draw(0, 1)).data();

    assertThat(simulated).hasSameSizeAs(recorded);
    for (int band = 0; band < 30; band++) { // up to 3.2 kHz
      assertThat(mean(simulated, band, 40)).isCloseTo(mean(recorded, band, 40), within(0.02f));
    }
    for (int band = 34; band < 40; band++) { // above 4.4 kHz: what rounding to 16 bits leaves
      assertThat(mean(simulated, band, 40))
          .isLessThan(mean(maker.plain(wide).data(), band, 40) - 8);
      assertThat(mean(recorded, band, 40)).isLessThan(mean(maker.plain(wide).data(), band, 40) - 8);
    }
  }

  private static FeatureMaker telephone(Path recording) {
    FbankOptions bands = new FbankOptions(FrameOptions.DEFAULT, new MelOptions(40, 20, -400));
    FeatureOptions options =
        new FeatureOptions(bands, 0, 2, FeatureOptions.Normalization.NONE, 1, 1);
    AugmentationOptions none = AugmentationOptions.NONE;
    AugmentationOptions telephone =
        new AugmentationOptions(
            none.speeds(),
            0,
            0,
            1,
            none.noise(),
            none.masks(),
            none.rooms(),
            none.codecs(),
            none.joining(),
            none.quiet());
    AudioStore store = new AudioStore(16_000, 1 << 20);
    return new FeatureMaker(
        store, options, telephone, Collections.nCopies(4, recording), List.of(), 1);
  }

  @Test
  void energyInPlaceOfC0IsRefused() {
    MfccOptions d = MfccOptions.DEFAULT;
    FeatureOptions options =
        new FeatureOptions(
            new MfccOptions(d.frame(), d.mel(), d.cepstra(), d.lifter(), true),
            0,
            2,
            FeatureOptions.Normalization.NONE,
            1,
            1);
    assertThatThrownBy(() -> maker(options, AugmentationOptions.NONE))
        .hasMessageStartingWith("features.frontEnd.useEnergy: true (expected: false");
  }

  @Test
  void frontEndsOfForeignModelsAreRefused() {
    FeatureOptions options =
        new FeatureOptions(
            NemoOptions.DEFAULT, 0, 2, FeatureOptions.Normalization.NEMO_PER_FEATURE, 1, 1);
    assertThatThrownBy(() -> maker(options, AugmentationOptions.NONE))
        .hasMessageContaining("(expected: mfcc or fbank;");
  }

  private static FeatureMaker maker(FeatureOptions options, AugmentationOptions augmentation) {
    return new FeatureMaker(
        new AudioStore(ToneCorpus.RATE, 1 << 20),
        options,
        augmentation,
        Collections.nCopies(4, recording),
        List.of(),
        1);
  }

  private static EpochPlan.Draw draw(int epoch, double speed) {
    return new EpochPlan.Draw(epoch, 3, 0, speed, List.of());
  }

  private static FeatureOptions fbank() {
    return ToneCorpus.config(recording, recording, 1, 0).features();
  }

  private static FeatureOptions mfcc() {
    MfccOptions mfcc =
        new MfccOptions(
            ((FbankOptions) fbank().frontEnd()).frame(),
            new MelOptions(20, 100, 3_800),
            13,
            22,
            false);
    return new FeatureOptions(mfcc, 2, 2, FeatureOptions.Normalization.MEAN_VARIANCE, 3, 3);
  }

  private static float[] white(int n, double scale, long seed) {
    Random random = new Random(seed);
    float[] noise = new float[n];
    for (int i = 0; i < n; i++) {
      noise[i] = (float) (scale * (2 * random.nextDouble() - 1));
    }
    return noise;
  }

  private static float mean(float[] values, int from, int step) {
    List<Double> picked = new ArrayList<>();
    for (int i = from; i < values.length; i += step) {
      picked.add((double) values[i]);
    }
    return (float) picked.stream().mapToDouble(x -> x).average().orElse(0);
  }
}

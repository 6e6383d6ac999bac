package org.auricle.acoustic.training;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.auricle.acoustic.augment.Babble;
import org.auricle.acoustic.augment.ConnectedSpeech;
import org.auricle.acoustic.augment.QuietEdges;
import org.auricle.acoustic.training.Seeds.Purpose;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.feature.CepstralTransform;
import org.auricle.engine.feature.Deltas;
import org.auricle.engine.feature.FbankExtractor;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.feature.MfccOptions;
import org.auricle.engine.feature.VocalTractWarp;

/**
 * The way from a recording to network input: plain for validation, and varied for training. The
 * order is that of the real world: speed, quiet at the ends, loudness, room, noise, telephone and
 * codec; then in the log-mel spectrum vocal tract and masks; then DCT if the front end is MFCC,
 * deltas, normalisation, stacking.
 *
 * <p>Thread-safe; the same draw gives the same bits, whenever and wherever it is made.
 */
final class FeatureMaker {
  /** Warp factors are drawn from a grid, so that each one's filters are laid out once. */
  private static final int WARPS_EACH_WAY = 10;

  private final AudioStore audio;
  private final AugmentationOptions augmentation;
  private final long seed;
  private final FeaturePipeline pipeline;
  private final FbankOptions logMel;
  private final List<Path> speech;
  private final Reverberator rooms;
  private final NoiseMixer noise;
  private final Channel channel;
  private final SpecAugment masks;
  private final UnaryOperator<FeatureMatrix> afterMasks; // log-mel to front end with deltas
  private final Map<Integer, FbankExtractor> extractors = new ConcurrentHashMap<>();

  /**
   * A maker.
   *
   * @param speech recordings of the utterances that will be drawn, by id
   * @param noises recordings of noise; empty for none
   */
  FeatureMaker(
      AudioStore audio,
      FeatureOptions features,
      AugmentationOptions augmentation,
      List<Path> speech,
      List<Path> noises,
      long seed) {
    this.audio = audio;
    this.speech = List.copyOf(speech);
    this.augmentation = augmentation;
    this.seed = seed;
    this.pipeline = new FeaturePipeline(features);
    this.logMel = logMel(features);
    this.rooms = new Reverberator(augmentation.rooms(), pipeline.sampleRateHz(), seed);
    this.noise =
        new NoiseMixer(
            noises.stream().map(file -> audio.clip(file, 1)).toList(),
            new Babble(this::talker, speech.size()),
            augmentation.noise());
    this.channel = new Channel(augmentation);
    this.masks = new SpecAugment(augmentation.masks(), features.frontEnd().frameShiftMs());
    this.afterMasks = afterMasks(features);
  }

  private float[] talker(int utterance) {
    try {
      return audio.clip(speech.get(utterance), 1).toFloats();
    } catch (UncheckedIOException e) {
      return new float[0]; // whoever draws it is told; others need not be left out for it
    }
  }

  private static UnaryOperator<FeatureMatrix> afterMasks(FeatureOptions features) {
    Deltas deltas =
        new Deltas(features.frontEnd().dim(), features.deltaOrder(), features.deltaWindow());
    if (features.frontEnd() instanceof MfccOptions mfcc) {
      CepstralTransform cepstral = CepstralTransform.of(mfcc);
      return logMel -> deltas.apply(cepstral.apply(logMel));
    }
    return features.deltaOrder() == 0 ? UnaryOperator.identity() : deltas::apply;
  }

  private static FbankOptions logMel(FeatureOptions features) {
    if (features.frontEnd() instanceof MfccOptions mfcc) {
      if (mfcc.useEnergy()) {
        throw new IllegalArgumentException(
            "features.frontEnd.useEnergy: true (expected: false; training masks mel bands, which"
                + " the energy would betray)");
      }
      return new FbankOptions(mfcc.frame(), mfcc.mel());
    }
    if (features.frontEnd() instanceof FbankOptions fbank) {
      return fbank;
    }
    throw new IllegalArgumentException(
        "features.frontEnd: "
            + features.frontEnd()
            + " (expected: mfcc or fbank; other front ends are for models trained elsewhere)");
  }

  /** The recording as it is: [ceil(frames / skip) x dim]. */
  FeatureMatrix plain(Path file) {
    AudioClip clip = new AudioClip(audio.clip(file, 1).toFloats(), pipeline.sampleRateHz());
    return pipeline.extract(clip);
  }

  /** A drawn utterance, varied as the draw has it: [ceil(frames / skip) x dim]. */
  FeatureMatrix varied(EpochPlan.Draw draw) {
    float[] samples = quiet(recorded(draw), random(Purpose.QUIET, draw));
    scale(samples, random(Purpose.VOLUME, draw));
    samples = rooms.apply(samples, random(Purpose.ROOM, draw));
    noise.apply(samples, random(Purpose.NOISE, draw));
    AudioClip clip =
        channel.apply(
            new AudioClip(samples, pipeline.sampleRateHz()),
            random(Purpose.TELEPHONE, draw),
            random(Purpose.CODEC, draw));
    FeatureMatrix frames = extractor(random(Purpose.VOCAL_TRACT, draw)).extract(clip);
    masks.apply(frames, random(Purpose.MASKS, draw));
    return pipeline.normalizeAndStack(afterMasks.apply(frames));
  }

  /** What was drawn, and what follows it. */
  private float[] recorded(EpochPlan.Draw draw) {
    List<float[]> parts = new ArrayList<>();
    parts.add(audio.clip(speech.get(draw.utterance()), draw.speed()).toFloats());
    for (int id : draw.joined()) {
      parts.add(audio.clip(speech.get(id), draw.speed()).toFloats());
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    SplittableRandom random = random(Purpose.PAUSE, draw);
    AugmentationOptions.Joining joining = augmentation.joining();
    int[] pauses = new int[parts.size() - 1];
    for (int i = 0; i < pauses.length; i++) {
      double range = joining.maxPauseSeconds() - joining.minPauseSeconds();
      double seconds = joining.minPauseSeconds() + range * random.nextDouble();
      pauses[i] = (int) Math.round(seconds * pipeline.sampleRateHz());
    }
    return ConnectedSpeech.join(parts, pauses, pipeline.sampleRateHz(), random);
  }

  private float[] quiet(float[] samples, SplittableRandom random) {
    AugmentationOptions.Quiet quiet = augmentation.quiet();
    if (random.nextDouble() >= quiet.probability()) {
      return samples;
    }
    double before = quiet.maxSeconds() * random.nextDouble();
    double behind = quiet.maxSeconds() * random.nextDouble();
    return QuietEdges.redraw(samples, before, behind, pipeline.sampleRateHz(), random);
  }

  private SplittableRandom random(Purpose purpose, EpochPlan.Draw draw) {
    return Seeds.of(seed, purpose, draw.epoch(), draw.utterance(), draw.copy());
  }

  private void scale(float[] samples, SplittableRandom random) {
    double decibels = augmentation.volumeDb() * (2 * random.nextDouble() - 1);
    float gain = (float) Math.pow(10, decibels / 20);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= gain;
    }
  }

  private FbankExtractor extractor(SplittableRandom random) {
    int warp =
        augmentation.vocalTract() == 0 ? 0 : random.nextInt(-WARPS_EACH_WAY, WARPS_EACH_WAY + 1);
    return extractors.computeIfAbsent(
        warp,
        w ->
            w == 0
                ? new FbankExtractor(logMel)
                : FbankExtractor.warped(
                    logMel,
                    new VocalTractWarp(1 + augmentation.vocalTract() * w / WARPS_EACH_WAY)));
  }
}

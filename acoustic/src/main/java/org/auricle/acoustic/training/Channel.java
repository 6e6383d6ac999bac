package org.auricle.acoustic.training;

import java.util.SplittableRandom;
import org.auricle.acoustic.augment.SpeechCodec;
import org.auricle.acoustic.augment.SpeechCodec.Telephone;
import org.auricle.engine.audio.AudioClip;

/** The way from microphone to recogniser: a telephone line, Opus, both or none. Thread-safe. */
final class Channel {
  private final AugmentationOptions options;

  Channel(AugmentationOptions options) {
    this.options = options;
  }

  /**
   * What arrives, at the clip's rate and of its length.
   *
   * @param line random numbers of the telephone
   * @param codec random numbers of Opus
   */
  AudioClip apply(AudioClip clip, SplittableRandom line, SplittableRandom codec) {
    AudioClip heard = clip;
    if (line.nextDouble() < options.telephoneProbability()) {
      heard = SpeechCodec.telephone(clip, coding(line));
    }
    AugmentationOptions.Codecs codecs = options.codecs();
    if (codec.nextDouble() < codecs.opusProbability()) {
      double ratio = (double) codecs.maxOpusBitsPerSecond() / codecs.minOpusBitsPerSecond();
      int rate =
          (int) Math.round(codecs.minOpusBitsPerSecond() * Math.pow(ratio, codec.nextDouble()));
      heard = SpeechCodec.opus(heard, rate);
    }
    return heard;
  }

  private Telephone coding(SplittableRandom random) {
    if (random.nextDouble() >= options.codecs().g711Probability()) {
      return Telephone.LINEAR;
    }
    return random.nextBoolean() ? Telephone.MU_LAW : Telephone.A_LAW;
  }
}

package org.auricle.tools;

import org.auricle.engine.recognition.VoiceOptions;
import picocli.CommandLine.Option;

/** Options that say what counts as a segment of speech. */
final class VoiceArguments {
  @Option(
      names = "--threshold",
      paramLabel = "P",
      description =
          "Probability of speech at which a segment starts; it ends 0.15 below"
              + " (default: ${DEFAULT-VALUE}).")
  private double threshold = VoiceOptions.DEFAULT.threshold();

  @Option(
      names = "--min-silence",
      paramLabel = "SECONDS",
      description = "Silence that ends a segment (default: ${DEFAULT-VALUE}).")
  private double minSilence = VoiceOptions.DEFAULT.minSilence();

  @Option(
      names = "--min-speech",
      paramLabel = "SECONDS",
      description = "Shorter segments are dropped (default: ${DEFAULT-VALUE}).")
  private double minSpeech = VoiceOptions.DEFAULT.minSpeech();

  @Option(
      names = "--padding",
      paramLabel = "SECONDS",
      description = "Added before and after each segment (default: ${DEFAULT-VALUE}).")
  private double padding = VoiceOptions.DEFAULT.padding();

  @Option(
      names = "--max-speech",
      paramLabel = "SECONDS",
      description =
          "Longer segments are cut where speech is least probable (default: ${DEFAULT-VALUE}).")
  private double maxSpeech = VoiceOptions.DEFAULT.maxSpeech();

  VoiceOptions options() {
    double gap = VoiceOptions.DEFAULT.threshold() - VoiceOptions.DEFAULT.exitThreshold();
    double exit = Math.max(threshold - gap, threshold / 2);
    try {
      return new VoiceOptions(threshold, exit, minSilence, minSpeech, padding, maxSpeech);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }
}

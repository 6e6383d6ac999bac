package org.auricle.tools;

import org.auricle.engine.recognition.EndpointOptions;
import picocli.CommandLine.Option;

/** Options that say what counts as a segment of speech. */
final class VoiceArguments {
  @Option(
      names = "--threshold",
      paramLabel = "P",
      description =
          "Probability of speech at which a segment starts; it ends 0.15 below"
              + " (default: ${DEFAULT-VALUE}).")
  private double threshold = EndpointOptions.DEFAULT.threshold();

  @Option(
      names = "--min-silence",
      paramLabel = "SECONDS",
      description = "Silence that ends a segment (default: ${DEFAULT-VALUE}).")
  private double minSilence = EndpointOptions.DEFAULT.trailingSilence();

  @Option(
      names = "--min-speech",
      paramLabel = "SECONDS",
      description = "Shorter segments are dropped (default: ${DEFAULT-VALUE}).")
  private double minSpeech = EndpointOptions.DEFAULT.minSpeech();

  @Option(
      names = "--padding",
      paramLabel = "SECONDS",
      description = "Added before and after each segment (default: 0.3 before, 0.2 after).")
  private Double padding;

  @Option(
      names = "--max-speech",
      paramLabel = "SECONDS",
      description =
          "Longer segments are cut where speech is least probable (default: ${DEFAULT-VALUE}).")
  private double maxSpeech = EndpointOptions.DEFAULT.maxUtterance();

  EndpointOptions options() {
    try {
      EndpointOptions options =
          EndpointOptions.DEFAULT
              .withThreshold(threshold)
              .withTrailingSilence(minSilence)
              .withMinSpeech(minSpeech)
              .withMaxUtterance(maxSpeech);
      return padding == null ? options : options.withPadding(padding, padding);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }
}

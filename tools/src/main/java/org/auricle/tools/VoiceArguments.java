package org.auricle.tools;

import java.io.IOException;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.models.Models;
import org.auricle.models.VoiceDetectors;
import picocli.CommandLine.Option;

/** Options that say who detects speech, and what counts as a segment of it. */
final class VoiceArguments {
  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      defaultValue = Models.DEFAULT,
      description =
          "A model whose detector to use, silero_vad.onnx, or what \"auricle train vad\" has"
              + " written (default: ${DEFAULT-VALUE}).")
  private String model;

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

  /** By name or path. */
  String model() {
    return model;
  }

  VoiceActivityDetector detector() throws IOException {
    return VoiceDetectors.open(model);
  }

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

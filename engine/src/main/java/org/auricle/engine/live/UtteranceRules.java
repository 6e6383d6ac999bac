package org.auricle.engine.live;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.recognition.EndpointDecision;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.Endpointer;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.engine.recognition.VoiceProbabilities;

/** Where the utterances of a stream start and end, as its audio arrives. Not thread-safe. */
final class UtteranceRules {
  private final VoiceProbabilities voice;
  private final Endpointer endpointer;

  private UtteranceRules(VoiceProbabilities voice, Endpointer endpointer) {
    this.voice = voice;
    this.endpointer = endpointer;
  }

  static UtteranceRules of(Recognizer recognizer, LiveOptions options) {
    int rate = options.sampleRateHz();
    if (options.endpointing().isEmpty()) {
      Loudness loudness = new Loudness(rate);
      EndpointOptions cuts =
          EndpointOptions.DEFAULT.withMaxUtterance(options.maxUtteranceSeconds());
      return new UtteranceRules(loudness, Endpointer.byLength(cuts, loudness.windowSeconds()));
    }
    VoiceActivityDetector detector =
        recognizer.voiceActivity().orElseThrow(NoVoiceDetectorException::new);
    VoiceProbabilities voice = detector.newProbabilities(rate);
    return new UtteranceRules(
        voice, Endpointer.bySilence(options.endpointing().get(), voice.windowSeconds()));
  }

  List<EndpointDecision> accept(float[] samples, int offset, int length) {
    return decide(voice.accept(samples, offset, length));
  }

  List<EndpointDecision> finish(double endSeconds) {
    List<EndpointDecision> decisions = new ArrayList<>(decide(voice.finish()));
    decisions.addAll(endpointer.finish(endSeconds));
    return decisions;
  }

  /** Audio before this is not needed any more. */
  double keepFromSeconds() {
    return endpointer.keepFromSeconds();
  }

  /** Where the last speech of all that has been heard ended. */
  double speechEndSeconds() {
    return endpointer.speechEndSeconds();
  }

  private List<EndpointDecision> decide(float[] probabilities) {
    List<EndpointDecision> decisions = List.of();
    for (float probability : probabilities) {
      List<EndpointDecision> more = endpointer.accept(probability);
      if (!more.isEmpty()) {
        decisions = new ArrayList<>(decisions);
        decisions.addAll(more);
      }
    }
    return decisions;
  }
}

package org.auricle.engine.live;

import java.util.ArrayList;
import java.util.List;
import org.auricle.engine.recognition.EndpointDecision;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.Endpointer;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.engine.recognition.VoiceProbabilities;

/**
 * Where the utterances of a stream start and end, as its audio arrives. After a pause there are no
 * decisions until it is known whether all has been said: {@link #goOn} or {@link #endPause}. Not
 * thread-safe.
 */
final class UtteranceRules {
  private final VoiceProbabilities voice;
  private final Endpointer endpointer;
  private float[] probabilities = {}; // of the audio that came last
  private int decided; // of them
  private boolean paused;

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

  /** What follows from the next samples, up to the first pause. */
  List<EndpointDecision> accept(float[] samples, int offset, int length) {
    add(voice.accept(samples, offset, length));
    return paused ? List.of() : decide();
  }

  /** The utterance goes on after a pause: what follows, up to the next one. */
  List<EndpointDecision> goOn() {
    paused = false;
    return decide();
  }

  /** The utterance ends with a pause; {@link #goOn} is next. */
  void endPause() {
    endpointer.endPause();
  }

  /** All that is left; the end comes before any pause is over. */
  List<EndpointDecision> finish(double endSeconds) {
    add(voice.finish());
    List<EndpointDecision> decisions = new ArrayList<>();
    while (decided < probabilities.length) {
      decisions.addAll(goOn());
    }
    decisions.removeIf(
        decision ->
            decision instanceof EndpointDecision.Paused
                || decision instanceof EndpointDecision.Pausing);
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

  private void add(float[] fresh) {
    if (decided == probabilities.length) {
      probabilities = fresh;
    } else {
      int left = probabilities.length - decided;
      float[] all = new float[left + fresh.length];
      System.arraycopy(probabilities, decided, all, 0, left);
      System.arraycopy(fresh, 0, all, left, fresh.length);
      probabilities = all;
    }
    decided = 0;
  }

  private List<EndpointDecision> decide() {
    List<EndpointDecision> decisions = List.of();
    while (decided < probabilities.length && !paused) {
      List<EndpointDecision> more = endpointer.accept(probabilities[decided++]);
      if (!more.isEmpty()) {
        decisions = new ArrayList<>(decisions);
        decisions.addAll(more);
        paused = more.get(more.size() - 1) instanceof EndpointDecision.Paused;
      }
    }
    return decisions;
  }
}

package org.auricle.engine.recognition;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.auricle.engine.audio.AudioClip;

/**
 * Whether anybody speaks in an utterance at all: it opens with the first certain speech that lasts
 * for a tenth of a second without a break, and stays open. A network that was trained on speech
 * finds some in everything; so of an utterance whose gate stays closed only a reading is kept that
 * the network is sure of ({@link #admit}). Not thread-safe.
 *
 * <p>A recording of less than a second may be a word that was cut out so closely that a detector
 * has no time to make up its mind: such a one is listened to again at its end, with silence around
 * it, and less certain speech will do.
 *
 * <p>Less certain speech will do, too, if it lasts, where a grammar is asked for: of noise few
 * sentences of a grammar come near what the network hears, and an order in noise is worth having.
 */
public final class SpeechGate {
  private static final EndpointOptions RULES =
      EndpointOptions.DEFAULT.withThreshold(0.7).withMinSpeech(0.1);
  private static final EndpointOptions GRAMMAR_RULES =
      EndpointOptions.DEFAULT.withThreshold(0.3).withMinSpeech(0.2);
  private static final EndpointOptions SHORT_RULES =
      EndpointOptions.DEFAULT.withThreshold(0.4).withMinSpeech(0.06);
  private static final double SURE = 0.8; // confidence of a reading
  private static final double SURE_SHORT = 0.5; // of a recording shorter than SHORT
  private static final double SHORT = 1; // seconds
  private static final double BEFORE = 0.1; // of silence around what is short, seconds
  private static final double AFTER = 0.2;

  private final VoiceActivityDetector detector;
  private final int rate;
  private final VoiceProbabilities voice;
  private final List<Endpointer> endpointers; // any of which opens it
  private final float[] head; // what came first, behind silence
  private long samples;
  private boolean open;

  /** A closed gate, for one utterance at a rate. */
  public SpeechGate(VoiceActivityDetector detector, int sampleRateHz) {
    this(detector, sampleRateHz, false);
  }

  /**
   * A closed gate, for one utterance at a rate.
   *
   * @param grammar whether the utterance is restricted to a grammar
   */
  public SpeechGate(VoiceActivityDetector detector, int sampleRateHz, boolean grammar) {
    this.detector = detector;
    rate = sampleRateHz;
    voice = detector.newProbabilities(rate);
    endpointers =
        (grammar ? List.of(RULES, GRAMMAR_RULES) : List.of(RULES))
            .stream().map(rules -> Endpointer.byLength(rules, voice.windowSeconds())).toList();
    head = new float[samples(BEFORE) + samples(SHORT)];
  }

  /** Whether anybody speaks in a recording. */
  public static boolean opens(VoiceActivityDetector detector, AudioClip clip) {
    return opens(detector, clip, false);
  }

  /**
   * Whether anybody speaks in a recording.
   *
   * @param grammar whether it is restricted to a grammar
   */
  public static boolean opens(VoiceActivityDetector detector, AudioClip clip, boolean grammar) {
    SpeechGate gate = new SpeechGate(detector, clip.sampleRate(), grammar);
    return gate.accept(clip.samples(), 0, clip.samples().length) || gate.finish();
  }

  /**
   * Listens to the next samples, once open to none; says whether it is open.
   *
   * @throws IllegalArgumentException if a sample is not finite
   */
  public boolean accept(float[] audio, int offset, int length) {
    if (open) {
      return true;
    }
    int before = samples(BEFORE);
    int kept = (int) Math.min(samples, head.length - before);
    System.arraycopy(
        audio, offset, head, before + kept, Math.min(length, head.length - before - kept));
    samples += length;
    open = hears(voice.accept(audio, offset, length));
    return open;
  }

  /** Ends the utterance; says whether it is open. */
  public boolean finish() {
    open = open || hears(voice.finish()) || opensAtSecondHearing();
    return open;
  }

  /**
   * What is kept of an utterance. A detector that hears no speech and a recognizer that is not sure
   * of its words agree that there are none, as in Whisper (Radford et al. 2022, arXiv 2212.04356,
   * section 4.5); one that is sure has heard what the detector missed.
   *
   * @param open whether the gate has opened; not asked if it does not matter
   * @return the transcript; but an empty one if the gate has stayed closed and its best reading has
   *     no words or a confidence below 0.8, or below 0.5 if it is of less than a second, where a
   *     detector misses more
   */
  static Transcript admit(Transcript transcript, BooleanSupplier open) {
    double least = transcript.durationSeconds() < SHORT ? SURE_SHORT : SURE;
    boolean sure = !transcript.text().isEmpty() && transcript.confidence() >= least;
    Transcript kept = sure ? transcript : Transcript.empty(transcript.durationSeconds());
    return kept.equals(transcript) || open.getAsBoolean() ? transcript : kept;
  }

  /** Whether speech has been heard. */
  public boolean isOpen() {
    return open;
  }

  private boolean opensAtSecondHearing() {
    if (samples == 0 || samples > samples(SHORT)) {
      return false;
    }
    VoiceProbabilities again = detector.newProbabilities(rate);
    Endpointer rules = Endpointer.byLength(SHORT_RULES, again.windowSeconds());
    int length = samples(BEFORE) + (int) samples + samples(AFTER);
    float[] padded = Arrays.copyOf(Arrays.copyOf(head, length - samples(AFTER)), length);
    return hears(rules, again.accept(padded, 0, length)) || hears(rules, again.finish());
  }

  private boolean hears(float[] probabilities) {
    boolean heard = false;
    for (Endpointer endpointer : endpointers) {
      heard |= hears(endpointer, probabilities);
    }
    return heard;
  }

  private static boolean hears(Endpointer endpointer, float[] probabilities) {
    boolean heard = false;
    for (float probability : probabilities) {
      endpointer.accept(probability);
      heard |= endpointer.speechHeard();
    }
    return heard;
  }

  private int samples(double seconds) {
    return (int) (seconds * rate);
  }
}

package org.auricle.engine.recognition;

import java.util.Arrays;
import java.util.function.Supplier;
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
 * <p>Less certain speech that lasts will do, too, where a grammar is asked for: of noise few
 * sentences of a grammar come near what the network hears, and an order in noise is worth having.
 * Elsewhere it leaves doubt ({@link Verdict#DOUBT}), of which a reading is kept that says much.
 */
public final class SpeechGate {
  /** What a gate makes of an utterance. */
  enum Verdict {
    /** Somebody speaks. */
    SPEECH,
    /** Something lasts that is a little like speech. */
    DOUBT,
    /** Nobody speaks. */
    NONE
  }

  private static final EndpointOptions RULES =
      EndpointOptions.DEFAULT.withThreshold(0.7).withMinSpeech(0.1);
  private static final EndpointOptions LASTING_RULES =
      EndpointOptions.DEFAULT.withThreshold(0.3).withMinSpeech(0.2);
  private static final EndpointOptions SHORT_RULES =
      EndpointOptions.DEFAULT.withThreshold(0.4).withMinSpeech(0.06);
  private static final double SURE = 0.8; // confidence of a reading
  private static final double SURE_SHORT = 0.5; // of a recording shorter than SHORT
  private static final int MUCH = 12; // letters
  private static final double SHORT = 1; // seconds
  private static final double BEFORE = 0.1; // of silence around what is short, seconds
  private static final double AFTER = 0.2;

  private final VoiceActivityDetector detector;
  private final int rate;
  private final VoiceProbabilities voice;
  private final boolean grammar;
  private final Endpointer certain;
  private final Endpointer lasting;
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
    this.grammar = grammar;
    certain = Endpointer.byLength(RULES, voice.windowSeconds());
    lasting = Endpointer.byLength(LASTING_RULES, voice.windowSeconds());
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
    return verdict(detector, clip, grammar) == Verdict.SPEECH;
  }

  /** What is made of a whole recording. */
  static Verdict verdict(VoiceActivityDetector detector, AudioClip clip, boolean grammar) {
    SpeechGate gate = new SpeechGate(detector, clip.sampleRate(), grammar);
    gate.accept(clip.samples(), 0, clip.samples().length);
    gate.finish();
    return gate.verdict();
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
   * @param verdict the gate's; not asked for if it does not matter
   * @return the transcript; but an empty one if the gate is not open and the best reading has no
   *     words, or neither a confidence of at least 0.8 (0.5 if it is of less than a second, where a
   *     detector misses more), nor, where the gate is in doubt, twelve letters in words that
   *     differ: what noise is taken for is short, or says the same again
   */
  static Transcript admit(Transcript transcript, Supplier<Verdict> verdict) {
    Transcript nothing = Transcript.empty(transcript.durationSeconds());
    double least = transcript.durationSeconds() < SHORT ? SURE_SHORT : SURE;
    boolean sure = !transcript.text().isEmpty() && transcript.confidence() >= least;
    if (sure || transcript.equals(nothing)) {
      return transcript;
    }
    boolean kept =
        switch (verdict.get()) {
          case SPEECH -> true;
          case DOUBT -> letters(transcript.text()) >= MUCH;
          case NONE -> false;
        };
    return kept ? transcript : nothing;
  }

  /** Letters of the words that differ. */
  private static int letters(String text) {
    return Arrays.stream(text.split(" ")).distinct().mapToInt(String::length).sum();
  }

  /** Whether speech has been heard. */
  public boolean isOpen() {
    return open;
  }

  /** What has been made of the audio so far. */
  Verdict verdict() {
    if (open) {
      return Verdict.SPEECH;
    }
    return lasting.speechHeard() ? Verdict.DOUBT : Verdict.NONE;
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
    boolean lasts = hears(lasting, probabilities);
    return hears(certain, probabilities) || (grammar && lasts);
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

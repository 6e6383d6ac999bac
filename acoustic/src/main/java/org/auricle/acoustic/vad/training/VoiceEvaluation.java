package org.auricle.acoustic.vad.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.auricle.acoustic.training.Manifest;
import org.auricle.acoustic.vad.VoiceNetConfig;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.SpeechGate;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.engine.recognition.VoiceProbabilities;

/**
 * Measures a detector of speech on clean recordings, with noise added, and on what is no speech.
 * Labels come from the clean recordings ({@link SpeechLabels}); each lies between a second of
 * background before and after it. Everything drawn by lot is drawn from fixed seeds.
 */
public final class VoiceEvaluation {
  private static final int RATE = VoiceNetConfig.SAMPLE_RATE_HZ;
  private static final int MARGIN = RATE; // samples
  private static final int SYNTHETIC = 40; // recordings of each kind
  private static final int SYNTHETIC_SAMPLES = 10 * RATE;
  private static final long SEED = 20_261_121;

  private final List<SoundClip> speech;
  private final List<SoundClip> noise;

  private VoiceEvaluation(List<SoundClip> speech, List<SoundClip> noise) {
    this.speech = speech;
    this.noise = noise;
  }

  /**
   * How well windows with and without speech are told apart.
   *
   * @param snrDb of speech to noise; empty: nothing added
   * @param area below the ROC curve
   * @param missRate share of the windows with speech that are below the threshold
   * @param falseAlarmRate share of the windows without speech that reach it
   */
  public record Separation(
      OptionalDouble snrDb, double area, double missRate, double falseAlarmRate) {}

  /**
   * What was heard in recordings without speech.
   *
   * @param kind of recording
   * @param recordings how many there are
   * @param withSegments how many have a segment of speech
   * @param throughGate how many open a {@link SpeechGate}
   * @param seconds of audio
   * @param segmentSeconds of it in segments
   */
  public record FalseSpeech(
      String kind,
      int recordings,
      int withSegments,
      int throughGate,
      double seconds,
      double segmentSeconds) {}

  /**
   * Reads the recordings.
   *
   * @param speech manifest of clean speech
   * @param noise manifest of noise
   * @param noiseOnly noise whose path it is found in is used
   */
  public static VoiceEvaluation read(Path speech, Path noise, Pattern noiseOnly)
      throws IOException {
    List<SoundClip> spoken = new ArrayList<>();
    for (Manifest.Entry entry : Manifest.read(speech).entries()) {
      spoken.add(SoundClip.speech(entry.audio()));
    }
    List<SoundClip> noises = new ArrayList<>();
    for (Manifest.Entry entry : Manifest.read(noise).entries()) {
      if (noiseOnly.matcher(entry.audio().toString()).find()) {
        noises.add(SoundClip.noise(entry.audio()));
      }
    }
    if (noises.isEmpty()) {
      throw new IllegalArgumentException(
          noise + ": no noise whose path has \"" + noiseOnly + "\" in it (expected: some)");
    }
    return new VoiceEvaluation(spoken, noises);
  }

  /** Measures at one ratio of speech to noise, decibels; empty: nothing added. */
  public Separation separation(
      VoiceActivityDetector detector, OptionalDouble snrDb, double threshold) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Double> with = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    for (SoundClip clip : speech) {
      float[] mixed = mixed(clip, snrDb, random);
      VoiceProbabilities voice = detector.newProbabilities(RATE);
      float[] p = voice.accept(mixed, 0, mixed.length);
      for (int i = 0; i < p.length; i++) {
        double middle = (i + 0.5) * voice.windowSeconds();
        (isSpeech(clip, middle) ? with : without).add((double) p[i]);
      }
    }
    RocCurve curve = new RocCurve(array(with), array(without));
    return new Separation(
        snrDb, curve.area(), curve.missRate(threshold), curve.falseAlarmRate(threshold));
  }

  private static boolean isSpeech(SoundClip clip, double seconds) {
    int frame = (int) Math.floor((seconds * RATE - MARGIN) / SpeechLabels.FRAME);
    return frame >= 0 && frame < clip.speech().length && clip.speech()[frame];
  }

  private float[] mixed(SoundClip clip, OptionalDouble snrDb, SplittableRandom random) {
    float[] mixed = new float[clip.samples().length + 2 * MARGIN];
    for (int i = 0; i < clip.samples().length; i++) {
      mixed[MARGIN + i] = clip.sample(i);
    }
    SoundClip sound = noise.get(random.nextInt(noise.size()));
    int start = random.nextInt(sound.samples().length);
    if (snrDb.isPresent()) {
      double ratio = Math.pow(10, snrDb.getAsDouble() / 20);
      double gain = clip.activeRms() / (sound.activeRms() + 1e-9) / ratio;
      for (int i = 0; i < mixed.length; i++) {
        mixed[i] += (float) gain * sound.sample((start + i) % sound.samples().length);
      }
    }
    SignalEffects.clip(mixed);
    return mixed;
  }

  /**
   * How much of the clean speech a {@link SpeechGate} keeps out.
   *
   * @param recordings how many there are
   * @param shutOut how many do not open it: their words are lost unless a recognizer is sure of
   *     them
   */
  public record MissedSpeech(int recordings, int shutOut) {}

  /** Looks for clean recordings that the gate does not let through. */
  public MissedSpeech missedSpeech(VoiceActivityDetector detector) {
    int shutOut = 0;
    for (SoundClip clip : speech) {
      shutOut += SpeechGate.opens(detector, new AudioClip(floats(clip), RATE)) ? 0 : 1;
    }
    return new MissedSpeech(speech.size(), shutOut);
  }

  /** Looks for speech where there is none. */
  public List<FalseSpeech> falseSpeech(VoiceActivityDetector detector, EndpointOptions options) {
    List<float[]> silence = List.of(new float[SYNTHETIC_SAMPLES]);
    List<float[]> faint = new ArrayList<>();
    List<float[]> steady = new ArrayList<>();
    List<float[]> other = new ArrayList<>();
    List<float[]> music = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < SYNTHETIC; i++) {
      double faintRms = Math.pow(10, (-95 + 35.0 * i / SYNTHETIC) / 20);
      double rms = Math.pow(10, (-60 + 50.0 * i / SYNTHETIC) / 20);
      faint.add(NoiseSynthesizer.white(SYNTHETIC_SAMPLES, faintRms, random));
      steady.add(
          i % 2 == 0
              ? NoiseSynthesizer.white(SYNTHETIC_SAMPLES, rms, random)
              : NoiseSynthesizer.pink(SYNTHETIC_SAMPLES, rms, random));
      other.add(scaled(new NoiseSynthesizer(RATE).play(SYNTHETIC_SAMPLES, random), rms));
      music.add(scaled(new MusicSynthesizer(RATE).play(SYNTHETIC_SAMPLES, random), rms));
    }
    List<float[]> recorded = new ArrayList<>();
    noise.forEach(clip -> recorded.add(floats(clip)));
    return List.of(
        count("digital silence", silence, detector, options),
        count("faint noise, -95 to -60 dBFS", faint, detector, options),
        count("white and pink noise, -60 to -10 dBFS", steady, detector, options),
        count("hum, tones, clicks, gusts, machines", other, detector, options),
        count("recorded noise", recorded, detector, options),
        count("synthetic music", music, detector, options));
  }

  private static float[] floats(SoundClip clip) {
    float[] samples = new float[clip.samples().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = clip.sample(i);
    }
    return samples;
  }

  private static float[] scaled(float[] signal, double rms) {
    double now = SignalEffects.rms(signal);
    SignalEffects.amplify(signal, now == 0 ? 0 : rms / now);
    SignalEffects.clip(signal);
    return signal;
  }

  private static FalseSpeech count(
      String kind,
      List<float[]> recordings,
      VoiceActivityDetector detector,
      EndpointOptions options) {
    int withSegments = 0;
    int throughGate = 0;
    double seconds = 0;
    double segmentSeconds = 0;
    for (float[] samples : recordings) {
      AudioClip clip = new AudioClip(samples, RATE);
      var segments = detector.detect(clip, options);
      withSegments += segments.isEmpty() ? 0 : 1;
      throughGate += SpeechGate.opens(detector, clip) ? 1 : 0;
      seconds += clip.durationSeconds();
      segmentSeconds += segments.stream().mapToDouble(s -> s.endSeconds() - s.startSeconds()).sum();
    }
    return new FalseSpeech(
        kind, recordings.size(), withSegments, throughGate, seconds, segmentSeconds);
  }

  /** Computing time of a second of audio, in microseconds, the best of some rounds. */
  public double microsecondsPerSecond(VoiceActivityDetector detector) {
    double best = Double.POSITIVE_INFINITY;
    for (int round = 0; round < 5; round++) {
      double seconds = 0;
      long started = System.nanoTime();
      for (SoundClip clip : speech) {
        float[] samples = mixed(clip, OptionalDouble.empty(), new SplittableRandom(SEED));
        VoiceProbabilities voice = detector.newProbabilities(RATE);
        for (int at = 0; at < samples.length; at += RATE / 10) {
          voice.accept(samples, at, Math.min(RATE / 10, samples.length - at));
        }
        seconds += (double) samples.length / RATE;
      }
      best = Math.min(best, (System.nanoTime() - started) / 1e3 / seconds);
    }
    return best;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

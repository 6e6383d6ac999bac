package org.auricle.acoustic.vad.training;

import java.util.List;
import java.util.SplittableRandom;
import org.auricle.acoustic.vad.VoiceNetConfig;

/**
 * Makes scenes by lot: people who speak before silence, noise or music of any level, and silence,
 * noise and music alone. Thread-safe; a scene depends on its random numbers only.
 */
final class SceneMixer {
  private static final int RATE = VoiceNetConfig.SAMPLE_RATE_HZ;

  private static final double WITH_SPEECH = 0.52; // share of the scenes
  private static final double AT_ONCE = 0.3; // shares of those: from the first sample, in mid-word
  private static final double CLEAN = 0.2;
  private static final double BEFORE_MUSIC = 0.12;
  private static final double BEFORE_SYNTHETIC_NOISE = 0.2;
  private static final double MUSIC = 0.45; // shares of the others
  private static final double RECORDED_NOISE = 0.31;
  private static final double SYNTHETIC_NOISE = 0.18;
  private static final double TELEPHONE = 0.15;
  private static final double DITHER = 0.8;

  private static final double[] SPEECH_DB = {-50, -12};
  private static final double[] SOUND_DB = {-62, -8};
  private static final double[] SILENCE_DB = {-95, -58};
  private static final double[] SNR_DB = {0, 32};
  private static final double[] MUSIC_SNR_DB = {3, 30};
  private static final double[] DITHER_DB = {-100, -68};

  private final List<List<SoundClip>> speech; // by corpus
  private final List<SoundClip> noise;
  private final int samples; // of a scene
  private final MusicSynthesizer music = new MusicSynthesizer(RATE);
  private final NoiseSynthesizer synthetic = new NoiseSynthesizer(RATE);

  /**
   * A mixer.
   *
   * @param speech by corpus; each corpus is heard as often as the others
   */
  SceneMixer(List<List<SoundClip>> speech, List<SoundClip> noise, double seconds) {
    this.speech = speech;
    this.noise = noise;
    samples = (int) (seconds * RATE);
  }

  Scene scene(SplittableRandom random) {
    Scene scene =
        random.nextDouble() < WITH_SPEECH ? spoken(random) : new Scene(alone(random), frames());
    finish(scene.samples(), random);
    return scene;
  }

  private boolean[] frames() {
    return new boolean[(samples + SpeechLabels.FRAME - 1) / SpeechLabels.FRAME];
  }

  private Scene spoken(SplittableRandom random) {
    Scene scene = new Scene(new float[samples], frames());
    double level = amplitude(SPEECH_DB, random);
    List<SoundClip> corpus = speech.get(random.nextInt(speech.size()));
    double pause = 2.5 * random.nextDouble(); // longest between two utterances, seconds
    double at = random.nextDouble() < AT_ONCE ? 0 : 1.5 * random.nextDouble();
    while (at * RATE < samples) {
      SoundClip clip = corpus.get(random.nextInt(corpus.size()));
      double speed = 0.88 + 0.27 * random.nextDouble();
      double own = clip.activeRms();
      int from = at == 0 && random.nextBoolean() ? random.nextInt(clip.samples().length / 2) : 0;
      double vary = Math.pow(10, 0.3 * (random.nextDouble() - 0.5));
      int length = add(scene, clip, from, (int) (at * RATE), speed, level * vary / (own + 1e-6));
      at += (double) length / RATE + 0.05 + pause * random.nextDouble();
    }
    addBackground(scene.samples(), level, random);
    return scene;
  }

  private void addBackground(float[] signal, double level, SplittableRandom random) {
    double kind = random.nextDouble();
    if (kind < CLEAN) {
      return;
    }
    double[] ratio = kind < CLEAN + BEFORE_MUSIC ? MUSIC_SNR_DB : SNR_DB;
    float[] sound;
    if (kind < CLEAN + BEFORE_MUSIC) {
      sound = music.play(samples, random);
    } else if (kind < CLEAN + BEFORE_MUSIC + BEFORE_SYNTHETIC_NOISE || noise.isEmpty()) {
      sound = synthetic.play(samples, random);
    } else {
      sound = recorded(random);
    }
    double rms = SignalEffects.rms(sound);
    double gain = rms == 0 ? 0 : level / rms / amplitude(ratio, random);
    for (int i = 0; i < samples; i++) {
      signal[i] += (float) gain * sound[i];
    }
  }

  /** What is no speech. */
  private float[] alone(SplittableRandom random) {
    double kind = random.nextDouble();
    float[] sound;
    if (kind < MUSIC) {
      sound = music.play(samples, random);
    } else if (kind < MUSIC + RECORDED_NOISE && !noise.isEmpty()) {
      sound = recorded(random);
    } else if (kind < MUSIC + RECORDED_NOISE + SYNTHETIC_NOISE) {
      sound = synthetic.play(samples, random);
    } else {
      sound = NoiseSynthesizer.white(samples, 1, random);
      SignalEffects.amplify(sound, amplitude(SILENCE_DB, random));
      return sound;
    }
    double rms = SignalEffects.rms(sound);
    SignalEffects.amplify(sound, rms == 0 ? 0 : amplitude(SOUND_DB, random) / rms);
    return sound;
  }

  /** One recording or two, at any speed, forwards or backwards, for as long as the scene is. */
  private float[] recorded(SplittableRandom random) {
    float[] sound = new float[samples];
    int count = random.nextInt(3) == 0 ? 2 : 1;
    for (int n = 0; n < count; n++) {
      SoundClip clip = noise.get(random.nextInt(noise.size()));
      int length = clip.samples().length;
      double rms = clip.activeRms() + 1e-6;
      double gain = (0.2 + random.nextDouble()) / rms;
      double speed = (0.7 + 0.7 * random.nextDouble()) * (random.nextInt(4) == 0 ? -1 : 1);
      double at = random.nextInt(length);
      for (int i = 0; i < samples; i++) {
        int floor = (int) Math.floor(at);
        float a = clip.sample(Math.floorMod(floor, length));
        float b = clip.sample(Math.floorMod(floor + 1, length));
        sound[i] += (float) (gain * (a + (at - floor) * (b - a)));
        at += speed;
        at -= at >= length ? length : 0;
        at += at < 0 ? length : 0;
      }
    }
    if (random.nextInt(3) == 0) { // another room, another microphone
      SignalEffects.bandPass(
          sound, 200 * Math.pow(12, random.nextDouble()), 0.3 + random.nextDouble(), RATE);
    }
    return sound;
  }

  /** Adds a recording with its labels; returns the samples that it takes. */
  private int add(Scene scene, SoundClip clip, int from, int start, double speed, double gain) {
    int length = (int) ((clip.samples().length - 1 - from) / speed);
    for (int i = 0; i < length && start + i < samples; i++) {
      double at = from + i * speed;
      int floor = (int) at;
      float a = clip.sample(floor);
      float b = clip.sample(floor + 1);
      scene.samples()[start + i] += (float) (gain * (a + (at - floor) * (b - a)));
      if (clip.speech()[floor / SpeechLabels.FRAME]) {
        scene.speech()[(start + i) / SpeechLabels.FRAME] = true;
      }
    }
    return length;
  }

  /** Microphone, line and quantisation. */
  private static void finish(float[] signal, SplittableRandom random) {
    SignalEffects.tilt(signal, random.nextDouble() - 0.5);
    if (random.nextDouble() < TELEPHONE) {
      SignalEffects.highPass(signal, 200 + 150 * random.nextDouble(), RATE);
      SignalEffects.lowPass(signal, 3_000 + 800 * random.nextDouble(), RATE);
    }
    if (random.nextDouble() < DITHER) {
      double amplitude = amplitude(DITHER_DB, random) * Math.sqrt(3);
      for (int i = 0; i < signal.length; i++) {
        signal[i] += (float) (amplitude * (2 * random.nextDouble() - 1));
      }
    }
    SignalEffects.clip(signal);
  }

  private static double amplitude(double[] decibels, SplittableRandom random) {
    double db = decibels[0] + (decibels[1] - decibels[0]) * random.nextDouble();
    return Math.pow(10, db / 20);
  }
}

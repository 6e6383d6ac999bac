package org.auricle.engine.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.recognition.AcousticModel;
import org.auricle.engine.recognition.AcousticStream;
import org.auricle.engine.recognition.ConfidenceOptions;
import org.auricle.engine.recognition.CtcDecoder;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.DecodeStream;
import org.auricle.engine.recognition.Grammar;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.TokenTable;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.engine.recognition.VoiceProbabilities;

/**
 * Hears one "a" for each loud stretch: what is said in a stream of beeps, and where, is known by
 * construction. Counts what its network is given.
 */
public final class BeepRecognizer implements AcousticModel, CtcDecoder, VoiceActivityDetector {
  /** Of beeps. */
  public static final int RATE = 16_000;

  private static final TokenTable TOKENS = new TokenTable(List.of("<blank>", " ", "a"), 0);
  private static final FeatureOptions FEATURES =
      new FeatureOptions(FbankOptions.DEFAULT, 0, 2, FeatureOptions.Normalization.NONE, 1, 1);
  private static final int A = 2;
  private static final float LOUD = -5; // mean log energy of a band, between noise's and a beep's

  long framesScored; // by the full pass
  final List<FeatureMatrix> scored = Collections.synchronizedList(new ArrayList<>());
  private int failFrom = Integer.MAX_VALUE;
  private int deafBelow;
  private double goingOn; // score
  long framesAdvanced; // by the low-latency pass

  /** Has the full pass fail from so many frames on. */
  public void failFrom(int frames) {
    failFrom = frames;
  }

  /** Has the full pass hear nothing in less frames. */
  void deafBelow(int frames) {
    deafBelow = frames;
  }

  /** Has readings be so much likelier while they may go on than when they are over, nats. */
  void goingOn(double nats) {
    goingOn = nats;
  }

  /** Frames that the full pass has been given. */
  public long framesScored() {
    return framesScored;
  }

  /** Frames that the low-latency pass has been given. */
  public long framesAdvanced() {
    return framesAdvanced;
  }

  /** A recognizer of beeps. */
  public Recognizer recognizer(boolean withDetector) {
    return new Recognizer(
        new FeaturePipeline(FEATURES),
        this,
        this,
        TOKENS,
        ConfidenceOptions.DEFAULT,
        withDetector ? Optional.of(this) : Optional.empty());
  }

  /** A tenth of a second of tone at a time. */
  public static void beep(float[] audio, double atSeconds) {
    int from = (int) Math.round(atSeconds * RATE);
    for (int i = 0; i < RATE / 10; i++) {
      audio[from + i] = (float) (0.5 * Math.sin(i * 2 * Math.PI * 1000 / RATE));
    }
  }

  @Override
  public int featureDim() {
    return FEATURES.dim();
  }

  @Override
  public int vocabularySize() {
    return TOKENS.size();
  }

  @Override
  public double frameShiftSeconds() {
    return FEATURES.frameShiftSeconds();
  }

  @Override
  public LogPosteriors score(FeatureMatrix features) {
    if (features.frames() >= failFrom) {
      throw new IllegalStateException("frames: " + features.frames());
    }
    framesScored += features.frames();
    scored.add(features);
    return posteriors(features, features.frames() >= deafBelow);
  }

  private LogPosteriors posteriors(FeatureMatrix features) {
    return posteriors(features, true);
  }

  private LogPosteriors posteriors(FeatureMatrix features, boolean hears) {
    float[] rows = new float[features.frames() * TOKENS.size()];
    for (int t = 0; t < features.frames(); t++) {
      float sum = 0;
      for (int d = 0; d < features.dim(); d++) {
        sum += features.data()[t * features.dim() + d];
      }
      boolean loud = hears && sum / features.dim() > LOUD;
      for (int v = 0; v < TOKENS.size(); v++) {
        rows[t * TOKENS.size() + v] = v == (loud ? A : 0) ? -0.01f : -6;
      }
    }
    return new LogPosteriors(rows, features.frames(), TOKENS.size(), frameShiftSeconds());
  }

  @Override
  public AcousticStream newStream() {
    return new AcousticStream() {
      @Override
      public LogPosteriors accept(FeatureMatrix features) {
        framesAdvanced += features.frames();
        return posteriors(features);
      }

      @Override
      public LogPosteriors finish() {
        return posteriors(FeatureMatrix.empty(featureDim()));
      }
    };
  }

  /** The best path, separated by blanks that read as spaces; nothing where a grammar lacks it. */
  @Override
  public DecodeStream newStream(DecodeRequest request) {
    return new DecodeStream() {
      private final List<int[]> stretches = new ArrayList<>(); // start and end, frames
      private int frames;
      private boolean loud;

      @Override
      public void accept(LogPosteriors posteriors) {
        for (int t = 0; t < posteriors.frames(); t++, frames++) {
          boolean now = posteriors.logProbs()[t * posteriors.tokens() + A] > -1;
          if (now && !loud) {
            stretches.add(new int[2]);
            stretches.get(stretches.size() - 1)[0] = frames;
          }
          if (now) {
            stretches.get(stretches.size() - 1)[1] = frames + 1;
          }
          loud = now;
        }
      }

      @Override
      public List<Hypothesis> partial() {
        int n = Math.max(0, 2 * stretches.size() - 1);
        int[] tokens = new int[n];
        int[] starts = new int[n];
        int[] ends = new int[n];
        for (int i = 0; i < n; i++) {
          int[] before = stretches.get(i / 2);
          tokens[i] = i % 2 == 0 ? A : TOKENS.space();
          starts[i] = i % 2 == 0 ? before[0] : before[1];
          ends[i] = i % 2 == 0 ? before[1] : before[1] + 1;
        }
        return List.of(new Hypothesis(tokens, starts, ends, 0, goingOn));
      }

      @Override
      public int stableTokens() {
        return Math.max(0, 2 * stretches.size() - 1);
      }

      @Override
      public List<Hypothesis> finish() {
        String text = TOKENS.text(partial().get(0).tokens());
        boolean allowed =
            request.grammar().map(g -> ((Grammar.Phrases) g).phrases().contains(text)).orElse(true);
        int[] none = {};
        if (!allowed) {
          return List.of(new Hypothesis(none, none, none, 0, 0));
        }
        Hypothesis open = partial().get(0);
        return List.of(new Hypothesis(open.tokens(), open.startFrames(), open.endFrames(), 0, 0));
      }
    };
  }

  @Override
  public double logProbability(LogPosteriors posteriors, int[] tokens) {
    return 0;
  }

  @Override
  public VoiceProbabilities newProbabilities(int sampleRateHz) {
    return new Loudness(sampleRateHz);
  }

  @Override
  public void close() {}
}

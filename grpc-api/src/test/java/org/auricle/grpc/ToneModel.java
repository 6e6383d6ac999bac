package org.auricle.grpc;

import java.util.Arrays;
import java.util.Optional;
import org.auricle.decoder.bias.BiasCompiler;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.decoder.ctc.Fusion;
import org.auricle.decoder.ctc.PrefixBeamSearch;
import org.auricle.decoder.grammar.GrammarOptions;
import org.auricle.decoder.grammar.RejectingDecoder;
import org.auricle.decoder.spotting.SpottingDecoder;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureMatrix;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeaturePipeline;
import org.auricle.engine.recognition.AcousticModel;
import org.auricle.engine.recognition.AcousticStream;
import org.auricle.engine.recognition.ConfidenceOptions;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.VoiceActivityDetector;

/**
 * Understands {@link ToneAlphabet}: the loudest mel band of a frame says which letter it is; a
 * frame without a loud band is blank. Everything around it is the real thing.
 */
public final class ToneModel implements AcousticModel {
  private static final FeatureOptions FEATURES =
      new FeatureOptions(FbankOptions.DEFAULT, 0, 2, FeatureOptions.Normalization.NONE, 1, 1);
  private static final double CERTAINTY = 0.999;
  private static final float LOUD_BELOW_TONE = 4; // natural log of power

  private final int[] bandOfToken = new int[ToneAlphabet.TOKENS.size()];
  private final float loud;

  private ToneModel(FeaturePipeline features) {
    float quietestTone = Float.POSITIVE_INFINITY;
    for (int token = 0; token < bandOfToken.length; token++) {
      if (token == ToneAlphabet.TOKENS.blank() || token == ToneAlphabet.TOKENS.space()) {
        continue;
      }
      quietestTone = Math.min(quietestTone, learn(features, token, "" + symbol(token), 10));
    }
    // A text cannot be a lone space: its tone is the second of three.
    learn(features, ToneAlphabet.TOKENS.space(), "a a", 25);
    loud = quietestTone - LOUD_BELOW_TONE;
  }

  /** A recognizer for beeps at 16 kHz. */
  public static Recognizer recognizer() {
    return recognizer(Optional.empty());
  }

  /** The same with something that tells beeps from silence. */
  public static Recognizer recognizer(Optional<VoiceActivityDetector> voiceActivity) {
    FeaturePipeline features = new FeaturePipeline(FEATURES);
    BiasCompiler compiler = new BiasCompiler(ToneAlphabet.TOKENS, Optional.empty());
    return new Recognizer(
        features,
        new ToneModel(features),
        new SpottingDecoder(
            new RejectingDecoder(
                new PrefixBeamSearch(
                    ToneAlphabet.TOKENS, BeamOptions.DEFAULT, Fusion.NONE, compiler),
                ToneAlphabet.TOKENS.blank(),
                GrammarOptions.DEFAULT),
            ToneAlphabet.TOKENS,
            compiler::sequences),
        ToneAlphabet.TOKENS,
        ConfidenceOptions.DEFAULT,
        voiceActivity);
  }

  private static String symbol(int token) {
    return ToneAlphabet.TOKENS.symbol(token);
  }

  /** Notes the loudest band in a frame that lies inside the token's tone; returns its value. */
  private float learn(FeaturePipeline features, int token, String text, int frame) {
    FeatureMatrix matrix =
        features.extract(ToneAlphabet.speak(text, features.sampleRateHz())).rows(frame, frame + 1);
    bandOfToken[token] = loudest(matrix, 0);
    return matrix.data()[bandOfToken[token]];
  }

  private static int loudest(FeatureMatrix features, int frame) {
    int best = 0;
    for (int band = 1; band < features.dim(); band++) {
      if (features.data()[frame * features.dim() + band]
          > features.data()[frame * features.dim() + best]) {
        best = band;
      }
    }
    return best;
  }

  private int token(FeatureMatrix features, int frame) {
    int band = loudest(features, frame);
    if (features.data()[frame * features.dim() + band] < loud) {
      return ToneAlphabet.TOKENS.blank();
    }
    int best = ToneAlphabet.TOKENS.space();
    for (int token = 1; token < bandOfToken.length; token++) {
      if (Math.abs(bandOfToken[token] - band) < Math.abs(bandOfToken[best] - band)) {
        best = token;
      }
    }
    return best;
  }

  @Override
  public int featureDim() {
    return FEATURES.dim();
  }

  @Override
  public int vocabularySize() {
    return bandOfToken.length;
  }

  @Override
  public double frameShiftSeconds() {
    return FEATURES.frameShiftSeconds();
  }

  @Override
  public LogPosteriors score(FeatureMatrix features) {
    int tokens = vocabularySize();
    float[] logProbs = new float[features.frames() * tokens];
    Arrays.fill(logProbs, (float) Math.log((1 - CERTAINTY) / (tokens - 1)));
    for (int frame = 0; frame < features.frames(); frame++) {
      logProbs[frame * tokens + token(features, frame)] = (float) Math.log(CERTAINTY);
    }
    return new LogPosteriors(logProbs, features.frames(), tokens, frameShiftSeconds());
  }

  @Override
  public AcousticStream newStream() {
    return new AcousticStream() {
      @Override
      public LogPosteriors accept(FeatureMatrix features) {
        return score(features);
      }

      @Override
      public LogPosteriors finish() {
        return score(FeatureMatrix.empty(featureDim()));
      }
    };
  }

  @Override
  public void close() {}
}

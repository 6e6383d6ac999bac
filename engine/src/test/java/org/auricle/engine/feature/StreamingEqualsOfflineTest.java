package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.auricle.engine.feature.FeatureOptions.Normalization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Offline features must have the bits of streamed ones, whatever the sizes of the pieces. */
class StreamingEqualsOfflineTest {
  private static final int[] CHUNKS = {1, 7, 160, 1_000, Integer.MAX_VALUE};

  /** None, one, less than half a shift, less than a frame, one frame, many, beyond the block. */
  private static final int[] LENGTHS = {
    0, 1, 79, 80, 81, 250, 399, 400, 401, 560, 720, 3_217, 14_321
  };

  static Stream<FeatureExtractor> extractors() {
    List<FeatureExtractor> extractors = new ArrayList<>();
    for (boolean snip : new boolean[] {false, true}) {
      FrameOptions usual = frame(25, 10, snip);
      MelOptions mel = new MelOptions(23, 20, 0);
      MfccOptions mfcc = new MfccOptions(usual, mel, 13, 22, true);
      extractors.add(new FbankExtractor(new FbankOptions(usual, mel)));
      extractors.add(new MfccExtractor(mfcc));
      // Odd sizes, frames that overlap heavily, frames that lie apart.
      extractors.add(new FbankExtractor(new FbankOptions(frame(25.07, 10.07, snip), mel)));
      extractors.add(new FbankExtractor(new FbankOptions(frame(20.07, 30, snip), mel)));
      extractors.add(new FbankExtractor(new FbankOptions(frame(25, 1.25, snip), mel)));
      extractors.add(new FbankExtractor(new FbankOptions(frame(20, 43.75, snip), mel)));
      extractors.add(new FbankExtractor(new FbankOptions(frame(20, 500, snip), mel)));
      for (Normalization normalization : Normalization.values()) {
        extractors.add(new FeaturePipeline(new FeatureOptions(mfcc, 2, 2, normalization, 3, 2)));
        extractors.add(new FeaturePipeline(new FeatureOptions(mfcc, 0, 2, normalization, 2, 5)));
      }
    }
    extractors.add(new NemoExtractor(NemoOptions.DEFAULT));
    extractors.add(new NemoExtractor(new NemoOptions(Signals.RATE, 25.07, 12.5, 512, 0.97, 64)));
    extractors.add(new FbankExtractor(new ScaledFbankOptions(FbankOptions.DEFAULT, 1)));
    for (Normalization normalization : Normalization.values()) {
      for (FrontEndOptions frontEnd : List.of(NemoOptions.DEFAULT, WaveformOptions.DEFAULT)) {
        extractors.add(
            new FeaturePipeline(new FeatureOptions(frontEnd, 0, 2, normalization, 1, 1)));
      }
    }
    return extractors.stream();
  }

  private static FrameOptions frame(double lengthMs, double shiftMs, boolean snip) {
    return new FrameOptions(
        Signals.RATE, lengthMs, shiftMs, 0.97, true, WindowFunction.POVEY, snip);
  }

  @ParameterizedTest
  @MethodSource("extractors")
  void sameBitsInAnyChunks(FeatureExtractor extractor) {
    for (int length : LENGTHS) {
      float[] signal = Signals.rich(length, length);
      FeatureMatrix offline = extractor.extract(Signals.clip(signal));
      for (int chunk : CHUNKS) {
        FeatureMatrix streamed = stream(extractor.newStream(), signal, chunk);
        assertThat(streamed.frames()).isEqualTo(offline.frames());
        assertThat(streamed.dim()).isEqualTo(extractor.dim());
        assertThat(streamed.data())
            .as("%d samples in pieces of %d", length, chunk)
            .isEqualTo(offline.data());
      }
    }
  }

  private static FeatureMatrix stream(FeatureStream stream, float[] signal, int chunk) {
    FeatureMatrix all = null;
    for (int from = 0; from < signal.length; from += Math.min(chunk, signal.length - from)) {
      FeatureMatrix next = stream.accept(signal, from, Math.min(chunk, signal.length - from));
      all = all == null ? next : all.then(next);
    }
    FeatureMatrix rest = stream.finish();
    return all == null ? rest : all.then(rest);
  }
}

package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.auricle.engine.audio.AudioClip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link FbankExtractor} and {@link MfccExtractor} against {@link NaiveKaldi}. */
class FrontEndTest {
  private static final double TOLERANCE = 1e-3;

  /** None, one, around half a shift, shorter than a frame, one frame, several. */
  private static final int[] LENGTHS = {0, 1, 2, 79, 80, 120, 399, 400, 401, 1_600, 2_077};

  static Stream<FrameOptions> frames() {
    return Stream.of(
        frame(16_000, 25, 10, 0.97, true, WindowFunction.POVEY, false),
        frame(16_000, 25, 10, 0.97, true, WindowFunction.POVEY, true),
        frame(16_000, 32, 10, 0, false, WindowFunction.HANN, false),
        frame(8_000, 25, 10, 0.97, true, WindowFunction.HAMMING, false),
        frame(11_025, 20.1, 7.3, 0.9, true, WindowFunction.RECTANGULAR, false),
        frame(8_000, 20, 30, 0.97, true, WindowFunction.POVEY, true),
        frame(8_000, 20, 30, 0.97, true, WindowFunction.POVEY, false));
  }

  private static FrameOptions frame(
      int rate, double length, double shift, double a, boolean dc, WindowFunction w, boolean snip) {
    return new FrameOptions(rate, length, shift, a, dc, w, snip);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void logMelIsTheTextbooks(FrameOptions frame) {
    FbankOptions options = new FbankOptions(frame, new MelOptions(20, 20, -100));
    for (int length : LENGTHS) {
      float[] signal = Signals.rich(length, 3);
      FeatureMatrix actual =
          new FbankExtractor(options).extract(new AudioClip(signal, frame.sampleRateHz()));
      assertClose(actual, NaiveKaldi.fbank(options, signal), length);
    }
  }

  @ParameterizedTest
  @MethodSource("frames")
  void mfccIsTheTextbooks(FrameOptions frame) {
    for (boolean energy : new boolean[] {false, true}) {
      MfccOptions options = new MfccOptions(frame, new MelOptions(18, 0, 0), 13, 22, energy);
      for (int length : LENGTHS) {
        float[] signal = Signals.rich(length, 5);
        FeatureMatrix actual =
            new MfccExtractor(options).extract(new AudioClip(signal, frame.sampleRateHz()));
        assertClose(actual, NaiveKaldi.mfcc(options, signal), length);
      }
    }
  }

  private static void assertClose(FeatureMatrix actual, double[][] expected, int samples) {
    assertThat(actual.frames()).as("frames of %d samples", samples).isEqualTo(expected.length);
    for (int i = 0; i < actual.frames() * actual.dim(); i++) {
      double wanted = expected[i / actual.dim()][i % actual.dim()];
      if (!(Math.abs(actual.data()[i] - wanted) <= TOLERANCE)) {
        assertThat((double) actual.data()[i])
            .as("%d samples, frame %d, value %d", samples, i / actual.dim(), i % actual.dim())
            .isEqualTo(wanted);
      }
    }
  }

  @Test
  void silenceIsTheFloor() {
    float floor = (float) Math.log(Math.pow(2, -23));
    FeatureMatrix silence =
        new FbankExtractor(FbankOptions.DEFAULT).extract(Signals.clip(new float[8_000]));
    assertThat(silence.frames()).isEqualTo(50);
    assertThat(silence.data()).containsOnly(floor);
  }

  @Test
  void mfccIsTheCepstralTransformOfLogMel() {
    AudioClip clip = Signals.clip(Signals.rich(8_000, 7));
    MfccOptions options = MfccOptions.DEFAULT;
    FeatureMatrix logMel =
        new FbankExtractor(new FbankOptions(options.frame(), options.mel())).extract(clip);
    assertThat(CepstralTransform.of(options).apply(logMel).data())
        .isEqualTo(new MfccExtractor(options).extract(clip).data());
  }

  @Test
  void manyThreadsShareAnExtractor() {
    MfccExtractor extractor = new MfccExtractor(MfccOptions.DEFAULT);
    List<AudioClip> clips =
        IntStream.range(0, 8).mapToObj(i -> Signals.clip(Signals.rich(16_000, i))).toList();
    List<float[]> expected = clips.stream().map(c -> extractor.extract(c).data()).toList();
    List<float[]> actual = clips.parallelStream().map(c -> extractor.extract(c).data()).toList();
    for (int i = 0; i < clips.size(); i++) {
      assertThat(actual.get(i)).isEqualTo(expected.get(i));
    }
  }

  @Test
  void badSampleIsNamedAndLeavesTheStreamAsItWas() {
    MfccExtractor extractor = new MfccExtractor(MfccOptions.DEFAULT);
    float[] signal = Signals.rich(4_000, 11);
    FeatureStream stream = extractor.newStream();
    FeatureMatrix head = stream.accept(signal, 0, 1_000);
    for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 1e30f}) {
      float[] piece = new float[500];
      piece[123] = bad;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> stream.accept(piece, 100, 300))
          .withMessage("sample 1023: " + bad + " (expected: finite, nominally -1..1)");
    }
    FeatureMatrix all = head.then(stream.accept(signal, 1_000, 3_000)).then(stream.finish());
    assertThat(all.data()).isEqualTo(extractor.extract(Signals.clip(signal)).data());
  }

  @Test
  void loudestSamplesKeepFeaturesFinite() {
    float[] signal = new float[4_000];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = i % 2 == 0 ? 1e6f : -1e6f;
    }
    for (float x : new MfccExtractor(MfccOptions.DEFAULT).extract(Signals.clip(signal)).data()) {
      assertThat(x).isFinite();
    }
  }

  @Test
  void refusesAnotherRateAndAFinishedStream() {
    FbankExtractor extractor = new FbankExtractor(FbankOptions.DEFAULT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> extractor.extract(new AudioClip(new float[10], 8_000)))
        .withMessage("sampleRate: 8000 Hz (expected: 16000 Hz)");
    FeatureStream stream = extractor.newStream();
    assertThat(stream.finish().frames()).isZero();
    assertThatIllegalStateException().isThrownBy(() -> stream.accept(new float[1], 0, 1));
    assertThatIllegalStateException().isThrownBy(stream::finish);
  }
}

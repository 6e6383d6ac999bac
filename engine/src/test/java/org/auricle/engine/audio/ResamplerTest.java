package org.auricle.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle is the analytic signal: a sampled cosine is known at every rate. */
class ResamplerTest {
  private static final double AMPLITUDE = 0.5;
  private static final double PHASE = 0.3;
  private static final int EDGE = 200; // samples at both ends, where the signal is switched on

  static Stream<Arguments> rates() {
    return Stream.of(
        Arguments.of(48_000, 16_000),
        Arguments.of(44_100, 16_000),
        Arguments.of(22_050, 16_000),
        Arguments.of(8_000, 16_000),
        Arguments.of(11_025, 16_000),
        Arguments.of(16_000, 8_000),
        Arguments.of(16_000, 14_545),
        Arguments.of(16_000, 17_778),
        Arguments.of(192_000, 8_000));
  }

  @ParameterizedTest
  @MethodSource("rates")
  void passbandTonesEqualTheAnalyticToneAtTheNewRate(int from, int to) {
    for (double relative : new double[] {0.002, 0.05, 0.17, 0.31, 0.38}) {
      double hertz = relative * Math.min(from, to);
      float[] resampled = resample(cosine(hertz, from, from), from, to);
      float[] expected = cosine(hertz, to, resampled.length);

      assertThat(decibels(power(expected) / power(difference(resampled, expected))))
          .as("%s Hz", hertz)
          .isGreaterThan(60);
    }
  }

  @ParameterizedTest
  @MethodSource("rates")
  void tonesAboveTheNewNyquistFrequencyDisappear(int from, int to) {
    for (double relative : new double[] {0.52, 0.6, 0.75, 0.97}) {
      double hertz = relative * to;
      if (hertz < from / 2.0) {
        float[] tone = cosine(hertz, from, from);

        assertThat(decibels(power(tone) / power(resample(tone, from, to))))
            .as("%s Hz", hertz)
            .isGreaterThan(50);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rates")
  void aConstantStaysItself(int from, int to) {
    float[] constant = new float[from / 4];
    Arrays.fill(constant, 0.7f);
    float[] resampled = resample(constant, from, to);

    for (int i = EDGE; i < resampled.length - EDGE; i++) {
      assertThat(resampled[i]).isBetween(0.699f, 0.701f);
    }
  }

  @ParameterizedTest
  @MethodSource("rates")
  void nothingIsShifted(int from, int to) {
    double centre = 0.1; // seconds; a smooth pulse around it is far below both Nyquist frequencies
    double width = 0.002;
    float[] resampled = resample(pulse(centre, width, from, from / 5), from, to);
    float[] expected = pulse(centre, width, to, resampled.length);

    int best =
        IntStream.rangeClosed(-50, 50)
            .boxed()
            .max(
                (a, b) ->
                    Double.compare(
                        correlation(resampled, expected, a), correlation(resampled, expected, b)))
            .orElseThrow();
    assertThat(best).isZero();
    for (int i = 0; i < resampled.length; i++) {
      assertThat(resampled[i]).isBetween(expected[i] - 1e-3f, expected[i] + 1e-3f);
    }
  }

  @ParameterizedTest
  @MethodSource("rates")
  void chunkSizesMakeNoDifference(int from, int to) {
    float[] noise = noise(from / 3 + 17);
    float[] offline = resample(noise, from, to);

    for (int chunk : new int[] {1, 7, 160, 255, 256, 257, 4096, noise.length}) {
      Resampler.Stream stream = Resampler.newStream(from, to);
      float[] streamed = {};
      for (int i = 0; i < noise.length; i += chunk) {
        streamed = concat(streamed, stream.accept(noise, i, Math.min(chunk, noise.length - i)));
      }
      streamed = concat(streamed, stream.finish());

      assertThat(streamed).as("chunks of %s", chunk).isEqualTo(offline);
    }
  }

  @ParameterizedTest
  @MethodSource("rates")
  void everyLengthIsRounded(int from, int to) {
    IntStream.concat(IntStream.range(0, 300), IntStream.of(511, 512, 513, 4095, 4096, 4097, 50_001))
        .forEach(
            n ->
                assertThat(resample(new float[n], from, to))
                    .as("%s samples", n)
                    .hasSize((int) Math.round((double) n * to / from)));
  }

  @Test
  void equalRatesTouchNothing() {
    AudioClip clip = new AudioClip(noise(1000), 16_000);
    Resampler.Stream stream = Resampler.newStream(16_000, 16_000);

    assertThat(Resampler.resample(clip, 16_000)).isSameAs(clip);
    assertThat(stream.accept(clip.samples(), 10, 500))
        .isEqualTo(Arrays.copyOfRange(clip.samples(), 10, 510));
    assertThat(stream.finish()).isEmpty();
  }

  @Test
  void aLiveStreamLagsByNoMoreThanFiftyMilliseconds() {
    Resampler.Stream stream = Resampler.newStream(8_000, 16_000);
    int out = 0;
    for (int in = 80; in <= 8_000; in += 80) {
      out += stream.accept(new float[80], 0, 80).length;
      assertThat(in / 8_000.0 - out / 16_000.0).isLessThan(0.05);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 16000, fromRate: 0 (expected: > 0)", "16000, -1, toRate: -1 (expected: > 0)"})
  void ratesArePositive(int from, int to, String message) {
    assertThatThrownBy(() -> Resampler.newStream(from, to))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static float[] resample(float[] samples, int from, int to) {
    return Resampler.resample(new AudioClip(samples, from), to).samples();
  }

  private static float[] cosine(double hertz, int rate, int length) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (AMPLITUDE * Math.cos(2 * Math.PI * hertz * i / rate + PHASE));
    }
    return samples;
  }

  private static float[] pulse(double centre, double width, int rate, int length) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      double x = ((double) i / rate - centre) / width;
      samples[i] = (float) Math.exp(-x * x);
    }
    return samples;
  }

  private static float[] noise(int length) {
    Random random = new Random(7);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = random.nextFloat() - 0.5f;
    }
    return samples;
  }

  private static double correlation(float[] a, float[] b, int lag) {
    double sum = 0;
    for (int i = Math.max(0, -lag); i < Math.min(a.length, a.length - lag); i++) {
      sum += a[i] * b[i + lag];
    }
    return sum;
  }

  private static float[] difference(float[] a, float[] b) {
    float[] difference = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  /** Mean square away from the edges. */
  private static double power(float[] samples) {
    double sum = 0;
    for (int i = EDGE; i < samples.length - EDGE; i++) {
      sum += samples[i] * samples[i];
    }
    return sum / (samples.length - 2 * EDGE);
  }

  private static double decibels(double ratio) {
    return 10 * Math.log10(ratio);
  }

  private static float[] concat(float[] a, float[] b) {
    float[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}

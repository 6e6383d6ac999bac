package org.auricle.acoustic.vad.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Spectra by a plain discrete Fourier transform; a room by its impulse response. */
class TimbreTest {
  private static final int RATE = 16_000;

  /** Amplitude of a harmonic of a period. */
  private static double harmonic(float[] period, int k) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < period.length; i++) {
      double angle = 2 * Math.PI * k * i / period.length;
      re += period[i] * Math.cos(angle);
      im += period[i] * Math.sin(angle);
    }
    return 2 * Math.hypot(re, im) / period.length;
  }

  private static float[] period(Timbre.Kind kind, double hertz) {
    return new Timbre(kind, new SplittableRandom(1)).period(hertz);
  }

  @Test
  void sawsAndSquaresHaveTheirSeries() {
    float[] saw = period(Timbre.Kind.SAW, 110);
    float[] square = period(Timbre.Kind.SQUARE, 110);
    for (int k = 2; k <= 40; k++) {
      assertThat(harmonic(saw, k)).isCloseTo(harmonic(saw, 1) / k, within(1e-4));
      double odd = k % 2 == 1 ? harmonic(square, 1) / k : 0;
      assertThat(harmonic(square, k)).isCloseTo(odd, within(1e-4));
    }
    assertThat(harmonic(saw, 46)).isLessThan(1e-4); // 5,060 Hz
    assertThat(SignalEffects.rms(saw)).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void anOrganSoundsFromAnOctaveBelow() {
    Timbre organ = new Timbre(Timbre.Kind.ORGAN, new SplittableRandom(2));
    assertThat(organ.tableHertz(220)).isEqualTo(110);
    float[] period = organ.period(220);
    assertThat(harmonic(period, 2)).isGreaterThan(0.05); // the note itself
    assertThat(harmonic(period, 5)).isLessThan(1e-4); // no drawbar
    assertThat(organ.period(220)).isSameAs(period);
  }

  @Test
  void aRoomRingsForAsLongAsItIsTold() {
    float[] click = new float[RATE];
    click[0] = 1;
    SignalEffects.reverberate(click, 0.5, RATE, new SplittableRandom(3));
    double early = energy(click, 0.1, 0.2);
    double late = energy(click, 0.5, 0.6); // 0.4 s later: 48 decibels of 60 less
    assertThat(10 * Math.log10(late / early)).isCloseTo(-48, within(4.0));
  }

  private static double energy(float[] signal, double from, double to) {
    double sum = 0;
    for (int i = (int) (from * RATE); i < to * RATE; i++) {
      sum += (double) signal[i] * signal[i];
    }
    return sum;
  }
}

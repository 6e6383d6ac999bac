package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every small signal, with the least room, against an index into the endlessly mirrored signal. */
class SignalFramerTest {

  @ParameterizedTest
  @CsvSource({"5, 2", "5, 1", "4, 2", "4, 3", "7, 3", "5, 6", "4, 9", "3, 17", "2, 1"})
  void framesAreThoseOfTheMirroredSignal(int length, int shift) {
    for (boolean snip : new boolean[] {false, true}) {
      // At 1 kHz a millisecond is a sample.
      FrameOptions options =
          new FrameOptions(1_000, length, shift, 0, false, WindowFunction.RECTANGULAR, snip);
      for (int n = 0; n < 60; n++) {
        List<float[]> expected = mirrored(options, n);
        for (int block : new int[] {1, 2, 13}) {
          for (int chunk : new int[] {1, 2, 7, 60}) {
            List<float[]> actual =
                frames(new SignalFramer(Framing.of(options, 32_768), block), n, chunk, length);
            assertThat(actual.toArray(float[][]::new))
                .as("snip %s, %d samples, block %d, chunk %d", snip, n, block, chunk)
                .isDeepEqualTo(expected.toArray(float[][]::new));
          }
        }
      }
    }
  }

  /** Sample i of the signal is i + 1, scaled. */
  private static List<float[]> frames(SignalFramer framer, int n, int chunk, int length) {
    float[] signal = new float[n];
    for (int i = 0; i < n; i++) {
      signal[i] = i + 1;
    }
    List<float[]> frames = new ArrayList<>();
    for (int from = 0; from < n; from += chunk) {
      int size = Math.min(chunk, n - from);
      int announced = frames.size() + framer.framesAfter(size);
      for (int taken = 0; taken < size; ) {
        taken += framer.fill(signal, from + taken, size - taken);
        while (framer.hasFrame()) {
          frames.add(next(framer, length));
        }
      }
      assertThat(frames).hasSize(announced);
    }
    for (int left = framer.framesAtEnd(); left > 0; left--) {
      frames.add(next(framer, length));
    }
    return frames;
  }

  private static float[] next(SignalFramer framer, int length) {
    float[] frame = new float[length];
    framer.next(frame);
    return frame;
  }

  private static List<float[]> mirrored(FrameOptions options, int n) {
    List<float[]> frames = new ArrayList<>();
    int count = NaiveKaldi.frames(options, n);
    int length = (int) options.frameLengthMs();
    int shift = (int) options.frameShiftMs();
    for (int f = 0; f < count; f++) {
      float[] frame = new float[length];
      for (int i = 0; i < length; i++) {
        int start = options.snipEdges() ? f * shift : f * shift + shift / 2 - length / 2;
        int phase = Math.floorMod(start + i, 2 * n);
        frame[i] = 32_768f * (1 + (phase < n ? phase : 2 * n - 1 - phase));
      }
      frames.add(frame);
    }
    return frames;
  }
}

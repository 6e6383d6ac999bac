package org.auricle.decoder.posteriors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumpyReaderTest {
  private static final double[] BY_ROW = {1, 2, 3, 4, 5, 6};
  private static final double[] BY_COLUMN = {1, 4, 2, 5, 3, 6};

  @ParameterizedTest
  @CsvSource({"1,<f4", "1,>f4", "1,<f8", "2,>f8", "3,<f4"})
  void readsEveryKindInEitherOrder(int version, String type) throws IOException {
    for (boolean fortran : new boolean[] {false, true}) {
      double[] values = fortran ? BY_COLUMN : BY_ROW;
      byte[] npy = NumpyBytes.npy(version, type, fortran, "(2, 3)", values);
      NumpyArray array = NumpyReader.read(npy, "a.npy").get(0);
      assertThat(array.shape()).containsExactly(2, 3);
      assertThat(array.values()).containsExactly(1, 2, 3, 4, 5, 6);
      NumpyArray member = NumpyReader.read(NumpyBytes.npz("logits", npy), "a.npz").get(0);
      assertThat(member.name()).isEqualTo("a.npz[logits]");
      assertThat(member.values()).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  /** numpy.save of numpy.asfortranarray([[0.5, -1.25, 3], [0, 0, 0]]) as '>f4', NumPy 1.24.2. */
  @Test
  void readsWhatNumpyWrote() throws IOException {
    String written =
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPmY0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwg"
            + "MyksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
            + "IAo/AAAAAAAAAL+gAAAAAAAAQEAAAAAAAAA=";
    byte[] bytes = Base64.getDecoder().decode(written);
    assertThat(NumpyReader.read(bytes, "x").get(0).values())
        .containsExactly(0.5f, -1.25f, 3, 0, 0, 0);
  }

  @Test
  void readsThreeDimensionsInFortranOrder() throws IOException {
    double[] values = new double[24];
    int at = 0;
    for (int k = 0; k < 4; k++) {
      for (int t = 0; t < 3; t++) {
        for (int n = 0; n < 2; n++) {
          values[at++] = 100 * n + 10 * t + k;
        }
      }
    }
    NumpyArray array =
        NumpyReader.read(NumpyBytes.npy(1, "<f8", true, "(2, 3, 4)", values), "x").get(0);
    assertThat(array.values()).startsWith(0, 1, 2, 3, 10, 11).endsWith(120, 121, 122, 123);
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] npy = NumpyBytes.npy(1, "<f4", false, "(2, 3)", BY_ROW);
    for (int length = 0; length < npy.length; length++) {
      byte[] part = Arrays.copyOf(npy, length);
      assertThatThrownBy(() -> NumpyReader.read(part, "x.npy"))
          .isInstanceOf(PosteriorsException.class)
          .hasMessageStartingWith("x.npy: ");
    }
    byte[] npz = NumpyBytes.npz("a", npy);
    byte[] part = Arrays.copyOf(npz, npz.length / 3);
    assertThatThrownBy(() -> NumpyReader.read(part, "x.npz"))
        .isInstanceOf(PosteriorsException.class);
  }

  @Test
  void saysWhatItDoesNotTake() {
    assertFails(
        NumpyBytes.npy(1, "<i8", false, "(1,)", 1), "type <i8 (expected: float32 or float64");
    assertFails(NumpyBytes.npy(4, "<f4", false, "(1,)", 1), "format version: 4 (expected: 1..3)");
    assertFails(NumpyBytes.npy(1, "<f4", false, "'x'", 1), "header \"");
    assertFails(NumpyBytes.npy(1, "<f4", false, "(99999, 99999)", 1), "more than");
    assertFails(NumpyBytes.npy(1, "<f4", false, "(3,)", 1), "4 bytes of values (expected: 12)");
  }

  private static void assertFails(byte[] bytes, String message) {
    assertThatThrownBy(() -> NumpyReader.read(bytes, "x.npy"))
        .isInstanceOf(PosteriorsException.class)
        .hasMessageContaining(message);
  }
}

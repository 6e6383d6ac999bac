package org.auricle.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.auricle.engine.audio.AudioReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Features of two AN4 recordings against those of kaldi-native-fbank, which lie in the directory
 * {@code shared} beside the repository (see {@code shared/fixtures/features/README.md}).
 */
class KaldiFixturesTest {
  private static final float TOLERANCE = 1e-3f;

  @ParameterizedTest
  @CsvSource({
    "an86-fbbh-b, fbank80",
    "an86-fbbh-b, mfcc13",
    "an86-fbbh-b, mfcc40",
    "cen5-mjda-b, fbank80",
    "cen5-mjda-b, mfcc13",
    "cen5-mjda-b, mfcc40"
  })
  void everyCellIsKaldis(String recording, String kind) throws IOException {
    Path shared = shared();
    float[] expected = npy(shared.resolve("fixtures/features/" + recording + "." + kind + ".npy"));
    FeatureMatrix actual =
        extractor(kind).extract(AudioReader.read(audio(shared, recording + ".flac")));
    assertThat(actual.frames() * actual.dim()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(actual.data()[i] - expected[i]) <= TOLERANCE)) {
        assertThat(actual.data()[i])
            .as("frame %d, dimension %d", i / actual.dim(), i % actual.dim())
            .isEqualTo(expected[i]);
      }
    }
  }

  private static FeatureExtractor extractor(String kind) {
    FrameOptions whole = new FrameOptions(16_000, 25, 10, 0.97, true, WindowFunction.POVEY, true);
    return switch (kind) {
      case "fbank80" -> new FbankExtractor(FbankOptions.DEFAULT);
      case "mfcc13" ->
          new MfccExtractor(new MfccOptions(whole, new MelOptions(23, 20, 0), 13, 22, true));
      default -> new MfccExtractor(MfccOptions.DEFAULT);
    };
  }

  private static Path shared() {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      if (Files.isDirectory(up.resolve("shared/fixtures/features"))) {
        return up.resolve("shared");
      }
    }
    return abort("skipped: no shared/fixtures/features beside the repository");
  }

  private static Path audio(Path shared, String name) throws IOException {
    Path root = shared.resolve("data/an4/audio");
    assumeTrue(Files.isDirectory(root), "skipped: no shared/data/an4/audio beside the repository");
    try (Stream<Path> files = Files.find(root, 2, (path, a) -> path.endsWith(name))) {
      return files.findFirst().orElseThrow(() -> new AssertionError("no " + name + " in " + root));
    }
  }

  /** A version 1 file of little-endian float32 in C order. */
  private static float[] npy(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = bytes.getShort(8);
    assertThat(new String(bytes.array(), 10, headerLength, StandardCharsets.US_ASCII))
        .contains("'descr': '<f4', 'fortran_order': False");
    float[] values = new float[(bytes.limit() - 10 - headerLength) / Float.BYTES];
    bytes
        .position(10 + headerLength)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }
}

package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.auricle.tools.eval.NoiseClips;
import picocli.CommandLine.Option;

/** Noise that an evaluation is repeated with. */
final class NoiseOptions {
  private static final double MOST_DB = 100;

  @Option(
      names = "--noise",
      paramLabel = "MANIFEST",
      description =
          "Recognise once more at each ratio of --snr, with noise from this manifest behind every"
              + " recording.")
  private Path manifest;

  @Option(
      names = "--snr",
      paramLabel = "DB",
      split = ",",
      description =
          "Signal-to-noise ratios, decibels (default: 0,5,10,20,30): mean power of the recording,"
              + " pauses included, over that of the noise. With --domain: the largest energy of the"
              + " frames of 2,048 samples at 16 kHz over that of the noise (default:"
              + " 6,9,12,15,18,21,24).")
  private List<Double> ratios;

  /** Fails if it does not fit together. */
  void check() {
    if (manifest == null && ratios != null) {
      throw new InputException("--snr: needs --noise MANIFEST");
    }
    for (double ratio : ratios()) {
      if (!(Math.abs(ratio) <= MOST_DB)) {
        throw new InputException("--snr: " + ratio + " (expected: -100..100)");
      }
    }
  }

  /** The ratios, ascending; none without noise. */
  List<Double> ratios() {
    return ratios(List.of(0.0, 5.0, 10.0, 20.0, 30.0));
  }

  /** The ratios that orders are evaluated at. */
  List<Double> orderRatios() {
    return ratios(List.of(6.0, 9.0, 12.0, 15.0, 18.0, 21.0, 24.0));
  }

  private List<Double> ratios(List<Double> usual) {
    List<Double> all = ratios == null ? usual : ratios;
    return manifest == null ? List.of() : all.stream().sorted().distinct().toList();
  }

  /** The noise; null if there is to be none. */
  NoiseClips read(long seed) throws IOException {
    return manifest == null ? null : NoiseClips.read(manifest, seed);
  }
}

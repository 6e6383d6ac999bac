package org.auricle.acoustic.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FeatureOptions.Normalization;
import org.auricle.engine.feature.FrameOptions;
import org.auricle.engine.feature.FrontEndOptions;
import org.auricle.engine.feature.MelOptions;
import org.auricle.engine.feature.MfccOptions;
import org.auricle.engine.feature.NemoOptions;
import org.auricle.engine.feature.ScaledFbankOptions;
import org.auricle.engine.feature.WaveformOptions;
import org.auricle.engine.feature.WindowFunction;
import org.junit.jupiter.api.Test;

class FeatureJsonTest {
  private static final FeatureOptions FBANK =
      new FeatureOptions(
          new FbankOptions(
              new FrameOptions(8_000, 32, 8, 0, false, WindowFunction.HAMMING, true),
              new MelOptions(23, 64, 3_800)),
          2,
          3,
          Normalization.MEAN,
          5,
          2);

  @Test
  void readsWhatItWrote() {
    assertThat(FeatureJson.read(FeatureJson.write(FBANK))).isEqualTo(FBANK);
    assertThat(FeatureJson.read(FeatureJson.write(FeatureOptions.DEFAULT)))
        .isEqualTo(FeatureOptions.DEFAULT);
  }

  @Test
  void everyFrontEndHasAName() {
    for (FrontEndOptions frontEnd :
        List.of(
            new ScaledFbankOptions(FbankOptions.DEFAULT, 1),
            NemoOptions.DEFAULT.withBins(64),
            new WaveformOptions(8_000))) {
      FeatureOptions options =
          new FeatureOptions(frontEnd, 0, 2, Normalization.NEMO_PER_FEATURE, 1, 1);
      assertThat(FeatureJson.read(FeatureJson.write(options))).isEqualTo(options);
    }
  }

  @Test
  void writesEveryValueUnderItsName() {
    assertThat(FeatureJson.write(FBANK))
        .isEqualTo(
            "{\"frontEnd\":{\"type\":\"fbank\",\"frame\":{\"sampleRateHz\":8000,"
                + "\"frameLengthMs\":32.0,\"frameShiftMs\":8.0,\"preEmphasis\":0.0,"
                + "\"removeDcOffset\":false,\"window\":\"HAMMING\",\"snipEdges\":true},"
                + "\"mel\":{\"bins\":23,\"lowHz\":64.0,\"highHz\":3800.0}},\"deltaOrder\":2,"
                + "\"deltaWindow\":3,\"normalization\":\"MEAN\",\"stack\":5,\"skip\":2}");
  }

  @Test
  void saysWhichKeyIsAtFault() {
    String json =
        FeatureJson.write(new FeatureOptions(MfccOptions.DEFAULT, 0, 2, Normalization.NONE, 1, 1));
    assertThatThrownBy(() -> FeatureJson.read(json.replace("\"cepstra\"", "\"zepstra\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("frontEnd.cepstra: missing");
    assertThatThrownBy(() -> FeatureJson.read(json.replace("\"stack\":1", "\"stack\":0")))
        .hasMessage("stack: 0, skip: 1 (expected: 1..32 each)");
    assertThatThrownBy(() -> FeatureJson.read(json.replace("\"mfcc\"", "\"plp\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("plp");
    assertThatThrownBy(() -> FeatureJson.read("{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not JSON");
  }
}

package org.auricle.models.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.auricle.acoustic.onnx.OnnxForecasterExporter;
import org.auricle.models.BundleException;
import org.auricle.models.forecasting.Representation.Anchor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecasterFileTest {
  private static final TimeSeries SERIES = TinySeries.of(TinySeries.seasonal(70, 3));
  private static final int HORIZON = 5;

  private static Forecaster model(Transform transform, Anchor anchor, boolean phases, int layers) {
    Representation seen =
        Representation.of(transform, anchor, 6, 12, 12.5, phases, SERIES.values());
    return TinySeries.random(seen, SERIES.grid(), HORIZON, layers);
  }

  @Test
  void whatIsWrittenIsRead() throws BundleException {
    Forecaster model = model(Transform.LOG, Anchor.SEASON, true, 2);
    Forecaster read = ForecasterFile.read(ForecasterFile.write(model), "f");
    assertThat(read.name()).isEqualTo(model.name());
    assertThat(read.grid()).isEqualTo(model.grid());
    assertThat(read.learned()).isEqualTo(model.learned());
    assertThat(read.describe()).isEqualTo(model.describe());
    Forecast ours = model.next(SERIES, 0.9);
    Forecast theirs = read.next(SERIES, 0.9);
    assertThat(theirs.values()).isEqualTo(ours.values());
    assertThat(theirs.low()).isEqualTo(ours.low());
    assertThat(theirs.high()).isEqualTo(ours.high());
  }

  @Test
  void brokenFilesAreNamed() {
    byte[] file = ForecasterFile.write(model(Transform.NONE, Anchor.MEAN, false, 1));
    byte[] weight = file.clone();
    weight[weight.length - 2] ^= 1;
    assertThatThrownBy(() -> ForecasterFile.read(weight, "f"))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith("f: SHA-256 ");
    String text = new String(file, StandardCharsets.ISO_8859_1);
    byte[] season = text.replace("MEAN", "LAST").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> ForecasterFile.read(season, "f"))
        .hasMessageStartingWith("f: SHA-256 ");
    byte[] other =
        text.replace("forecaster-1", "forecaster-9").getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> ForecasterFile.read(other, "f"))
        .hasMessage("f: metadata format: auricle-forecaster-9 (expected: auricle-forecaster-1)");
    assertThatThrownBy(() -> ForecasterFile.read(Arrays.copyOf(file, 500), "f"))
        .isInstanceOf(BundleException.class);
  }

  /** ONNX Runtime knows nothing of our layers, nor of our transformations. */
  @ParameterizedTest
  @CsvSource({
    "NONE,MEAN,false,1",
    "NONE,LAST,true,2",
    "NONE,SEASON,false,1",
    "SQRT,MEAN,true,1",
    "SQRT,SEASON,true,1",
    "LOG,LAST,false,2",
    "LOG,SEASON,true,1"
  })
  void onnxForecastsTheSame(Transform transform, Anchor anchor, boolean phases, int layers)
      throws Exception {
    Forecaster model = model(transform, anchor, phases, layers);
    int history = model.representation().history();
    int[] origins = {40, 53, 69};
    float[][] values = new float[origins.length][history];
    float[] phase = new float[origins.length];
    for (int b = 0; b < origins.length; b++) {
      for (int i = 0; i < history; i++) {
        values[b][i] = (float) SERIES.values()[origins[b] - history + 1 + i];
      }
      phase[b] = (float) (origins[b] / 12.5 % 1);
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(ForecasterFile.onnx(model, 0.8));
        OnnxTensor x = OnnxTensor.createTensor(environment, values);
        OnnxTensor p = OnnxTensor.createTensor(environment, phase)) {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      inputs.put(OnnxForecasterExporter.HISTORY, x);
      if (phases) {
        inputs.put(OnnxForecasterExporter.PHASE, p);
      }
      try (OrtSession.Result result = session.run(inputs)) {
        for (int b = 0; b < origins.length; b++) {
          Forecast ours = model.at(SERIES, origins[b], origins[b] + 1, 0.8).get(0);
          double[][] expected = {ours.values(), ours.low(), ours.high()};
          for (int k = 0; k < expected.length; k++) {
            String name = OnnxForecasterExporter.OUTPUTS.get(k);
            float[][] theirs = (float[][]) result.get(name).orElseThrow().getValue();
            for (int h = 0; h < HORIZON; h++) {
              double value = expected[k][h];
              assertThat((double) theirs[b][h])
                  .as("%s[%d][%d]", name, b, h)
                  .isCloseTo(value, within(1e-4 * Math.max(1, Math.abs(value))));
            }
          }
        }
      }
    }
  }
}

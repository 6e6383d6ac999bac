package org.auricle.models.forecasting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.auricle.acoustic.onnx.OnnxForecasterExporter;
import org.auricle.engine.nn.Parameter;
import org.auricle.models.BundleException;
import org.auricle.models.CheckedTensors;
import org.auricle.models.Tensor;

/**
 * A forecaster as a file of safetensors: networks' weights named and laid out as in PyTorch, with
 * one bias a layer, the linear part, the errors from which intervals follow, and in the metadata
 * how the series is looked at.
 */
public final class ForecasterFile {
  /** What the file of a training is called. */
  public static final String NAME = "forecaster.safetensors";

  private static final String FORMAT = "auricle-forecaster-1";
  private static final int MOST = 1 << 16; // any size in the metadata

  private ForecasterFile() {}

  /** Writes a forecaster; what is not a network's weight is rounded to single precision. */
  public static byte[] write(Forecaster model) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int horizon = model.horizon();
    int features = model.representation().features();
    tensors.put(
        "linear.weight", new Tensor(new int[] {horizon, features}, flat(model.linear().weights())));
    tensors.put("trust", new Tensor(new int[] {horizon}, flat(model.trust())));
    tensors.put("deviation", new Tensor(new int[] {horizon}, flat(model.deviation())));
    float[] errors = flat(model.errors());
    tensors.put("errors", new Tensor(new int[] {errors.length}, errors));
    for (int m = 0; m < model.networks().size(); m++) {
      for (Parameter p : model.networks().get(m).parameters()) {
        tensors.put("member" + m + "." + p.name(), new Tensor(p.shape(), p.value()));
      }
    }
    return CheckedTensors.write(FORMAT, tensors, metadata(model));
  }

  private static float[] flat(double[]... rows) {
    int size = Arrays.stream(rows).mapToInt(row -> row.length).sum();
    float[] values = new float[size];
    int at = 0;
    for (double[] row : rows) {
      for (double value : row) {
        values[at++] = (float) value;
      }
    }
    return values;
  }

  private static Map<String, String> metadata(Forecaster model) {
    Representation seen = model.representation();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("name", model.name());
    metadata.put("first", model.grid().first().toString());
    metadata.put("unit", model.grid().unit().name());
    metadata.put("amount", Long.toString(model.grid().amount()));
    metadata.put("learned", Integer.toString(model.learned()));
    metadata.put("horizon", Integer.toString(model.horizon()));
    metadata.put("transform", seen.transform().name());
    metadata.put("anchor", seen.anchor().name());
    metadata.put("window", Integer.toString(seen.window()));
    metadata.put("season", Integer.toString(seen.season()));
    metadata.put("period", Double.toString(seen.period()));
    metadata.put("phases", Boolean.toString(seen.phases()));
    metadata.put("mean", Double.toString(seen.mean()));
    metadata.put("scale", Double.toString(seen.scale()));
    metadata.put("members", Integer.toString(model.networks().size()));
    metadata.put("layers", Integer.toString(model.networks().get(0).layers()));
    metadata.put("hidden", Integer.toString(model.networks().get(0).hidden()));
    metadata.put(
        "errors",
        CheckedTensors.list(
            Arrays.stream(model.errors()).map(e -> Integer.toString(e.length)).toList()));
    return metadata;
  }

  /**
   * Reads a forecaster.
   *
   * @param file as {@link #write} gave it, or the folder of a training
   * @throws BundleException naming the file, what was found and what was expected
   */
  public static Forecaster read(Path file) throws IOException {
    Path inside = Files.isDirectory(file) ? file.resolve(NAME) : file;
    return read(Files.readAllBytes(inside), inside.toString());
  }

  /**
   * Reads a forecaster.
   *
   * @param source named in errors
   * @throws BundleException naming source, what was found and what was expected
   */
  public static Forecaster read(byte[] file, String source) throws BundleException {
    CheckedTensors content = CheckedTensors.read(file, FORMAT, source);
    try {
      Representation seen =
          new Representation(
              Transform.valueOf(content.text("transform")),
              Representation.Anchor.valueOf(content.text("anchor")),
              size(content, "window"),
              size(content, "season"),
              number(content, "period"),
              Boolean.parseBoolean(content.text("phases")),
              number(content, "mean"),
              number(content, "scale"));
      TimeGrid grid =
          new TimeGrid(
              LocalDateTime.parse(content.text("first")),
              TimeGrid.Unit.valueOf(content.text("unit")),
              content.number("amount"));
      int horizon = size(content, "horizon");
      return new Forecaster(
          content.text("name"),
          grid,
          content.number("learned"),
          seen,
          new LinearForecast(
              rows(content.values("linear.weight", horizon, seen.features()), horizon)),
          doubles(content.values("deviation", horizon)),
          doubles(content.values("trust", horizon)),
          networks(content, seen, horizon),
          errors(content, horizon));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new BundleException(source, "metadata: " + e.getMessage());
    }
  }

  private static int size(CheckedTensors content, String key) throws BundleException {
    int size = content.number(key);
    if (size < 1 || size > MOST) {
      throw new BundleException(
          content.source(), "metadata " + key + ": " + size + " (expected: 1.." + MOST + ")");
    }
    return size;
  }

  private static double number(CheckedTensors content, String key) throws BundleException {
    double value = Double.parseDouble(content.text(key));
    if (!Double.isFinite(value)) {
      throw new BundleException(
          content.source(), "metadata " + key + ": " + value + " (expected: a number)");
    }
    return value;
  }

  private static List<ForecastNetwork> networks(
      CheckedTensors content, Representation seen, int horizon) throws BundleException {
    int layers = size(content, "layers");
    int hidden = size(content, "hidden");
    List<ForecastNetwork> networks = new ArrayList<>();
    for (int m = 0; m < size(content, "members"); m++) {
      String prefix = "member" + m + ".";
      content.values(prefix + "lstm.weight_hh_l" + (layers - 1), 4 * hidden, hidden);
      ForecastNetwork network = new ForecastNetwork(seen.inputs(), layers, hidden, horizon, 0, 0);
      for (Parameter p : network.parameters()) {
        float[] values = content.values(prefix + p.name(), p.shape());
        System.arraycopy(values, 0, p.value(), 0, p.size());
      }
      networks.add(network);
    }
    return networks;
  }

  private static double[][] errors(CheckedTensors content, int horizon) throws BundleException {
    List<String> counts = content.texts("errors");
    Tensor tensor = content.tensors().get("errors");
    long total = 0;
    for (String count : counts) {
      int n = Integer.parseInt(count);
      total = n < 1 ? -1 : total + n;
    }
    if (counts.size() != horizon || tensor == null || total != tensor.values().length) {
      throw new BundleException(
          content.source(), "metadata errors: not as many as tensor errors has (expected: so)");
    }
    double[] all = doubles(content.values("errors", (int) total));
    double[][] errors = new double[horizon][];
    int at = 0;
    for (int h = 0; h < horizon; h++) {
      int n = Integer.parseInt(counts.get(h));
      errors[h] = Arrays.copyOfRange(all, at, at + n);
      at += n;
    }
    return errors;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static double[][] rows(float[] values, int count) {
    double[] all = doubles(values);
    double[][] rows = new double[count][];
    int width = all.length / count;
    for (int r = 0; r < count; r++) {
      rows[r] = Arrays.copyOfRange(all, r * width, (r + 1) * width);
    }
    return rows;
  }

  /**
   * The forecaster for ONNX, see {@link OnnxForecasterExporter}.
   *
   * @param level share of the values that the intervals are to hold, 0..1
   */
  public static byte[] onnx(Forecaster model, double level) {
    Representation seen = model.representation();
    int horizon = model.horizon();
    double[] variance = new double[horizon];
    double[] low = new double[horizon];
    double[] high = new double[horizon];
    double[] deviation = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      variance[h] = model.variance(h);
      low[h] = model.low(h, level);
      high[h] = model.high(h, level);
      deviation[h] = model.trust()[h] * model.deviation()[h];
    }
    List<Map<String, float[]>> members = new ArrayList<>();
    for (ForecastNetwork network : model.networks()) {
      Map<String, float[]> weights = new LinkedHashMap<>();
      network.parameters().forEach(p -> weights.put(p.name(), p.value()));
      members.add(weights);
    }
    Map<String, String> metadata = metadata(model);
    metadata.put("format", FORMAT);
    metadata.put("level", Double.toString(level));
    OnnxForecasterExporter.Network network =
        new OnnxForecasterExporter.Network(
            seen.transform().name(),
            seen.anchor().name(),
            seen.window(),
            seen.season(),
            seen.period(),
            seen.phases() ? Representation.HARMONICS : 0,
            seen.mean(),
            seen.scale(),
            model.linear().weights(),
            deviation,
            variance,
            low,
            high,
            model.networks().get(0).layers(),
            model.networks().get(0).hidden(),
            members);
    return OnnxForecasterExporter.export(network, metadata).toByteArray();
  }
}

package org.auricle.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.engine.math.VectorMath;

/**
 * Our network as the {@code state_dict} of a PyTorch module in safetensors, and back:
 *
 * <pre>
 * class Net(nn.Module):
 *     def __init__(self):
 *         super().__init__()
 *         self.lstm = nn.LSTM(dim, hidden, layers, bidirectional=True, batch_first=True)
 *         self.output = nn.Linear(2 * hidden, tokens)
 *     def forward(self, x):
 *         return self.output(self.lstm(x)[0]).log_softmax(-1)
 * </pre>
 *
 * <p>Gates are in the order i, f, g, o on both sides. PyTorch adds two biases where we have one:
 * what is written holds ours in {@code bias_ih} and zeros in {@code bias_hh}; what is read adds the
 * two.
 */
public final class PyTorchWeights {
  private static final Pattern LSTM =
      Pattern.compile("(.*?)(weight_ih|weight_hh|bias_ih|bias_hh|weight_hr)_l(\\d+)(_reverse)?");
  private static final String WEIGHT = "weight";
  private static final String BIAS = "bias";
  private static final int GATES = 4;

  private final String source;
  private final Map<String, Tensor> tensors;
  private final TreeSet<String> unused;

  private PyTorchWeights(String source, Map<String, Tensor> tensors) {
    this.source = source;
    this.tensors = tensors;
    this.unused = new TreeSet<>(tensors.keySet());
  }

  /**
   * Writes a file.
   *
   * @param type how values are stored
   * @param metadata a few words beside the tensors, text by key
   */
  public static byte[] write(BiLstmWeights weights, TensorType type, Map<String, String> metadata) {
    Map<String, Tensor> all = new LinkedHashMap<>();
    weights
        .config()
        .shapes()
        .forEach(
            (name, shape) -> {
              all.put(name, new Tensor(shape, weights.get(name)));
              if (name.contains("bias_ih")) {
                all.put(
                    name.replace("bias_ih", "bias_hh"),
                    new Tensor(shape, new float[weights.get(name).length]));
              }
            });
    return Safetensors.write(all, type, metadata);
  }

  /**
   * Reads the weights of a bidirectional {@code nn.LSTM}, under whatever prefix, and of the {@code
   * nn.Linear} that takes its output, which is known by its shape. A bias that is not there is 0.
   *
   * @param file safetensors with values in F32, F16 or BF16
   * @param source named in errors
   * @throws BundleException naming the tensor, what was found and what was expected
   */
  public static BiLstmWeights read(byte[] file, String source) throws BundleException {
    return new PyTorchWeights(source, Safetensors.read(file, source)).weights();
  }

  private BiLstmWeights weights() throws BundleException {
    String prefix = prefix();
    Tensor first = matrix(prefix + "weight_ih_l0");
    int hidden = first.shape()[0] / GATES;
    int layers = 0;
    while (tensors.containsKey(prefix + "weight_ih_l" + layers)) {
      layers++;
    }
    String output = output(prefix, 2 * hidden);
    int tokens = matrix(output).shape()[0];
    BiLstmConfig config;
    try {
      config = new BiLstmConfig(first.shape()[1], layers, hidden, tokens);
    } catch (IllegalArgumentException e) {
      throw new BundleException(source, e.getMessage());
    }
    Map<String, float[]> ours = new LinkedHashMap<>();
    for (Map.Entry<String, int[]> wanted : config.shapes().entrySet()) {
      ours.put(wanted.getKey(), values(wanted.getKey(), wanted.getValue(), prefix, output));
    }
    if (!unused.isEmpty()) {
      throw new BundleException(
          source,
          "tensor "
              + unused.first()
              + ": belongs to nothing that can be run (expected: one bidirectional LSTM of "
              + layers
              + " layers and one Linear)");
    }
    return new BiLstmWeights(config, ours);
  }

  private float[] values(String ours, int[] shape, String prefix, String output)
      throws BundleException {
    if (ours.equals("output.weight")) {
      return take(output, shape);
    }
    if (ours.equals("output.bias")) {
      return takeOrZeros(output.substring(0, output.length() - WEIGHT.length()) + BIAS, shape);
    }
    String theirs = prefix + ours.substring("lstm.".length());
    if (!ours.contains("bias_ih")) {
      return take(theirs, shape);
    }
    float[] sum = takeOrZeros(theirs, shape).clone();
    float[] other = takeOrZeros(theirs.replace("bias_ih", "bias_hh"), shape);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    return sum;
  }

  /** What stands before "weight_ih_l0". */
  private String prefix() throws BundleException {
    TreeSet<String> prefixes = new TreeSet<>();
    for (String name : tensors.keySet()) {
      Matcher matcher = LSTM.matcher(name);
      if (matcher.matches()) {
        if (matcher.group(2).equals("weight_hr")) {
          throw new BundleException(
              source, "tensor " + name + ": of an LSTM with projections (expected: without)");
        }
        prefixes.add(matcher.group(1));
      }
    }
    if (prefixes.size() != 1) {
      throw new BundleException(
          source,
          (prefixes.isEmpty() ? "no LSTM" : "LSTMs under " + prefixes)
              + " (expected: the tensors of one nn.LSTM: weight_ih_l0, weight_hh_l0, ...)");
    }
    return prefixes.first();
  }

  /** The name of the one matrix [any x columns] that is not the LSTM's. */
  private String output(String prefix, int columns) throws BundleException {
    List<String> candidates = new ArrayList<>();
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      boolean isLstm = entry.getKey().startsWith(prefix) && LSTM.matcher(entry.getKey()).matches();
      int[] shape = entry.getValue().shape();
      if (!isLstm && shape.length == 2 && shape[1] == columns && entry.getKey().endsWith(WEIGHT)) {
        candidates.add(entry.getKey());
      }
    }
    if (candidates.size() != 1) {
      throw new BundleException(
          source,
          (candidates.isEmpty() ? "no" : candidates.toString())
              + " weight of shape [tokens, "
              + columns
              + "] (expected: one, of the Linear that takes both directions)");
    }
    return candidates.get(0);
  }

  private Tensor matrix(String name) throws BundleException {
    Tensor tensor = tensors.get(name);
    if (tensor == null || tensor.shape().length != 2) {
      throw new BundleException(
          source,
          "tensor "
              + name
              + ": "
              + (tensor == null ? "missing" : "shape " + Arrays.toString(tensor.shape()))
              + " (expected: a matrix)");
    }
    return tensor;
  }

  private float[] takeOrZeros(String name, int[] shape) throws BundleException {
    return tensors.containsKey(name) ? take(name, shape) : new float[shape[0]];
  }

  private float[] take(String name, int[] shape) throws BundleException {
    Tensor tensor = tensors.get(name);
    unused.remove(name);
    if (tensor == null) {
      boolean direction = name.endsWith("_reverse");
      throw new BundleException(
          source,
          "tensor "
              + name
              + ": missing (expected: "
              + (direction
                  ? "both directions: bidirectional=True"
                  : "shape " + Arrays.toString(shape))
              + ")");
    }
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new BundleException(
          source,
          "tensor %s: shape %s (expected: %s)"
              .formatted(name, Arrays.toString(tensor.shape()), Arrays.toString(shape)));
    }
    if (!VectorMath.isFinite(tensor.values().length, tensor.values(), 0)) {
      throw new BundleException(source, "tensor " + name + ": holds NaN or infinity");
    }
    return tensor.values();
  }
}

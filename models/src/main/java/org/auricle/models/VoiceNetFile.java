package org.auricle.models;

import java.util.LinkedHashMap;
import java.util.Map;
import org.auricle.acoustic.vad.VoiceNetConfig;
import org.auricle.acoustic.vad.VoiceNetWeights;

/**
 * A voice activity network as a file of safetensors: weights named and laid out as in PyTorch, with
 * one bias a layer; what it is fed in the metadata. Its units follow from the shapes.
 */
public final class VoiceNetFile {
  private static final String FORMAT = "format";
  private static final String FORMAT_VALUE = "auricle-vad-1";
  private static final String MELS = "mels";
  private static final String LOW_HZ = "lowHz";
  private static final String HIGH_HZ = "highHz";
  private static final String STACK = "stack";

  private VoiceNetFile() {}

  /**
   * Writes a network.
   *
   * @param type how weights are stored
   */
  public static byte[] write(VoiceNetWeights weights, TensorType type) {
    VoiceNetConfig config = weights.config();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    VoiceNetWeights.shapes(config)
        .forEach((name, shape) -> tensors.put(name, new Tensor(shape, weights.values(name))));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT, FORMAT_VALUE);
    metadata.put(MELS, Integer.toString(config.mels()));
    metadata.put(LOW_HZ, Double.toString(config.lowHz()));
    metadata.put(HIGH_HZ, Double.toString(config.highHz()));
    metadata.put(STACK, Integer.toString(config.stack()));
    return Safetensors.write(tensors, type, metadata);
  }

  /**
   * Reads a network.
   *
   * @param source named in errors
   * @throws BundleException naming source, tensor, what was found and what was expected
   */
  public static VoiceNetWeights read(byte[] file, String source) throws BundleException {
    Map<String, String> metadata = Safetensors.readMetadata(file, source);
    if (!FORMAT_VALUE.equals(metadata.get(FORMAT))) {
      throw new BundleException(
          source, "metadata format: " + metadata.get(FORMAT) + " (expected: " + FORMAT_VALUE + ")");
    }
    Map<String, Tensor> tensors = Safetensors.read(file, source);
    try {
      VoiceNetConfig config =
          new VoiceNetConfig(
              (int) number(metadata, MELS),
              number(metadata, LOW_HZ),
              number(metadata, HIGH_HZ),
              (int) number(metadata, STACK),
              Tensor.matrix(tensors, VoiceNetWeights.OUTPUT_WEIGHT)[1]);
      Map<String, float[]> values = new LinkedHashMap<>();
      tensors.forEach((name, tensor) -> values.put(name, tensor.values()));
      VoiceNetWeights weights = new VoiceNetWeights(config, values);
      VoiceNetWeights.shapes(config)
          .forEach((name, shape) -> tensors.get(name).require(name, shape));
      return weights;
    } catch (IllegalArgumentException e) {
      throw new BundleException(source, e.getMessage());
    }
  }

  private static double number(Map<String, String> metadata, String key) {
    try {
      return Double.parseDouble(metadata.getOrDefault(key, ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "metadata " + key + ": " + metadata.get(key) + " (expected: a number)", e);
    }
  }
}

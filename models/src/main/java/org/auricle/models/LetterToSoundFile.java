package org.auricle.models;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.g2p.LetterToSound;
import org.auricle.acoustic.g2p.LetterToSoundConfig;

/**
 * A network from letters to sounds as a file of safetensors: weights named and laid out as those of
 * an acoustic model; letters, phones and frames of a letter in the metadata.
 */
public final class LetterToSoundFile {
  private static final String FORMAT = "format";
  private static final String FORMAT_VALUE = "auricle-g2p-1";
  private static final String LETTERS = "letters";
  private static final String PHONES = "phones";
  private static final String FRAMES = "frames";
  private static final String RECURRENT = "lstm.weight_hh_l";

  private LetterToSoundFile() {}

  /**
   * Writes a network.
   *
   * @param type how weights are stored
   */
  public static byte[] write(LetterToSound model, TensorType type) {
    LetterToSoundConfig config = model.config();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    config
        .network()
        .shapes()
        .forEach((name, shape) -> tensors.put(name, new Tensor(shape, model.weights().get(name))));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT, FORMAT_VALUE);
    metadata.put(LETTERS, String.join("\n", config.letters()));
    metadata.put(PHONES, String.join("\n", config.phones()));
    metadata.put(FRAMES, Integer.toString(config.frames()));
    return Safetensors.write(tensors, type, metadata);
  }

  /** Whether a file's metadata say that it holds a network from letters to sounds. */
  public static boolean isLetterToSound(Map<String, String> metadata) {
    return FORMAT_VALUE.equals(metadata.get(FORMAT));
  }

  /**
   * Reads a network.
   *
   * @param source named in errors
   * @throws BundleException naming source, tensor, what was found and what was expected
   */
  public static LetterToSound read(byte[] file, String source) throws BundleException {
    Map<String, String> metadata = Safetensors.readMetadata(file, source);
    if (!isLetterToSound(metadata)) {
      throw new BundleException(
          source, "metadata format: " + metadata.get(FORMAT) + " (expected: " + FORMAT_VALUE + ")");
    }
    Map<String, Tensor> tensors = Safetensors.read(file, source);
    try {
      LetterToSoundConfig config =
          new LetterToSoundConfig(
              list(metadata, LETTERS),
              list(metadata, PHONES),
              frames(metadata),
              layers(tensors),
              Tensor.matrix(tensors, RECURRENT + 0)[1]);
      Map<String, float[]> values = new LinkedHashMap<>();
      tensors.forEach((name, tensor) -> values.put(name, tensor.values()));
      BiLstmWeights weights = new BiLstmWeights(config.network(), values);
      config.network().shapes().forEach((name, shape) -> tensors.get(name).require(name, shape));
      return new LetterToSound(config, weights);
    } catch (IllegalArgumentException e) {
      throw new BundleException(source, e.getMessage());
    }
  }

  private static List<String> list(Map<String, String> metadata, String key) {
    return Arrays.asList(metadata.getOrDefault(key, "").split("\n", -1));
  }

  private static int frames(Map<String, String> metadata) {
    try {
      return Integer.parseInt(metadata.getOrDefault(FRAMES, ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "metadata frames: " + metadata.get(FRAMES) + " (expected: a number)", e);
    }
  }

  private static int layers(Map<String, Tensor> tensors) {
    int layers = 0;
    while (tensors.containsKey(RECURRENT + layers)) {
      layers++;
    }
    return layers;
  }
}

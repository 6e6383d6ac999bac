package org.auricle.models.understanding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.auricle.models.BundleException;
import org.auricle.models.Checksum;
import org.auricle.models.Safetensors;
import org.auricle.models.Tensor;
import org.auricle.models.TensorType;

/**
 * A model that understands as a file of safetensors: weights named and laid out as in PyTorch, with
 * one bias a layer; words, intents, slots, shape, and a checksum of the values in the metadata.
 */
public final class UnderstandingFile {
  /** Name of the file where training leaves it. */
  public static final String NAME = "understanding.safetensors";

  private static final String FORMAT = "format";
  private static final String FORMAT_VALUE = "auricle-understanding-1";
  private static final String WORDS = "words";
  private static final String INTENTS = "intents";
  private static final String SLOTS = "slots";
  private static final String BUCKETS = "buckets";
  private static final String EMBEDDING = "embedding";
  private static final String HIDDEN = "hidden";
  private static final String TEMPERATURE = "temperature";
  private static final String SHA256 = "sha256";

  private UnderstandingFile() {}

  /** Writes a model; the same model gives the same bytes. */
  public static byte[] write(UnderstandingModel model) {
    UnderstandingConfig config = model.config();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    config
        .shapes()
        .forEach((name, shape) -> tensors.put(name, new Tensor(shape, model.values(name))));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT, FORMAT_VALUE);
    metadata.put(WORDS, String.join("\n", config.words()));
    metadata.put(INTENTS, String.join("\n", config.intents()));
    metadata.put(SLOTS, String.join("\n", config.slots()));
    metadata.put(BUCKETS, Integer.toString(config.buckets()));
    metadata.put(EMBEDDING, Integer.toString(config.embedding()));
    metadata.put(HIDDEN, Integer.toString(config.hidden()));
    metadata.put(TEMPERATURE, Double.toString(model.temperature()));
    metadata.put(SHA256, checksum(metadata, tensors));
    return Safetensors.write(tensors, TensorType.F32, metadata);
  }

  /**
   * Reads a model.
   *
   * @param path the file, or the folder that it was trained into
   * @throws BundleException naming the file, what was found and what was expected
   */
  public static UnderstandingModel read(Path path) throws IOException {
    Path file = Files.isDirectory(path) ? path.resolve(NAME) : path;
    try {
      return read(Files.readAllBytes(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new BundleException(file.toString(), "no such file");
    }
  }

  /**
   * Reads a model.
   *
   * @param source named in errors
   * @throws BundleException naming source, tensor, what was found and what was expected
   */
  public static UnderstandingModel read(byte[] file, String source) throws BundleException {
    Map<String, String> metadata = Safetensors.readMetadata(file, source);
    if (!FORMAT_VALUE.equals(metadata.get(FORMAT))) {
      throw new BundleException(
          source, "metadata format: " + metadata.get(FORMAT) + " (expected: " + FORMAT_VALUE + ")");
    }
    Map<String, Tensor> tensors = Safetensors.read(file, source);
    String expected = String.valueOf(metadata.remove(SHA256));
    String found = checksum(metadata, tensors);
    if (!found.equals(expected)) {
      throw new BundleException(
          source, "SHA-256 " + found + " (expected: " + expected + ", as its metadata say)");
    }
    try {
      UnderstandingConfig config =
          new UnderstandingConfig(
              list(metadata, WORDS),
              list(metadata, INTENTS),
              list(metadata, SLOTS),
              (int) number(metadata, BUCKETS),
              (int) number(metadata, EMBEDDING),
              (int) number(metadata, HIDDEN));
      Map<String, float[]> values = new LinkedHashMap<>();
      tensors.forEach((name, tensor) -> values.put(name, tensor.values()));
      UnderstandingModel model =
          new UnderstandingModel(config, values, number(metadata, TEMPERATURE));
      config.shapes().forEach((name, shape) -> check(name, tensors.get(name).shape(), shape));
      return model;
    } catch (IllegalArgumentException e) {
      throw new BundleException(source, e.getMessage());
    }
  }

  /** Of everything that the model is made of: a flipped bit must not change what is understood. */
  private static String checksum(Map<String, String> metadata, Map<String, Tensor> tensors) {
    StringBuilder parts = new StringBuilder();
    metadata.forEach((key, value) -> parts.append(key).append('=').append(value).append('\n'));
    tensors.forEach(
        (name, tensor) -> {
          ByteBuffer bytes = ByteBuffer.allocate(tensor.values().length * Float.BYTES);
          bytes.asFloatBuffer().put(tensor.values());
          parts.append(name).append(Arrays.toString(tensor.shape()));
          parts.append(Checksum.sha256(bytes.array()));
        });
    return Checksum.sha256(parts.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> list(Map<String, String> metadata, String key) {
    String text = metadata.getOrDefault(key, "");
    return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n", -1));
  }

  private static double number(Map<String, String> metadata, String key) {
    try {
      return Double.parseDouble(metadata.getOrDefault(key, ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "metadata " + key + ": " + metadata.get(key) + " (expected: a number)", e);
    }
  }

  private static void check(String name, int[] found, int[] shape) {
    if (!Arrays.equals(found, shape)) {
      throw new IllegalArgumentException(
          "tensor %s: shape %s (expected: %s)"
              .formatted(name, Arrays.toString(found), Arrays.toString(shape)));
    }
  }
}

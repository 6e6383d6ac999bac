package org.auricle.models;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.auricle.engine.math.VectorMath;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small model in one file of safetensors, which knows its own format and checksum: texts as
 * metadata, tensors in single precision, and the SHA-256 of both.
 *
 * @param source named in errors
 * @param metadata text by key
 * @param tensors by name
 */
public record CheckedTensors(
    String source, Map<String, String> metadata, Map<String, Tensor> tensors) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FORMAT = "format";
  private static final String SHA256 = "sha256";

  /**
   * Writes a model.
   *
   * @param format told by the file, such as {@code auricle-something-1}
   */
  public static byte[] write(
      String format, Map<String, Tensor> tensors, Map<String, String> metadata) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(FORMAT, format);
    all.putAll(metadata);
    all.put(SHA256, checksum(all, tensors));
    return Safetensors.write(tensors, TensorType.F32, all);
  }

  /**
   * Reads a model.
   *
   * @param format that is expected
   * @param source named in errors
   * @throws BundleException naming source, what was found and what was expected
   */
  public static CheckedTensors read(byte[] file, String format, String source)
      throws BundleException {
    Map<String, String> metadata = Safetensors.readMetadata(file, source);
    if (!format.equals(metadata.get(FORMAT))) {
      throw new BundleException(
          source, "metadata format: " + metadata.get(FORMAT) + " (expected: " + format + ")");
    }
    CheckedTensors model = new CheckedTensors(source, metadata, Safetensors.read(file, source));
    Map<String, String> signed = new LinkedHashMap<>(metadata);
    String expected = String.valueOf(signed.remove(SHA256));
    String found = checksum(signed, model.tensors());
    if (!found.equals(expected)) {
      throw new BundleException(
          source, "SHA-256 " + found + " (expected: " + expected + ", as its metadata say)");
    }
    return model;
  }

  private static String checksum(Map<String, String> metadata, Map<String, Tensor> tensors) {
    MessageDigest digest = Checksum.newDigest();
    new TreeMap<>(metadata).forEach((key, value) -> update(digest, key + "\n" + value + "\n"));
    new TreeMap<>(tensors)
        .forEach(
            (name, tensor) -> {
              update(digest, name + Arrays.toString(tensor.shape()) + "\n");
              ByteBuffer bytes = ByteBuffer.allocate(tensor.values().length * Float.BYTES);
              bytes.asFloatBuffer().put(tensor.values());
              digest.update(bytes);
            });
    return Checksum.hex(digest);
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A list as a value of the metadata. */
  public static String list(List<String> values) {
    return JSON.writeValueAsString(values);
  }

  /**
   * The values of a tensor of a shape.
   *
   * @throws BundleException if it is not there, has another shape, or a value that is not finite
   */
  public float[] values(String name, int... shape) throws BundleException {
    Tensor tensor = tensors.get(name);
    if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
      throw new BundleException(
          source,
          "tensor %s: %s (expected: %s)"
              .formatted(
                  name,
                  tensor == null ? "not there" : Arrays.toString(tensor.shape()),
                  Arrays.toString(shape)));
    }
    if (!VectorMath.isFinite(tensor.values().length, tensor.values(), 0)) {
      throw new BundleException(
          source, "tensor " + name + ": a value that is not finite (expected: numbers)");
    }
    return tensor.values();
  }

  /**
   * A text of the metadata.
   *
   * @throws BundleException if it is not there
   */
  public String text(String key) throws BundleException {
    String value = metadata.get(key);
    if (value == null) {
      throw new BundleException(source, "metadata " + key + ": not there (expected: a text)");
    }
    return value;
  }

  /**
   * A number of the metadata.
   *
   * @throws BundleException if it is none
   */
  public int number(String key) throws BundleException {
    try {
      return Integer.parseInt(text(key));
    } catch (NumberFormatException e) {
      throw new BundleException(
          source, "metadata " + key + ": " + text(key) + " (expected: a whole number)");
    }
  }

  /**
   * A list of the metadata.
   *
   * @throws BundleException if it is none
   */
  public List<String> texts(String key) throws BundleException {
    try {
      return new ArrayList<>(List.of(JSON.readValue(text(key), String[].class)));
    } catch (JacksonException | NullPointerException e) {
      throw new BundleException(source, "metadata " + key + ": not a list of texts");
    }
  }
}

package org.auricle.models;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The safetensors format: an 8-byte little-endian length, a JSON header with dtype, shape and
 * data_offsets of each tensor, then the data without gaps. Reads F32, F16 and BF16.
 */
public final class Safetensors {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final int LENGTH_BYTES = 8;
  private static final int ALIGNMENT = 8;
  static final int MAX_HEADER = 16 << 20; // bytes
  private static final String METADATA = "__metadata__";

  /** One entry of the header, checked. */
  private record Entry(String name, TensorType type, int[] shape, int size, long from, long to) {}

  private Safetensors() {}

  /**
   * Reads what a file says about itself beside its tensors, text by key; empty if nothing.
   *
   * @param source named in errors
   * @throws BundleException as {@link #read}
   */
  public static Map<String, String> readMetadata(byte[] file, String source)
      throws BundleException {
    Map<String, String> metadata = new LinkedHashMap<>();
    JsonNode node = root(file, headerLength(file, source), source).path(METADATA);
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isString()) {
        throw new BundleException(
            source,
            METADATA + "." + entry.getKey() + ": " + entry.getValue() + " (expected: text)");
      }
      metadata.put(entry.getKey(), entry.getValue().stringValue());
    }
    return metadata;
  }

  /**
   * Reads all tensors.
   *
   * @param source named in errors
   * @throws BundleException naming source, tensor, what was found and what was expected
   */
  public static Map<String, Tensor> read(byte[] file, String source) throws BundleException {
    int headerLength = headerLength(file, source);
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int dataStart = LENGTH_BYTES + headerLength;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Entry entry : header(file, headerLength, source)) {
      float[] values = new float[entry.size()];
      in.position(dataStart + (int) entry.from());
      entry.type().get(in, values);
      tensors.put(entry.name(), new Tensor(entry.shape(), values));
    }
    return tensors;
  }

  private static int headerLength(byte[] file, String source) throws BundleException {
    if (file.length < LENGTH_BYTES) {
      throw new BundleException(source, file.length + " bytes (expected: at least 8)");
    }
    long headerLength = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (headerLength < 2 || headerLength > Math.min(MAX_HEADER, file.length - LENGTH_BYTES)) {
      throw new BundleException(
          source,
          "header of "
              + headerLength
              + " bytes (expected: 2.."
              + Math.min(MAX_HEADER, file.length - LENGTH_BYTES)
              + ")");
    }
    return (int) headerLength;
  }

  /** The header's entries in the order of their data, which must fill the file without overlap. */
  private static List<Entry> header(byte[] file, int headerLength, String source)
      throws BundleException {
    JsonNode root = root(file, headerLength, source);
    long dataLength = (long) file.length - LENGTH_BYTES - headerLength;
    TreeMap<Long, Entry> byOffset = new TreeMap<>();
    List<Entry> empty = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : root.properties()) {
      if (!property.getKey().equals(METADATA)) {
        Entry entry = entry(property.getKey(), property.getValue(), dataLength, source);
        if (entry.size() == 0) {
          empty.add(entry);
        } else if (byOffset.put(entry.from(), entry) != null) {
          throw new BundleException(source, "tensor " + entry.name() + ": overlaps another");
        }
      }
    }
    long end = 0;
    for (Entry entry : byOffset.values()) {
      if (entry.from() != end) {
        throw new BundleException(
            source,
            "tensor %s: starts at data byte %d (expected: %d)"
                .formatted(entry.name(), entry.from(), end));
      }
      end = entry.to();
    }
    if (end != dataLength) {
      throw new BundleException(source, dataLength + " bytes of data (expected: " + end + ")");
    }
    List<Entry> entries = new ArrayList<>(byOffset.values());
    entries.addAll(empty);
    return entries;
  }

  private static JsonNode root(byte[] file, int headerLength, String source)
      throws BundleException {
    JsonNode root;
    try {
      root = JSON.readTree(new String(file, LENGTH_BYTES, headerLength, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new BundleException(source, "header is not JSON: " + firstLine(e));
    }
    if (!root.isObject()) {
      throw new BundleException(source, "header is not a JSON object");
    }
    return root;
  }

  private static Entry entry(String name, JsonNode node, long dataLength, String source)
      throws BundleException {
    TensorType type;
    try {
      type = TensorType.valueOf(node.path("dtype").asString(""));
    } catch (IllegalArgumentException e) {
      throw new BundleException(
          source,
          "tensor " + name + ": dtype " + node.path("dtype") + " (expected: F32, F16, BF16)");
    }
    JsonNode shapeNode = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    if (!shapeNode.isArray() || offsets.size() != 2) {
      throw new BundleException(
          source, "tensor " + name + ": no shape or no data_offsets (expected: both)");
    }
    int[] shape = new int[shapeNode.size()];
    long size = 1;
    for (int i = 0; i < shape.length; i++) {
      long d = shapeNode.get(i).canConvertToInt() ? shapeNode.get(i).asInt() : -1;
      if (d < 0 || size * d > dataLength) {
        throw new BundleException(
            source,
            "tensor %s: shape %s (expected: one that fits in %d bytes of data)"
                .formatted(name, shapeNode, dataLength));
      }
      shape[i] = (int) d;
      size *= d;
    }
    long from = offsets.get(0).asLong(-1);
    long to = offsets.get(1).asLong(-1);
    if (from < 0 || to > dataLength || to - from != size * type.bytes()) {
      throw new BundleException(
          source,
          "tensor %s: data_offsets %d..%d (expected: %d bytes within 0..%d)"
              .formatted(name, from, to, size * type.bytes(), dataLength));
    }
    return new Entry(name, type, shape, (int) size, from, to);
  }

  /**
   * Writes tensors in the order given; the same tensors give the same bytes.
   *
   * @throws IllegalArgumentException naming the tensor, if a finite value is too large for the type
   */
  public static byte[] write(Map<String, Tensor> tensors, TensorType type) {
    return write(tensors, type, Map.of());
  }

  /** The same with a few words beside the tensors, text by key. */
  public static byte[] write(
      Map<String, Tensor> tensors, TensorType type, Map<String, String> metadata) {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode node = root.putObject(METADATA);
      metadata.forEach(node::put);
    }
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      ObjectNode node = root.putObject(entry.getKey());
      node.put("dtype", type.name());
      ArrayNode shape = node.putArray("shape");
      for (int d : entry.getValue().shape()) {
        shape.add(d);
      }
      long end = offset + (long) entry.getValue().values().length * type.bytes();
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    String header = root.toString();
    byte[] headerBytes = header.getBytes(StandardCharsets.UTF_8);
    int padded = (headerBytes.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer out =
        ByteBuffer.allocate(Math.toIntExact(LENGTH_BYTES + padded + offset))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(padded).put(headerBytes);
    for (int i = headerBytes.length; i < padded; i++) {
      out.put((byte) ' ');
    }
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      for (float value : entry.getValue().values()) {
        int position = out.position();
        type.put(out, value);
        if (Float.isFinite(value) && Float.isInfinite(type.get(out.position(position)))) {
          throw new IllegalArgumentException(
              "tensor %s: %s (expected: a value within %s)".formatted(entry.getKey(), value, type));
        }
      }
    }
    return out.array();
  }

  private static String firstLine(JacksonException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("");
  }
}

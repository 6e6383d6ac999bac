package org.auricle.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsTest {
  private static final Map<String, Tensor> TENSORS = new LinkedHashMap<>();

  static {
    TENSORS.put("w", new Tensor(new int[] {2, 3}, new float[] {1, -2, 0.5f, 0, 1024, -0.125f}));
    TENSORS.put("b", new Tensor(new int[] {1}, new float[] {3}));
    TENSORS.put("none", new Tensor(new int[] {0, 4}, new float[0]));
  }

  private static byte[] file(String header, int dataBytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }

  @ParameterizedTest
  @EnumSource(TensorType.class)
  void whatIsWrittenIsRead(TensorType type) throws BundleException {
    byte[] bytes = Safetensors.write(TENSORS, type);
    assertThat(Safetensors.write(TENSORS, type)).isEqualTo(bytes);
    Map<String, Tensor> read = Safetensors.read(bytes, "test");
    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(TENSORS.keySet());
    TENSORS.forEach(
        (name, tensor) -> {
          assertThat(read.get(name).shape()).isEqualTo(tensor.shape());
          assertThat(read.get(name).values()).isEqualTo(tensor.values());
        });
  }

  /**
   * More than are converted at once, and some left over: whole numbers that every type can hold.
   */
  @ParameterizedTest
  @EnumSource(TensorType.class)
  void longTensorsAreRead(TensorType type) throws BundleException {
    float[] values = new float[3 * 4096 + 17];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 251 - 125;
    }
    byte[] file =
        Safetensors.write(Map.of("x", new Tensor(new int[] {values.length}, values)), type);
    assertThat(Safetensors.read(file, "test").get("x").values()).isEqualTo(values);
  }

  /** The layout by hand, as the format's description gives it. */
  @Test
  void readsWhatOthersWrite() throws BundleException {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[2,10]},"
            + "\"y\":{\"dtype\":\"BF16\",\"shape\":[],\"data_offsets\":[0,2]}}";
    byte[] bytes = file(header, 10);
    ByteBuffer data = ByteBuffer.wrap(bytes, bytes.length - 10, 10).order(ByteOrder.LITTLE_ENDIAN);
    data.putShort((short) 0xc000).putFloat(1.5f).putFloat(-4f);
    Map<String, Tensor> read = Safetensors.read(bytes, "test");
    assertThat(read.get("x").values()).containsExactly(1.5f, -4f);
    assertThat(read.get("y").values()).containsExactly(-2f);
    assertThat(read.get("y").shape()).isEmpty();
  }

  @Test
  void bfloatRoundsToTheNearest() throws BundleException {
    float[] values = {1.00390625f, 1.01171875f, 1.005f, 3.3895314e38f};
    Map<String, Tensor> one = Map.of("x", new Tensor(new int[] {4}, values));
    float[] read = Safetensors.read(Safetensors.write(one, TensorType.BF16), "t").get("x").values();
    assertThat(read).containsExactly(1f, 1.015625f, 1.0078125f, 3.3895314e38f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"x\":{\"dtype\":\"I8\",\"shape\":[4],\"data_offsets\":[0,4]}} | dtype \"I8\" (expected:"
            + " F32",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}} | expected: 8 bytes",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | data_offsets 0..8",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}} | shape [-1]",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[2000000000,2000000000],\"data_offsets\":[0,4]}} |"
            + " shape [2000",
        "{\"x\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[2,4]}} | starts at data byte 2"
            + " (expected: 0)",
        "{\"x\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}} | 4 bytes of data"
            + " (expected: 2)",
        "{\"x\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]},\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"
            + " | overlaps",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1]}} | no data_offsets",
        "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"
            + " | Duplicate",
        "{\"x\":7} | dtype",
        "[] | not a JSON object",
        "{{ | not JSON"
      })
  void hostileHeadersAreRefused(String header, String problem) {
    assertThatThrownBy(() -> Safetensors.read(file(header, 4), "bad.safetensors"))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith("bad.safetensors: ")
        .hasMessageContaining(problem);
  }

  @Test
  void whatDoesNotFitTheTypeIsNotWritten() {
    Map<String, Tensor> large = Map.of("x", new Tensor(new int[] {2}, new float[] {1, -65_520}));
    assertThatThrownBy(() -> Safetensors.write(large, TensorType.F16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor x: -65520.0 (expected: a value within F16)");
    assertThatCode(() -> Safetensors.write(large, TensorType.BF16)).doesNotThrowAnyException();
  }

  @Test
  void lengthsThatLieAreRefused() {
    byte[] huge = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(1L << 40).array();
    assertThatThrownBy(() -> Safetensors.read(huge, "t"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("header of 1099511627776 bytes (expected: 2..8)");
    assertThatThrownBy(() -> Safetensors.read(new byte[3], "t"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("3 bytes");
  }

  @Test
  void damageIsAnErrorOrOtherNumbersButNothingElse() {
    byte[] good = Safetensors.write(TENSORS, TensorType.F32);
    SplittableRandom random = new SplittableRandom(5);
    for (int n = 0; n < 2_000; n++) {
      byte[] bad = good.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      assertThatCode(
              () -> {
                try {
                  Safetensors.read(bad, "t");
                } catch (BundleException e) {
                  assertThat(e).hasMessageStartingWith("t: ");
                }
              })
          .doesNotThrowAnyException();
    }
  }
}

package org.auricle.models.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.auricle.models.BundleException;
import org.auricle.models.Safetensors;
import org.auricle.models.Tensor;
import org.auricle.models.TensorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnderstandingFileTest {
  private static final UnderstandingConfig CONFIG = UnderstandingNetworkTest.CONFIG;

  @TempDir Path folder;

  private static UnderstandingModel model() {
    return new UnderstandingModel(
        CONFIG, new UnderstandingNetwork(CONFIG, 0).initialize(3).tensors(), 1.25);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    UnderstandingModel model = model();
    Path file = Files.write(folder.resolve("u.safetensors"), UnderstandingFile.write(model));
    UnderstandingModel read = UnderstandingFile.read(file);
    assertThat(read.config()).isEqualTo(CONFIG);
    assertThat(read.temperature()).isEqualTo(1.25);
    for (String name : CONFIG.shapes().keySet()) {
      assertThat(read.values(name)).as(name).isEqualTo(model.values(name));
    }
    assertThat(UnderstandingFile.write(read)).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void aFolderStandsForTheFileInIt() throws IOException {
    assertThatThrownBy(() -> UnderstandingFile.read(folder))
        .isInstanceOf(BundleException.class)
        .hasMessage(folder.resolve("understanding.safetensors") + ": no such file");
    Files.write(folder.resolve(UnderstandingFile.NAME), UnderstandingFile.write(model()));
    assertThat(UnderstandingFile.read(folder).config()).isEqualTo(CONFIG);
  }

  @Test
  void aFlippedBitIsNoticed() {
    byte[] file = UnderstandingFile.write(model());
    for (int at : new int[] {file.length - 2, file.length - 40}) {
      byte[] flipped = file.clone();
      flipped[at] ^= 4;
      assertThatThrownBy(() -> UnderstandingFile.read(flipped, "u.safetensors"))
          .isInstanceOf(BundleException.class)
          .hasMessageMatching("u.safetensors: SHA-256 .* \\(expected: .*, as its metadata say\\)");
    }
  }

  @Test
  void everyCutIsAnErrorOfOneLine() {
    byte[] file = UnderstandingFile.write(model());
    for (int length = 0; length < file.length; length += 37) {
      byte[] cut = java.util.Arrays.copyOf(file, length);
      assertThatThrownBy(() -> UnderstandingFile.read(cut, "u.safetensors"))
          .isInstanceOf(BundleException.class)
          .hasMessageStartingWith("u.safetensors: ")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void whatIsNoModelIsNamed() {
    byte[] other =
        Safetensors.write(Map.of("x", new Tensor(new int[] {1}, new float[1])), TensorType.F32);
    assertThatThrownBy(() -> UnderstandingFile.read(other, "x.safetensors"))
        .hasMessage("x.safetensors: metadata format: null (expected: auricle-understanding-1)");
    assertThatThrownBy(() -> UnderstandingFile.read(Path.of("nowhere.safetensors")))
        .hasMessage("nowhere.safetensors: no such file");
    Map<String, float[]> tensors =
        new LinkedHashMap<>(new UnderstandingNetwork(CONFIG, 0).tensors());
    tensors.put("tags.bias", new float[3]);
    assertThatThrownBy(() -> new UnderstandingModel(CONFIG, tensors, 1))
        .hasMessage("tensor tags.bias: 3 values (expected: 5)");
    tensors.put("tags.bias", new float[] {0, 0, Float.NaN, 0, 0});
    assertThatThrownBy(() -> new UnderstandingModel(CONFIG, tensors, 1))
        .hasMessage("tensor tags.bias: a value that is not finite (expected: numbers)");
    tensors.remove("tags.bias");
    assertThatThrownBy(() -> new UnderstandingModel(CONFIG, tensors, 1))
        .hasMessageStartingWith("tensors: [");
  }
}

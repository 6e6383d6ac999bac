package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.auricle.decoder.posteriors.NumpyArray;
import org.auricle.decoder.posteriors.NumpyReader;
import org.auricle.decoder.posteriors.PosteriorsException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files with the output of a CTC model: NumPy's or JSON, whatever their names. */
final class PosteriorFile {
  private static final List<String> KEYS =
      List.of("log_probs", "logProbs", "logits", "probs", "posteriors", "emissions");

  // As Python writes them: ln 0 is -Infinity; NaN is refused later, where frame and column are
  // known.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private PosteriorFile() {}

  /**
   * One utterance's output.
   *
   * @param name of the file, and where in it
   * @param values [frames x tokens], row-major
   */
  record Utterance(String name, float[] values, int frames, int tokens) {}

  /**
   * Reads all utterances of a file.
   *
   * @param array which array of an .npz, or key of a JSON object
   */
  static List<Utterance> read(Path file, Optional<String> array) throws IOException {
    byte[] bytes = Files.readAllBytes(TextFiles.notFolder(file));
    if (!NumpyReader.isNumpy(bytes)) {
      return utterances(json(bytes, file.toString(), array));
    }
    List<NumpyArray> arrays = NumpyReader.read(bytes, file.toString());
    List<Utterance> utterances = new ArrayList<>();
    for (NumpyArray found : arrays) {
      if (array.isEmpty() || found.name().equals(file + "[" + array.get() + "]")) {
        utterances.addAll(utterances(found));
      }
    }
    if (utterances.isEmpty() && array.isPresent()) {
      List<String> names = arrays.stream().map(NumpyArray::name).toList();
      throw new PosteriorsException(
          file.toString(), "arrays " + names + " (expected: one called " + array.get() + ")");
    }
    return utterances;
  }

  private static List<Utterance> utterances(NumpyArray array) throws PosteriorsException {
    int[] shape = array.shape();
    if (shape.length == 2 && shape[1] > 0) {
      return List.of(new Utterance(array.name(), array.values(), shape[0], shape[1]));
    }
    if (shape.length != 3 || shape[2] == 0) {
      throw new PosteriorsException(
          array.name(),
          "shape " + array.shapeText() + " (expected: frames x tokens, or utterances x both)");
    }
    List<Utterance> utterances = new ArrayList<>();
    int size = shape[1] * shape[2];
    for (int i = 0; i < shape[0]; i++) {
      float[] values = Arrays.copyOfRange(array.values(), i * size, (i + 1) * size);
      utterances.add(new Utterance(array.name() + "[" + i + "]", values, shape[1], shape[2]));
    }
    return utterances;
  }

  private static NumpyArray json(byte[] bytes, String source, Optional<String> array)
      throws PosteriorsException {
    JsonNode root;
    try {
      root = JSON.readTree(bytes);
    } catch (JacksonException e) {
      String problem =
          String.valueOf(e.getOriginalMessage()).replaceAll(" \\(start marker at .*", "");
      String where =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new PosteriorsException(
          source, "no JSON" + where + ": " + problem + " (expected: .npy, .npz or JSON)");
    }
    JsonNode node = root;
    if (root.isObject()) {
      List<String> keys = array.map(List::of).orElse(KEYS);
      String key = keys.stream().filter(root::has).findFirst().orElse(null);
      if (key == null) {
        throw new PosteriorsException(
            source, "keys " + root.propertyNames() + " (expected: one of " + keys + ")");
      }
      node = root.get(key);
    }
    boolean batch =
        node.isArray()
            && node.size() > 0
            && node.get(0).isArray()
            && node.get(0).size() > 0
            && node.get(0).get(0).isArray();
    return batch ? batch(node, source) : matrix(node, source);
  }

  private static NumpyArray batch(JsonNode node, String source) throws PosteriorsException {
    List<NumpyArray> parts = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      NumpyArray part = matrix(node.get(i), source + "[" + i + "]");
      if (i > 0 && !part.shapeText().equals(parts.get(0).shapeText())) {
        throw new PosteriorsException(
            part.name(), part.shapeText() + " (expected: " + parts.get(0).shapeText() + ")");
      }
      parts.add(part);
    }
    int[] one = parts.get(0).shape();
    float[] values = new float[parts.size() * one[0] * one[1]];
    for (int i = 0; i < parts.size(); i++) {
      System.arraycopy(parts.get(i).values(), 0, values, i * one[0] * one[1], one[0] * one[1]);
    }
    return new NumpyArray(source, new int[] {parts.size(), one[0], one[1]}, values);
  }

  private static NumpyArray matrix(JsonNode node, String source) throws PosteriorsException {
    if (!node.isArray() || node.isEmpty() || !node.get(0).isArray() || node.get(0).isEmpty()) {
      throw new PosteriorsException(source, "no rows of numbers (expected: [[...], ...])");
    }
    int tokens = node.get(0).size();
    float[] values = new float[node.size() * tokens];
    for (int t = 0; t < node.size(); t++) {
      JsonNode row = node.get(t);
      if (!row.isArray() || row.size() != tokens) {
        throw new PosteriorsException(
            source, "frame " + t + ": " + row.size() + " values (expected: " + tokens + ")");
      }
      for (int k = 0; k < tokens; k++) {
        if (!row.get(k).isNumber()) {
          throw new PosteriorsException(
              source, "frame " + t + ", column " + k + ": " + row.get(k) + " (expected: a number)");
        }
        values[t * tokens + k] = (float) row.get(k).doubleValue();
      }
    }
    return new NumpyArray(source, new int[] {node.size(), tokens}, values);
  }
}

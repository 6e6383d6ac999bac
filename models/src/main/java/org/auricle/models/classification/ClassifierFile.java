package org.auricle.models.classification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.auricle.acoustic.onnx.OnnxTextClassifierExporter;
import org.auricle.engine.nn.Parameter;
import org.auricle.models.BundleException;
import org.auricle.models.CheckedTensors;
import org.auricle.models.Tensor;

/**
 * A text classifier as a file of safetensors: networks' weights named and laid out as in PyTorch,
 * with one bias a layer, the evidence of words and pairs, and in the metadata words and classes.
 */
public final class ClassifierFile {
  /** What the file of a training is called. */
  public static final String NAME = "classifier.safetensors";

  private static final String FORMAT = "auricle-text-classifier-1";
  private static final String CLASSES = "classes";
  private static final String WORDS = "words";
  private static final String MOST_WORDS = "mostWords";
  private static final String MEMBERS = "members";
  private static final String SHAPE = "network"; // vectors, embedding, layers, hidden
  private static final int EXACT = 1 << 24; // whole numbers that a float holds

  private ClassifierFile() {}

  /** Writes a classifier. */
  public static byte[] write(TextClassifier model) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    TextVocabulary vocabulary = model.vocabulary();
    int classes = model.classes().size();
    tensors.put(
        "evidence.words",
        new Tensor(new int[] {vocabulary.size(), classes}, model.evidence().words()));
    tensors.put(
        "evidence.pairs",
        new Tensor(new int[] {vocabulary.pairCount(), classes}, model.evidence().pairs()));
    tensors.put("pairs", new Tensor(new int[] {vocabulary.pairCount(), 2}, pairs(vocabulary)));
    for (int m = 0; m < model.members().size(); m++) {
      for (Parameter p : model.members().get(m).parameters()) {
        tensors.put(prefix(m) + p.name(), new Tensor(p.shape(), p.value()));
      }
    }
    return CheckedTensors.write(FORMAT, tensors, metadata(model));
  }

  private static float[] pairs(TextVocabulary vocabulary) {
    if (vocabulary.size() > EXACT) {
      throw new IllegalArgumentException(
          "words: " + vocabulary.size() + " (expected: at most " + EXACT + ")");
    }
    float[] pairs = new float[vocabulary.pairs().length];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = vocabulary.pairs()[i];
    }
    return pairs;
  }

  private static Map<String, String> metadata(TextClassifier model) {
    ClassifierConfig config = model.members().get(0).config();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(CLASSES, CheckedTensors.list(model.classes()));
    metadata.put(MEMBERS, Integer.toString(model.members().size()));
    metadata.put(
        SHAPE,
        CheckedTensors.list(
            List.of(
                Integer.toString(config.vectors()),
                Integer.toString(config.embedding()),
                Integer.toString(config.layers()),
                Integer.toString(config.hidden()))));
    metadata.put(MOST_WORDS, Integer.toString(model.vocabulary().mostWords()));
    metadata.put(WORDS, CheckedTensors.list(model.vocabulary().words()));
    return metadata;
  }

  private static String prefix(int member) {
    return "member" + member + ".";
  }

  /**
   * Reads a classifier.
   *
   * @param file as {@link #write} gave it, or the folder of a training
   * @throws BundleException naming the file, what was found and what was expected
   */
  public static TextClassifier read(Path file) throws IOException {
    Path inside = Files.isDirectory(file) ? file.resolve(NAME) : file;
    return read(Files.readAllBytes(inside), inside.toString());
  }

  /**
   * Reads a classifier.
   *
   * @param source named in errors
   * @throws BundleException naming source, what was found and what was expected
   */
  public static TextClassifier read(byte[] file, String source) throws BundleException {
    CheckedTensors content = CheckedTensors.read(file, FORMAT, source);
    List<String> classes = content.texts(CLASSES);
    List<String> words = content.texts(WORDS);
    int members = content.number(MEMBERS);
    try {
      Tensor pairs = content.tensors().get("pairs");
      int pairCount = pairs == null || pairs.shape().length == 0 ? 0 : pairs.shape()[0];
      TextVocabulary vocabulary =
          new TextVocabulary(
              words, whole(content.values("pairs", pairCount, 2)), content.number(MOST_WORDS));
      WordEvidence evidence =
          new WordEvidence(
              classes.size(),
              content.values("evidence.words", words.size(), classes.size()),
              content.values("evidence.pairs", pairCount, classes.size()));
      if (members < 1 || pairCount < 1) {
        throw new BundleException(
            source, members + " networks, " + pairCount + " pairs (expected: 1 or more of each)");
      }
      ClassifierConfig config = config(content, classes.size(), words.size());
      List<ClassifierNetwork> networks = new ArrayList<>();
      for (int m = 0; m < members; m++) {
        networks.add(network(content, config, prefix(m)));
      }
      return new TextClassifier(vocabulary, classes, evidence, networks);
    } catch (IllegalArgumentException e) {
      throw new BundleException(source, e.getMessage());
    }
  }

  private static ClassifierConfig config(CheckedTensors content, int classes, int words)
      throws BundleException {
    List<String> shape = content.texts(SHAPE);
    if (shape.size() != 4) {
      throw new BundleException(
          content.source(), "metadata " + SHAPE + ": " + shape + " (expected: 4 numbers)");
    }
    int[] sizes = new int[4];
    for (int i = 0; i < sizes.length; i++) {
      try {
        sizes[i] = Integer.parseInt(shape.get(i));
      } catch (NumberFormatException e) {
        throw new BundleException(
            content.source(), "metadata " + SHAPE + ": " + shape + " (expected: 4 numbers)");
      }
    }
    Tensor table = content.tensors().get(prefix(0) + "embedding.weight");
    Tensor last =
        content.tensors().get(prefix(0) + "lstm.weight_hh_l" + (sizes[2] - 1) + "_reverse");
    boolean there =
        table != null
            && last != null
            && table.values().length == (long) sizes[0] * sizes[1]
            && last.values().length == 4L * sizes[3] * sizes[3];
    if (!there || sizes[0] > words) {
      throw new BundleException(
          content.source(),
          "metadata " + SHAPE + ": " + shape + " (expected: the sizes of its tensors)");
    }
    return new ClassifierConfig(sizes[0], sizes[1], sizes[2], sizes[3], classes);
  }

  private static ClassifierNetwork network(
      CheckedTensors content, ClassifierConfig config, String prefix) throws BundleException {
    ClassifierNetwork network = new ClassifierNetwork(config, 0, 0);
    for (Parameter p : network.parameters()) {
      float[] values = content.values(prefix + p.name(), p.shape());
      System.arraycopy(values, 0, p.value(), 0, p.size());
    }
    return network;
  }

  private static int[] whole(float[] values) {
    int[] whole = new int[values.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (int) values[i];
    }
    return whole;
  }

  /**
   * The classifier for ONNX, see {@link OnnxTextClassifierExporter}: ids in, probabilities out. Its
   * metadata hold words, pairs and classes, from which the ids follow.
   */
  public static byte[] onnx(TextClassifier model) {
    ClassifierConfig config = model.members().get(0).config();
    Map<String, String> metadata = metadata(model);
    metadata.put("format", FORMAT);
    List<String> pairs = new ArrayList<>();
    int[] ids = model.vocabulary().pairs();
    for (int p = 0; p < ids.length; p += 2) {
      pairs.add(ids[p] + " " + ids[p + 1]);
    }
    metadata.put("pairs", String.join("\n", pairs));
    OnnxTextClassifierExporter.Network network =
        new OnnxTextClassifierExporter.Network(
            config.vectors(),
            config.embedding(),
            config.layers(),
            config.hidden(),
            config.classes(),
            model.evidence().words(),
            model.evidence().pairs(),
            model.members().stream().map(ClassifierNetwork::weights).toList());
    return OnnxTextClassifierExporter.export(network, metadata).toByteArray();
  }
}

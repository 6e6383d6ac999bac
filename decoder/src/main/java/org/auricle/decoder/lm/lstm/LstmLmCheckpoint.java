package org.auricle.decoder.lm.lstm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** The header of a checkpoint: lines of a key and its values, separated by single blanks. */
final class LstmLmCheckpoint {
  private LstmLmCheckpoint() {}

  static String header(
      LstmLmTraining training, SymbolTable vocabulary, TextCorpus corpus, LstmLmProgress progress) {
    StringBuilder header = new StringBuilder();
    header.append("training ").append(identity(training, vocabulary, corpus)).append('\n');
    header.append("updates ").append(progress.updates()).append('\n');
    header.append("loss ").append(progress.lossSum()).append(' ').append(progress.lossCount());
    header.append('\n');
    for (LstmLmProgress.Validation v : progress.validations()) {
      header
          .append("validation ")
          .append(v.epoch())
          .append(' ')
          .append(v.trainPerplexity())
          .append(' ')
          .append(v.devPerplexity())
          .append(' ')
          .append(v.learningRate())
          .append('\n');
    }
    return header.toString();
  }

  /** What must not change between parts of a run: all but its length and what is only shown. */
  private static String identity(LstmLmTraining t, SymbolTable vocabulary, TextCorpus corpus) {
    CRC32 crc = new CRC32();
    vocabulary.symbols().forEach(s -> crc.update((s + "\n").getBytes(StandardCharsets.UTF_8)));
    return String.join(
        ",",
        "level=" + t.level(),
        "symbols=" + vocabulary.size(),
        "crc=" + Long.toHexString(crc.getValue()),
        "predictions=" + corpus.predictions(),
        "embedding=" + t.embedding(),
        "layers=" + t.layers(),
        "hidden=" + t.hidden(),
        "tied=" + t.tied(),
        "dropout=" + t.dropout(),
        "samples=" + t.samples(),
        "batch=" + t.batchFor(corpus.predictions()),
        "steps=" + t.steps(),
        "weightDecay=" + t.weightDecay(),
        "clip=" + t.clip(),
        "seed=" + t.seed());
  }

  /**
   * Where the training stood.
   *
   * @throws IOException if the header is of another training, or broken
   */
  static LstmLmProgress progress(
      String header, LstmLmTraining training, SymbolTable vocabulary, TextCorpus corpus, Path file)
      throws IOException {
    long updates = -1;
    double lossSum = 0;
    long lossCount = 0;
    List<LstmLmProgress.Validation> validations = new ArrayList<>();
    try {
      for (String line : header.split("\n")) {
        String[] f = line.split(" ");
        switch (f[0]) {
          case "training" -> same(f[1], identity(training, vocabulary, corpus), file);
          case "updates" -> updates = Long.parseLong(f[1]);
          case "loss" -> {
            lossSum = Double.parseDouble(f[1]);
            lossCount = Long.parseLong(f[2]);
          }
          case "validation" ->
              validations.add(
                  new LstmLmProgress.Validation(
                      Double.parseDouble(f[1]),
                      Double.parseDouble(f[2]),
                      Double.parseDouble(f[3]),
                      Double.parseDouble(f[4])));
          default -> throw new LstmLmException(file + ": unknown line in its header: " + line);
        }
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new LstmLmException(file + ": not a checkpoint of a language model", e);
    }
    if (updates < 0) {
      throw new LstmLmException(file + ": not a checkpoint of a language model");
    }
    return new LstmLmProgress(updates, 0, 0, lossSum, lossCount, validations);
  }

  private static void same(String found, String expected, Path file) throws IOException {
    if (!found.equals(expected)) {
      throw new LstmLmException(
          file + ": of another training: " + found + " (expected: " + expected + ")");
    }
  }

  /** Weights of the same network as others, from values in the order of its tensors. */
  static LstmLmWeights weights(LstmLmWeights like, List<float[]> values) {
    if (values.isEmpty()) {
      return like;
    }
    Map<String, float[]> tensors = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      tensors.put(like.tensors().get(i).name(), values.get(i));
    }
    return LstmLmWeights.of(like.config(), tensors);
  }
}

package org.auricle.acoustic.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.engine.training.TrainingException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that decides the numbers of a training: the recipe without threads, memory and the places of
 * files, and a digest of the data. A checkpoint may only be resumed under the same identity.
 *
 * @param tree JSON
 */
record TrainingIdentity(JsonNode tree) {

  static TrainingIdentity of(
      TrainingConfig config, TrainingData data, Optional<BiLstmWeights> initial) {
    ObjectNode tree = ConfigTree.of(config);
    tree.remove("resources");
    tree.remove("dev");
    tree.get("train").forEach(corpus -> ((ObjectNode) corpus).remove("manifest"));
    ((ObjectNode) tree.at("/text")).remove("lexicon");
    ((ObjectNode) tree.at("/text/pieces")).remove("file");
    ((ObjectNode) tree.at("/augmentation/noise")).remove("manifest");
    MessageDigest digest = sha256();
    data.train().digest(digest);
    data.dev().digest(digest);
    if (config.text().pieces().file().isPresent() && config.text().pieces().temperature() > 0) {
      String pieces = data.spelling().pieces().orElseThrow().pieces().toString(); // drawn from
      digest.update(pieces.getBytes(StandardCharsets.UTF_8));
    }
    for (Path noise : data.noises()) {
      digest.update((noise.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    tree.put("data", HexFormat.of().formatHex(digest.digest()));
    tree.put("initialWeights", initial.map(TrainingIdentity::digest).orElse("random"));
    // Once through text, so that numbers compare as a checkpoint will hold them.
    return new TrainingIdentity(ConfigTree.JSON.readTree(tree.toString()));
  }

  private static String digest(BiLstmWeights weights) {
    MessageDigest digest = sha256();
    for (float[] tensor : weights.tensors().values()) {
      ByteBuffer bytes = ByteBuffer.allocate(tensor.length * Float.BYTES);
      bytes.asFloatBuffer().put(tensor);
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JRE has it
    }
  }

  /**
   * Compares with the one in a checkpoint. A setting that the checkpoint's version did not have
   * counts as the default, which changes nothing. How long to learn, epochs and patience, may have
   * changed: what was learned so far stays.
   *
   * @throws TrainingException naming what differs
   */
  void requireSame(TrainingIdentity checkpoint, Path file) {
    List<String> keys = ConfigTree.differences(tree, ConfigTree.withDefaults(checkpoint.tree));
    keys.remove("schedule.patience");
    keys.remove("schedule.epochs");
    if (!keys.isEmpty()) {
      throw new TrainingException(
          file
              + ": of another training; different: "
              + String.join(", ", keys)
              + " (expected: the same recipe and data)");
    }
  }
}

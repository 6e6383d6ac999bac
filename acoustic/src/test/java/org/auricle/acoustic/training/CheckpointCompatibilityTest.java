package org.auricle.acoustic.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.auricle.engine.training.TrainingException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Checkpoints of earlier versions, whose headers lack what has come since. */
class CheckpointCompatibilityTest {
  private static final Path FILE = Path.of("checkpoint.bin");

  @Test
  void countsThatWereNotKeptAreZero() {
    String json =
        "{\"loss\": 2.0, \"labels\": 3, \"audioSeconds\": 4.0, \"tooShort\": 5, \"skippedSteps\":"
            + " 6}";
    assertThat(ConfigTree.JSON.readValue(json, EpochTotals.class))
        .isEqualTo(new EpochTotals(2, 3, 4, 5, 6, 0));
  }

  @Test
  void settingsThatDidNotExistHadTheirDefaults() {
    TrainingConfig config = ToneCorpus.config(Path.of("t"), Path.of("d"), 2, 0);
    ObjectNode tree = ConfigTree.of(config);
    AugmentationOptions.Rooms d = AugmentationOptions.Rooms.DEFAULT;
    ((ObjectNode) tree.get("augmentation")).set("rooms", ConfigTree.JSON.valueToTree(d));
    ((ObjectNode) tree.at("/augmentation/noise")).put("most", 1);
    ObjectNode earlier = tree.deepCopy();
    ((ObjectNode) earlier.get("augmentation")).remove("rooms");
    ((ObjectNode) earlier.at("/augmentation/noise")).remove("most");
    new TrainingIdentity(tree).requireSame(new TrainingIdentity(earlier), FILE);

    ((ObjectNode) tree.at("/augmentation/rooms")).put("probability", 0.5);
    assertThatThrownBy(
            () -> new TrainingIdentity(tree).requireSame(new TrainingIdentity(earlier), FILE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("different: augmentation.rooms.probability (expected");
  }

  @Test
  void corporaWereOfSpeech() {
    ObjectNode tree = ConfigTree.of(ToneCorpus.config(Path.of("t"), Path.of("d"), 2, 0));
    ObjectNode corpus = (ObjectNode) tree.at("/train/0");
    corpus.remove("manifest"); // as in an identity
    ObjectNode earlier = tree.deepCopy();
    ((ObjectNode) earlier.at("/train/0")).remove("speech");
    new TrainingIdentity(tree).requireSame(new TrainingIdentity(earlier), FILE);

    corpus.put("speech", false);
    assertThatThrownBy(
            () -> new TrainingIdentity(tree).requireSame(new TrainingIdentity(earlier), FILE))
        .hasMessageContaining("different: train[0].speech (expected");
    ((ObjectNode) earlier.at("/train/0")).put("weight", 2);
    corpus.put("speech", true);
    assertThatThrownBy(
            () -> new TrainingIdentity(tree).requireSame(new TrainingIdentity(earlier), FILE))
        .hasMessageContaining("different: train[0].weight (expected");
  }
}

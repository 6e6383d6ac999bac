package org.auricle.models.understanding.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.DomainReader;
import org.auricle.models.domain.Interpretation;
import org.auricle.models.domain.SlotValue;
import org.auricle.models.understanding.Understander;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Orders in words that no expression of the coffee domain allows, and sentences of other things
 * with its words in them, written by hand before any model had read them.
 */
class CoffeeParaphrasesTest {
  private static final Path COFFEE = Path.of("../../shared/data/coffee/coffee_maker.yaml");

  @TempDir Path folder;

  private static List<JsonNode> paraphrases() throws IOException {
    try (InputStream in = Understander.class.getResourceAsStream("coffee-paraphrases.jsonl")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(JsonMapper.shared()::readTree)
          .toList();
    }
  }

  /** Right answers among orders, and among other sentences. */
  private static int[] right(Understander understander) throws IOException {
    int[] right = new int[2];
    for (JsonNode sentence : paraphrases()) {
      Interpretation meaning = understander.understand(sentence.get("text").asString());
      Map<String, String> slots = new LinkedHashMap<>();
      for (SlotValue slot : meaning.slots()) {
        slots.put(slot.slot(), slot.value());
      }
      Map<String, String> expected = new LinkedHashMap<>();
      sentence
          .get("slots")
          .properties()
          .forEach(slot -> expected.put(slot.getKey(), slot.getValue().asString()));
      String intent = sentence.get("intent").asString();
      boolean same = meaning.intent().equals(intent) && slots.equals(expected);
      right[intent.isEmpty() ? 1 : 0] += same ? 1 : 0;
    }
    return right;
  }

  @Test
  void aShortTrainingUnderstandsMostAndTakesNothingElseForAnOrder() throws Exception {
    assumeTrue(Files.exists(COFFEE), "skipped: no shared/data/coffee beside the repository");
    Domain domain = DomainReader.read(COFFEE);
    assertThat(right(Understander.of(domain))).containsExactly(0, 40);
    UnderstandingTraining d = UnderstandingTraining.DEFAULT;
    UnderstandingTraining shorter =
        new UnderstandingTraining(
            d.embedding(),
            d.hidden(),
            d.buckets(),
            d.dropout(),
            d.unknown(),
            2_000,
            d.others(),
            d.examples(),
            4,
            d.patience(),
            d.batch(),
            6e-3,
            d.clip(),
            d.checkpointSeconds(),
            1);
    UnderstandingTrainer.Result result =
        new UnderstandingTrainer(shorter, new UnderstandingListener() {})
            .run(new UnderstandingData.Sources(domain, List.of(), List.of()), folder, false);
    int[] right = right(Understander.of(domain, result.model()));
    assertThat(right[0]).as("orders of 50").isGreaterThanOrEqualTo(38);
    assertThat(right[1]).as("other sentences of 40").isGreaterThanOrEqualTo(36);
  }
}

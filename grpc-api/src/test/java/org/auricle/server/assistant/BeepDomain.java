package org.auricle.server.assistant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.DomainException;
import org.auricle.models.domain.DomainReader;
import org.auricle.models.understanding.Understander;
import org.auricle.models.understanding.UnderstandingFile;
import org.auricle.models.understanding.UnderstandingModel;
import org.auricle.models.understanding.training.UnderstandingData;
import org.auricle.models.understanding.training.UnderstandingListener;
import org.auricle.models.understanding.training.UnderstandingTrainer;
import org.auricle.models.understanding.training.UnderstandingTraining;

/**
 * Orders of beeps: "ab" asks for a thing, which is "c" or "d" ("dd"); "a" stops. A model has
 * learned that "ba" asks for it, too, before it or after.
 */
public final class BeepDomain {
  public static final String YAML =
      """
      name: counter
      settings: {language: tones}
      context:
        expressions:
          order: "ab $thing:thing"
          stop: "a"
        slots:
          thing:
            - cube: [c]
            - disc: [d, dd]
      """;

  private static final List<String> EXAMPLES =
      List.of("ba %s", "%s ba", "ba ba %s", "ba %s ba", "b ba %s", "%s ba b");
  private static final String OTHERS =
      "cc bb\nbb\nb b\ncc cc\ncb\nbb cb\nbb cc\ncb bb\ncb cb cc\nbc\nbb bc cc\n";

  private BeepDomain() {}

  /** Four tenths of a second of silence end an order. */
  public static final EndpointOptions ENDPOINTING =
      EndpointOptions.DEFAULT.withMinSpeech(0.05).withTrailingSilence(0.4);

  /** The domain, with the rules of conversations about it. */
  public static ServedDomain served(DialogueOptions rules, Optional<Answerer> answerer) {
    return served(rules, answerer, ENDPOINTING);
  }

  /** The domain, with the rules of conversations about it. */
  public static ServedDomain served(
      DialogueOptions rules, Optional<Answerer> answerer, EndpointOptions endpointing) {
    return served(Understander.of(domain()), rules, answerer, endpointing);
  }

  /** The same with a model that has been trained into a folder. */
  public static ServedDomain served(Path model, DialogueOptions rules) throws IOException {
    UnderstandingModel read = UnderstandingFile.read(model);
    return served(Understander.of(domain(), read), rules, Optional.empty(), ENDPOINTING);
  }

  private static ServedDomain served(
      Understander understander,
      DialogueOptions rules,
      Optional<Answerer> answerer,
      EndpointOptions endpointing) {
    return new ServedDomain(
        understander.domain().name(),
        understander.domain(),
        understander,
        "",
        answerer,
        rules,
        endpointing);
  }

  private static Domain domain() {
    try {
      return DomainReader.read("counter.yaml", YAML);
    } catch (DomainException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Trains a model as {@code auricle train domain} does. */
  public static Path train(Path folder) throws IOException, InterruptedException {
    StringBuilder examples = new StringBuilder();
    for (String example : EXAMPLES) {
      for (String thing : List.of("c", "d", "dd")) {
        examples.append(
            "{\"text\": \"%s\", \"intent\": \"order\", \"slots\": {\"thing\": \"%s\"}}%n"
                .formatted(example.formatted(thing), thing));
      }
    }
    Path said = Files.writeString(folder.resolve("said.jsonl"), examples);
    Path others = Files.writeString(folder.resolve("others.txt"), OTHERS);
    UnderstandingTraining small =
        new UnderstandingTraining(12, 16, 64, 0.1, 0.02, 800, 0.3, 0.4, 8, 8, 16, 1e-2, 1, 600, 1);
    UnderstandingTrainer.Result result =
        new UnderstandingTrainer(small, new UnderstandingListener() {})
            .run(
                new UnderstandingData.Sources(domain(), List.of(said), List.of(others)),
                folder.resolve("run"),
                false);
    Path model = folder.resolve("run").resolve(UnderstandingFile.NAME);
    Files.write(model, UnderstandingFile.write(result.model()));
    return model.getParent();
  }
}

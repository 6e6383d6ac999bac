package org.auricle.models.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LanguageSizeTest {
  private static final String YAML =
      """
      context:
        macros:
          please: [please, if you would]
        expressions:
          order:
            - "[get, bring] (me) (a, an) $size:size latte (@please)"
            - "(@please) a $size:size one and a $size:other one"
          stop: [never mind, "stop (now)"]
        slots:
          size: [small, {large: [large, "(very) big"]}]
      """;

  /** Drawn for long enough, all sentences come. */
  @Test
  void sentencesAreCounted() throws DomainException {
    Domain domain = DomainReader.read("counter.yaml", YAML);
    Set<List<String>> orders = new HashSet<>();
    Set<List<String>> stops = new HashSet<>();
    for (LabelledSentence sentence : DomainSentences.sample(domain, 20_000, 1)) {
      (sentence.intent().equals("order") ? orders : stops).add(sentence.words());
    }
    assertThat(LanguageSize.of(domain))
        .containsEntry("order", (double) orders.size())
        .containsEntry("stop", (double) stops.size())
        .hasSize(2);
    assertThat(stops).hasSize(3);
  }

  @Test
  void largeOnesAreCountedTooAndPartsOnce() throws DomainException {
    StringBuilder yaml = new StringBuilder("context:\n  macros:\n    m0: [a, b]\n");
    for (int i = 1; i <= 4; i++) {
      yaml.append("    m%d: \"@m%d @m%d @m%d\"\n".formatted(i, i - 1, i - 1, i - 1));
    }
    yaml.append("  expressions:\n    x: \"@m4\"\n");
    assertThat(LanguageSize.of(DomainReader.read("large.yaml", yaml.toString())))
        .containsEntry("x", Math.pow(2, 81));
  }
}

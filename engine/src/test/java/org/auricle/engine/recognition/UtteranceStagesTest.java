package org.auricle.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Of two hearings, one counts. */
class UtteranceStagesTest {
  @Test
  void theSurerReadingCounts() {
    Transcript none = Transcript.empty(1);
    Transcript sure = transcript("yes", 0.7);
    Transcript unsure = transcript("no", 0.2);
    assertThat(UtteranceStages.surer(unsure, sure)).isSameAs(sure);
    assertThat(UtteranceStages.surer(sure, unsure)).isSameAs(sure);
    assertThat(UtteranceStages.surer(none, unsure)).isSameAs(unsure);
    assertThat(UtteranceStages.surer(unsure, none)).isSameAs(unsure);
  }

  private static Transcript transcript(String word, double confidence) {
    return new Transcript(List.of(new Transcript.Alternative(word, List.of(), confidence, 0)), 1);
  }
}

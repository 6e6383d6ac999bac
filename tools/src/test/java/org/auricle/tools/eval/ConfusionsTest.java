package org.auricle.tools.eval;

import static org.assertj.core.api.Assertions.assertThat;

import org.auricle.engine.recognition.Alignment;
import org.auricle.tools.eval.Confusions.Confusion;
import org.junit.jupiter.api.Test;

class ConfusionsTest {

  @Test
  void countsWhatIsTakenForWhat() {
    Confusions confusions = new Confusions();
    confusions.add(Alignment.ofWords("b d b", "b t b x"));
    confusions.add(Alignment.ofWords("d e d", "t e d"));
    confusions.add(Alignment.ofWords("d e", "e"));
    assertThat(confusions.substitutions()).containsExactly(new Confusion("d", "t", 2, 4));
    assertThat(confusions.insertions()).containsExactly(new Confusion("", "x", 1, 1));
    assertThat(confusions.deletions()).containsExactly(new Confusion("d", "", 1, 4));
    assertThat(confusions.said("b")).isEqualTo(2);
    assertThat(confusions.count("d", "d")).isEqualTo(1);
    assertThat(confusions.mostConfused(2)).containsExactly("d", "t");
  }
}

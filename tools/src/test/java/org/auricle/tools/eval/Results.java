package org.auricle.tools.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Results made up for tests. */
final class Results {
  private Results() {}

  /** Of so many words by a speaker (empty: nobody), so many of them wrong. */
  static Evaluation.Utterance wrong(String speaker, int words, int errors) {
    List<String> said = new ArrayList<>();
    List<String> heard = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      said.add("w" + i);
      heard.add(i < errors ? "x" : "w" + i);
    }
    return of(
        speaker.isEmpty() ? Map.of() : Map.of("speaker", speaker),
        String.join(" ", said),
        String.join(" ", heard));
  }

  static Evaluation.Utterance of(Map<String, String> fields, String said, String heard) {
    return Evaluation.Utterance.of(new Evaluation.Source("a.wav", 1, 2, fields), said, heard);
  }
}

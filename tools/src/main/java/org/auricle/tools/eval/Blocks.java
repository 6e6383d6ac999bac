package org.auricle.tools.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is drawn as a whole when an evaluation is repeated by lot: all that one speaker has said, if
 * every speaker is known and there are several, since errors of one speaker go together; otherwise
 * an utterance.
 *
 * @param members [blocks] the places of a block's utterances in their list
 * @param bySpeaker whether a block is a speaker
 */
public record Blocks(List<int[]> members, boolean bySpeaker) {

  /** Copies the list. */
  public Blocks {
    members = List.copyOf(members);
  }

  /** The blocks of utterances. */
  public static Blocks of(List<Evaluation.Utterance> utterances) {
    Map<String, List<Integer>> speakers = new LinkedHashMap<>();
    for (int i = 0; i < utterances.size(); i++) {
      String speaker = utterances.get(i).source().speaker();
      speakers.computeIfAbsent(speaker, name -> new ArrayList<>()).add(i);
    }
    boolean bySpeaker = speakers.size() > 1 && !speakers.containsKey("");
    List<int[]> members = new ArrayList<>();
    if (bySpeaker) {
      speakers
          .values()
          .forEach(list -> members.add(list.stream().mapToInt(Integer::intValue).toArray()));
    } else {
      for (int i = 0; i < utterances.size(); i++) {
        members.add(new int[] {i});
      }
    }
    return new Blocks(members, bySpeaker);
  }

  /** How many there are. */
  public int count() {
    return members.size();
  }

  /** Sums of a value over each block. */
  int[] sums(int[] values) {
    int[] sums = new int[count()];
    for (int b = 0; b < sums.length; b++) {
      for (int i : members.get(b)) {
        sums[b] += values[i];
      }
    }
    return sums;
  }
}

package org.auricle.acoustic.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Utterances of one or more manifests, with their texts as tokens.
 *
 * @param utterances id = position
 * @param unspellable left out because a character or word has no tokens
 * @param tooLong left out because of their duration
 */
record UtteranceSet(List<Utterance> utterances, int unspellable, int tooLong) {

  UtteranceSet {
    utterances = List.copyOf(utterances);
  }

  /**
   * Reads manifests.
   *
   * @throws ManifestException naming file and line of what cannot be used, or if nothing is left
   */
  static UtteranceSet read(List<Path> manifests, Speller speller, TrainingConfig.Text text)
      throws IOException {
    List<Utterance> utterances = new ArrayList<>();
    int unspellable = 0;
    int tooLong = 0;
    for (int corpus = 0; corpus < manifests.size(); corpus++) {
      int before = utterances.size();
      for (Manifest.Entry entry : Manifest.read(manifests.get(corpus)).entries()) {
        if (entry.durationSeconds() > text.maxUtteranceSeconds()) {
          tooLong++;
          continue;
        }
        try {
          int[] labels = speller.encode(entry.text());
          utterances.add(new Utterance(utterances.size(), corpus, entry, labels));
        } catch (IllegalArgumentException e) {
          if (text.unknownCharacters() == TrainingConfig.UnknownCharacters.FAIL) {
            throw new ManifestException(manifests.get(corpus), entry.line(), e.getMessage());
          }
          unspellable++;
        }
      }
      if (utterances.size() == before) {
        throw new ManifestException(
            manifests.get(corpus), 0, "no usable utterance (all too long or not spellable)");
      }
    }
    return new UtteranceSet(utterances, unspellable, tooLong);
  }

  /** Sum of the stated durations. */
  double totalSeconds() {
    return utterances.stream().mapToDouble(u -> u.entry().durationSeconds()).sum();
  }

  /** Adds what training depends on: each file's name, text and duration, in order. */
  void digest(MessageDigest digest) {
    for (Utterance u : utterances) {
      String line =
          u.corpus()
              + "\t"
              + u.entry().audio().getFileName()
              + "\t"
              + u.entry().durationSeconds()
              + "\t"
              + u.entry().text()
              + "\t"
              + Arrays.toString(u.labels())
              + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
  }
}

package org.auricle.acoustic.training;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.auricle.engine.recognition.UnspellableException;

/**
 * Utterances of one or more manifests, with their texts as tokens.
 *
 * @param utterances id = position
 * @param unspellable left out because a character or word has no tokens
 * @param tooLong left out because of their duration
 * @param lowered whose texts were taken in lower case
 */
record UtteranceSet(List<Utterance> utterances, int unspellable, int tooLong, int lowered) {

  UtteranceSet {
    utterances = List.copyOf(utterances);
  }

  /**
   * Spells the texts. One that cannot be spelled as it stands is tried in lower case, since many
   * corpora are written in capitals.
   *
   * @param manifests corpora, in the recipe's order
   * @param speech whether somebody speaks in a corpus; of the others texts are left out
   * @param faults hears of texts that are empty or cannot be spelled, of recordings that stand
   *     twice in a manifest, and of manifests of which nothing is left
   */
  static UtteranceSet of(
      List<Manifest> manifests,
      IntPredicate speech,
      Speller speller,
      TrainingConfig.Text text,
      ManifestFaults faults) {
    Reader reader = new Reader(speller, text, faults);
    for (int corpus = 0; corpus < manifests.size(); corpus++) {
      reader.read(manifests.get(corpus), corpus, speech.test(corpus));
    }
    return new UtteranceSet(reader.utterances, reader.unspellable, reader.tooLong, reader.lowered);
  }

  private static final class Reader {
    private final Speller speller;
    private final TrainingConfig.Text text;
    private final ManifestFaults faults;
    private final List<Utterance> utterances = new ArrayList<>();
    private int unspellable;
    private int tooLong;
    private int lowered;

    Reader(Speller speller, TrainingConfig.Text text, ManifestFaults faults) {
      this.speller = speller;
      this.text = text;
      this.faults = faults;
    }

    void read(Manifest manifest, int corpus, boolean speech) {
      int before = utterances.size();
      noteRepetitions(manifest, faults);
      for (Manifest.Entry entry : manifest.entries()) {
        if (entry.text().isBlank() && speech) {
          faults.add(manifest.file(), entry.line(), "text: empty (expected: what is said)");
        } else if (entry.durationSeconds() > text.maxUtteranceSeconds()) {
          tooLong++;
        } else if (!speech) {
          utterances.add(new Utterance(utterances.size(), corpus, entry.withText(""), new int[0]));
        } else {
          add(manifest, corpus, entry);
        }
      }
      if (utterances.size() == before && !faults.in(manifest.file())) {
        faults.add(manifest.file(), 0, "no usable utterance (all too long or not spellable)");
      }
    }

    private void add(Manifest manifest, int corpus, Manifest.Entry entry) {
      try {
        Utterance utterance = spell(utterances.size(), corpus, entry, speller);
        utterances.add(utterance);
        lowered += utterance.entry().equals(entry) ? 0 : 1;
      } catch (UnspellableException e) {
        unspellable++;
        if (text.unknownCharacters() == TrainingConfig.UnknownCharacters.FAIL) {
          faults.add(manifest.file(), entry.line(), e.getMessage());
        }
      }
    }
  }

  private static Utterance spell(int id, int corpus, Manifest.Entry entry, Speller speller) {
    try {
      return new Utterance(id, corpus, entry, speller.encode(entry.text()));
    } catch (UnspellableException e) {
      Manifest.Entry lower = entry.withText(entry.text().toLowerCase(Locale.ROOT));
      try {
        return new Utterance(id, corpus, lower, speller.encode(lower.text()));
      } catch (UnspellableException inLowerCase) {
        boolean nearer = inLowerCase.unknown().size() < e.unknown().size();
        throw nearer ? inLowerCase : e;
      }
    }
  }

  private static void noteRepetitions(Manifest manifest, ManifestFaults faults) {
    Map<Path, Integer> lines = new HashMap<>();
    for (Manifest.Entry entry : manifest.entries()) {
      Integer first = lines.putIfAbsent(entry.audio(), entry.line());
      if (first != null) {
        faults.add(
            manifest.file(),
            entry.line(),
            "audio_filepath: the recording of line "
                + first
                + " again (expected: each once; a corpus is repeated by its weight)");
      }
    }
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

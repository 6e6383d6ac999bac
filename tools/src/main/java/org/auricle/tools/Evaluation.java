package org.auricle.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.auricle.engine.recognition.Calibration;
import org.auricle.engine.recognition.ErrorRate;
import org.auricle.engine.recognition.Transcript;

/** Errors of a recogniser over a list of recordings, as they come in. */
final class Evaluation {
  private final List<Utterance> utterances = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private ErrorRate words = ErrorRate.ZERO;
  private ErrorRate characters = ErrorRate.ZERO;
  private final Calibration wordConfidence = new Calibration();
  private final Calibration textConfidence = new Calibration();
  private int wrong;

  /**
   * One recording.
   *
   * @param said as the manifest has it, normalised
   * @param heard as recognised, normalised
   * @param errors over words
   */
  record Utterance(Path audio, String said, String heard, ErrorRate errors) {}

  /** A recording that could not be read, and why. */
  record Failure(Path audio, String problem) {}

  /** Takes one result. */
  void add(Path audio, String reference, String hypothesis) {
    String said = normalize(reference);
    String heard = normalize(hypothesis);
    ErrorRate errors = ErrorRate.ofWords(said, heard);
    utterances.add(new Utterance(audio, said, heard, errors));
    words = words.plus(errors);
    characters = characters.plus(ErrorRate.ofCharacters(said, heard));
    wrong += errors.errors() == 0 ? 0 : 1;
  }

  /** Takes one result with its confidences. */
  void add(Path audio, String reference, Transcript transcript) {
    add(audio, reference, transcript.text());
    String said = normalize(reference);
    List<String> heard = transcript.words().stream().map(word -> normalize(word.text())).toList();
    boolean[] matches =
        ErrorRate.matches(said.isEmpty() ? List.of() : List.of(said.split(" ")), heard);
    for (int i = 0; i < matches.length; i++) {
      wordConfidence.add(transcript.words().get(i).confidence(), matches[i]);
    }
    textConfidence.add(transcript.confidence(), said.equals(normalize(transcript.text())));
  }

  /** Takes a recording that could not be read. */
  void addFailure(Path audio, String problem) {
    failures.add(new Failure(audio, problem));
  }

  /** Lower case, single blanks between words, none around them. */
  static String normalize(String text) {
    return text.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
  }

  ErrorRate words() {
    return words;
  }

  ErrorRate characters() {
    return characters;
  }

  /** Confidences of recognised words. */
  Calibration wordConfidence() {
    return wordConfidence;
  }

  /** Confidences of whole texts. */
  Calibration textConfidence() {
    return textConfidence;
  }

  /** Utterances compared. */
  int count() {
    return utterances.size();
  }

  /** Utterances with at least one word error. */
  int wrong() {
    return wrong;
  }

  /** Utterances with an error, percent. */
  double sentencePercent() {
    return utterances.isEmpty() ? 0 : 100.0 * wrong / utterances.size();
  }

  List<Failure> failures() {
    return List.copyOf(failures);
  }

  /** Utterances with errors, most errors first, then those with the fewest words. */
  List<Utterance> worst(int count) {
    return utterances.stream()
        .filter(u -> u.errors().errors() > 0)
        .sorted(
            Comparator.comparingInt((Utterance u) -> -u.errors().errors())
                .thenComparingInt(u -> u.errors().referenceLength()))
        .limit(count)
        .toList();
  }

  /** Where it stands, in a few words. */
  String summary() {
    return String.format(Locale.ROOT, "WER %.1f %%", words.percent());
  }
}

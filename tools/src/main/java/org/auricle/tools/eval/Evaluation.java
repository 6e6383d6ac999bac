package org.auricle.tools.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.auricle.engine.recognition.Calibration;
import org.auricle.engine.recognition.ErrorRate;
import org.auricle.engine.recognition.Transcript;

/** Errors of a recogniser over a list of recordings, as they come in. Not thread-safe. */
public final class Evaluation {
  /** Where a speaker's name stands among the fields. */
  public static final String SPEAKER = "speaker";

  private final List<Utterance> utterances = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private ErrorRate words = ErrorRate.ZERO;
  private ErrorRate characters = ErrorRate.ZERO;
  private final Calibration wordConfidence = new Calibration();
  private final Calibration textConfidence = new Calibration();
  private double seconds;
  private int wrong;

  /**
   * A recording and what is known of it.
   *
   * @param file its path or name
   * @param line of the manifest, counted from 1; 0 if there is none
   * @param seconds it lasts
   * @param fields by name: what the manifest says of it beside its text, and what was measured
   */
  public record Source(String file, int line, double seconds, Map<String, String> fields) {

    /** Copies the map. */
    public Source {
      Objects.requireNonNull(file, "file");
      fields = Map.copyOf(fields);
    }

    /** Nothing but a name. */
    public static Source of(String file) {
      return new Source(file, 0, 0, Map.of());
    }

    /** Who speaks; empty if nobody knows. */
    public String speaker() {
      return fields.getOrDefault(SPEAKER, "");
    }
  }

  /**
   * One result.
   *
   * @param said as the manifest has it, normalised
   * @param heard as recognised, normalised
   * @param words errors over words
   * @param characters errors over characters
   */
  public record Utterance(
      Source source, String said, String heard, ErrorRate words, ErrorRate characters) {

    /** Counts the errors of normalised texts. */
    public static Utterance of(Source source, String said, String heard) {
      return new Utterance(
          source, said, heard, ErrorRate.ofWords(said, heard), ErrorRate.ofCharacters(said, heard));
    }
  }

  /** A recording that could not be read, and why. */
  public record Failure(Source source, String problem) {}

  /** Takes one result. */
  public void add(Source source, String reference, String hypothesis) {
    add(Utterance.of(source, normalize(reference), normalize(hypothesis)));
  }

  private void add(Utterance utterance) {
    utterances.add(utterance);
    words = words.plus(utterance.words());
    characters = characters.plus(utterance.characters());
    wrong += utterance.words().errors() == 0 ? 0 : 1;
    seconds += utterance.source().seconds();
  }

  /** Takes one result with its confidences. */
  public void add(Source source, String reference, Transcript transcript) {
    add(source, reference, transcript.text());
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
  public void addFailure(Source source, String problem) {
    failures.add(new Failure(source, problem));
  }

  /** Lower case, single blanks between words, none around them. */
  public static String normalize(String text) {
    return text.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
  }

  /** All results, in the order they came in. */
  public List<Utterance> utterances() {
    return List.copyOf(utterances);
  }

  /** Errors over words. */
  public ErrorRate words() {
    return words;
  }

  /** Errors over characters. */
  public ErrorRate characters() {
    return characters;
  }

  /** Confidences of recognised words. */
  public Calibration wordConfidence() {
    return wordConfidence;
  }

  /** Confidences of whole texts. */
  public Calibration textConfidence() {
    return textConfidence;
  }

  /** Utterances compared. */
  public int count() {
    return utterances.size();
  }

  /** How long they last together. */
  public double seconds() {
    return seconds;
  }

  /** Utterances with at least one word error. */
  public int wrong() {
    return wrong;
  }

  /** Utterances with an error, percent; NaN without any utterance. */
  public double sentencePercent() {
    return 100.0 * wrong / utterances.size();
  }

  /** Recordings that could not be read. */
  public List<Failure> failures() {
    return List.copyOf(failures);
  }

  /** Utterances with errors, most errors first, then those with the fewest words. */
  public List<Utterance> worst(int count) {
    return utterances.stream()
        .filter(u -> u.words().errors() > 0)
        .sorted(
            Comparator.comparingInt((Utterance u) -> -u.words().errors())
                .thenComparingInt(u -> u.words().referenceLength()))
        .limit(count)
        .toList();
  }

  /** Where it stands, in a few words. */
  public String summary() {
    return utterances.isEmpty()
        ? "nothing read"
        : String.format(Locale.ROOT, "WER %.1f %%", words.percent());
  }
}

package org.auricle.tools.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.auricle.engine.live.LiveEvent.PhraseHeard;
import org.auricle.engine.recognition.KeyPhrase;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.PhraseHit;
import org.auricle.engine.recognition.PhraseSpotter;
import org.auricle.engine.recognition.PhraseStream;
import org.auricle.engine.recognition.Recognizer;

/** Misses and false alarms of phrases at several sensitivities. Not thread-safe. */
public final class SpottingCount {
  private static final double SECONDS = 3600; // of an hour
  private static final double PERCENT = 100;
  private static final double P95 = 0.95;

  private final List<Double> sensitivities;
  private final PhraseSpotter spotter;
  private final List<Tally> tallies; // of each phrase

  /**
   * What came of a sensitivity.
   *
   * @param missed recordings of those that have a phrase
   * @param missedPercent of them
   * @param missedInterval of that, percent
   * @param falseAlarms in recordings that do not have it
   * @param anHour false alarms of one phrase in an hour of audio that does not have it
   * @param anHourInterval of that
   * @param medianDelaySeconds from a phrase's end to when it was known
   * @param p95DelaySeconds the same, of the slowest twentieth
   */
  public record Result(
      double sensitivity,
      int missed,
      double missedPercent,
      Interval missedInterval,
      int falseAlarms,
      double anHour,
      Interval anHourInterval,
      double medianDelaySeconds,
      double p95DelaySeconds) {}

  /**
   * What came of some of the phrases.
   *
   * @param name what they have in common
   * @param phrases how many there are
   * @param said recordings that have one, of all of them together
   * @param hoursPerPhrase audio without a phrase, on average over them
   * @param results in the order of the sensitivities
   */
  public record Group(
      String name, int phrases, int said, double hoursPerPhrase, List<Result> results) {}

  /** What came of one phrase. */
  private static final class Tally {
    private final String phrase;
    private final int[] missed; // [sensitivities]
    private final int[] falseAlarms; // [sensitivities]
    private final List<List<Double>> delays = new ArrayList<>(); // [sensitivities] seconds
    private int said;
    private double otherSeconds;

    private Tally(String phrase, int sensitivities) {
      this.phrase = phrase;
      missed = new int[sensitivities];
      falseAlarms = new int[sensitivities];
      for (int s = 0; s < sensitivities; s++) {
        delays.add(new ArrayList<>());
      }
    }

    private int words() {
      return phrase.split("\\s+").length;
    }
  }

  /** One phrase at one sensitivity, as a spotter's phrase names it. */
  private record Named(int sensitivity, String phrase) {
    private static Named of(String name) {
      int end = name.indexOf(' ');
      return new Named(Integer.parseInt(name.substring(0, end)), name.substring(end + 1));
    }

    private String name() {
      return sensitivity + " " + phrase;
    }
  }

  /**
   * Nothing heard yet.
   *
   * @throws org.auricle.engine.recognition.DecodeRequestException if a phrase cannot be looked for
   */
  public SpottingCount(Recognizer recognizer, List<String> phrases, List<Double> sensitivities) {
    this.sensitivities = List.copyOf(sensitivities);
    tallies = phrases.stream().map(text -> new Tally(text, sensitivities.size())).toList();
    List<PhraseSpotter> spotters = new ArrayList<>();
    for (double sensitivity : sensitivities) {
      spotters.add(
          recognizer.spotter(
              phrases.stream().map(text -> new KeyPhrase(text, sensitivity)).toList()));
    }
    spotter = () -> new All(spotters.stream().map(PhraseSpotter::newStream).toList());
  }

  /** All sensitivities at once, in the posteriors of one pass. */
  private record All(List<PhraseStream> streams) implements PhraseStream {
    @Override
    public List<PhraseHit> accept(LogPosteriors posteriors) {
      List<PhraseHit> hits = new ArrayList<>();
      for (int i = 0; i < streams.size(); i++) {
        add(hits, i, streams.get(i).accept(posteriors));
      }
      return hits;
    }

    @Override
    public List<PhraseHit> finish() {
      List<PhraseHit> hits = new ArrayList<>();
      for (int i = 0; i < streams.size(); i++) {
        add(hits, i, streams.get(i).finish());
      }
      return hits;
    }

    private static void add(List<PhraseHit> hits, int sensitivity, List<PhraseHit> more) {
      for (PhraseHit hit : more) {
        hits.add(
            new PhraseHit(
                new Named(sensitivity, hit.phrase()).name(),
                hit.startSeconds(),
                hit.endSeconds(),
                hit.confidence()));
      }
    }
  }

  /** What recordings are to be heard with. */
  public PhraseSpotter spotter() {
    return spotter;
  }

  /**
   * Counts a recording.
   *
   * @param text what is said in it
   * @param heard with {@link #spotter}
   */
  public void add(String text, double seconds, List<PhraseHeard> heard) {
    for (Tally tally : tallies) {
      boolean isSaid = says(text, tally.phrase);
      tally.said += isSaid ? 1 : 0;
      tally.otherSeconds += isSaid ? 0 : seconds;
      for (int s = 0; s < sensitivities.size(); s++) {
        Named named = new Named(s, tally.phrase);
        List<PhraseHeard> own =
            heard.stream().filter(hit -> Named.of(hit.phrase()).equals(named)).toList();
        if (!isSaid) {
          tally.falseAlarms[s] += own.size();
        } else if (own.isEmpty()) {
          tally.missed[s]++;
        } else {
          tally.delays.get(s).add(own.get(0).heardSeconds() - own.get(0).endSeconds());
        }
      }
    }
  }

  private static boolean says(String text, String phrase) {
    return (" " + text.strip().replaceAll("\\s+", " ") + " ").contains(" " + phrase + " ");
  }

  /** All phrases together. */
  public Group all() {
    return group("all", tallies);
  }

  /** Phrases of as many words together, the shortest first. */
  public List<Group> byWords() {
    return tallies.stream()
        .collect(Collectors.groupingBy(Tally::words, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(e -> group(e.getKey() + (e.getKey() == 1 ? " word" : " words"), e.getValue()))
        .toList();
  }

  /** Each phrase by itself. */
  public List<Group> byPhrase() {
    return tallies.stream().map(tally -> group(tally.phrase, List.of(tally))).toList();
  }

  private Group group(String name, List<Tally> some) {
    int said = some.stream().mapToInt(tally -> tally.said).sum();
    double hours = some.stream().mapToDouble(tally -> tally.otherSeconds).sum() / SECONDS;
    List<Result> results = new ArrayList<>();
    for (int s = 0; s < sensitivities.size(); s++) {
      int at = s;
      int missed = some.stream().mapToInt(tally -> tally.missed[at]).sum();
      int alarms = some.stream().mapToInt(tally -> tally.falseAlarms[at]).sum();
      List<Double> delays =
          some.stream().flatMap(tally -> tally.delays.get(at).stream()).sorted().toList();
      results.add(
          new Result(
              sensitivities.get(s),
              missed,
              PERCENT * missed / Math.max(1, said),
              CountIntervals.percent(missed, said),
              alarms,
              hours == 0 ? 0 : alarms / hours,
              CountIntervals.rate(alarms, hours),
              quantile(delays, 0.5),
              quantile(delays, P95)));
    }
    return new Group(name, some.size(), said, hours / some.size(), results);
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
  }
}

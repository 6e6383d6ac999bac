package org.auricle.tools.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
  private static final double P95 = 0.95;

  private final List<String> phrases;
  private final List<Double> sensitivities;
  private final PhraseSpotter spotter;
  private final int[] missed; // [sensitivities]
  private final int[] falseAlarms; // [sensitivities]
  private final List<List<Double>> delays = new ArrayList<>(); // [sensitivities] seconds
  private int said;
  private double otherSeconds; // of all phrases together

  /**
   * What came of a sensitivity.
   *
   * @param missed recordings of those that have a phrase
   * @param falseAlarms in recordings that do not have it
   * @param medianDelaySeconds from a phrase's end to when it was known
   * @param p95DelaySeconds the same, of the slowest twentieth
   */
  public record Result(
      double sensitivity,
      int missed,
      int falseAlarms,
      double medianDelaySeconds,
      double p95DelaySeconds) {}

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
    this.phrases = List.copyOf(phrases);
    this.sensitivities = List.copyOf(sensitivities);
    missed = new int[sensitivities.size()];
    falseAlarms = new int[sensitivities.size()];
    List<PhraseSpotter> spotters = new ArrayList<>();
    for (double sensitivity : sensitivities) {
      delays.add(new ArrayList<>());
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
    for (String phrase : phrases) {
      boolean isSaid = says(text, phrase);
      said += isSaid ? 1 : 0;
      otherSeconds += isSaid ? 0 : seconds;
      for (int s = 0; s < sensitivities.size(); s++) {
        Named named = new Named(s, phrase);
        List<PhraseHeard> own =
            heard.stream().filter(hit -> Named.of(hit.phrase()).equals(named)).toList();
        if (!isSaid) {
          falseAlarms[s] += own.size();
        } else if (own.isEmpty()) {
          missed[s]++;
        } else {
          delays.get(s).add(own.get(0).heardSeconds() - own.get(0).endSeconds());
        }
      }
    }
  }

  private static boolean says(String text, String phrase) {
    return (" " + text.strip().replaceAll("\\s+", " ") + " ").contains(" " + phrase + " ");
  }

  /** Phrases that are looked for. */
  public int phrases() {
    return phrases.size();
  }

  /** Recordings that have a phrase, of all phrases together. */
  public int said() {
    return said;
  }

  /** Audio without a phrase, on average over the phrases. */
  public double hoursPerPhrase() {
    return otherSeconds / SECONDS / phrases.size();
  }

  /** In the order of the sensitivities. */
  public List<Result> results() {
    List<Result> results = new ArrayList<>();
    for (int s = 0; s < sensitivities.size(); s++) {
      List<Double> sorted = new ArrayList<>(delays.get(s));
      Collections.sort(sorted);
      results.add(
          new Result(
              sensitivities.get(s),
              missed[s],
              falseAlarms[s],
              quantile(sorted, 0.5),
              quantile(sorted, P95)));
    }
    return results;
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
  }
}

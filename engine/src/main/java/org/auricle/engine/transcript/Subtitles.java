package org.auricle.engine.transcript;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.auricle.engine.recognition.Word;

/**
 * Cuts what was said into subtitles: of all ways that keep the limits the one with the least sum of
 * costs, found by dynamic programming as in the breaking of paragraphs into lines (Knuth and Plass
 * 1981). It costs to begin a subtitle at all, to break within a sentence or where there is no
 * pause, to show text for less time than it takes to read, and to end a sentence in its middle.
 */
public final class Subtitles {
  private static final double SUBTITLE = 1;
  private static final double BREAK_IN_SENTENCE = 2;
  private static final double BREAK_IN_CLAUSE_PART = 1;
  private static final double SENTENCE_WITHIN = 1.5;
  private static final double FULL_PAUSE = 0.5; // of the longest, where it costs nothing to break
  private static final double TOO_SHORT = 2;
  private static final double TOO_FAST = 2;

  private final List<Word> words;
  private final List<String> texts;
  private final double durationSeconds;
  private final SubtitleOptions options;
  private final LineBreaker breaker;

  private Subtitles(
      List<Word> words, List<String> texts, double durationSeconds, SubtitleOptions options) {
    this.words = words;
    this.texts = texts;
    this.durationSeconds = durationSeconds;
    this.options = options;
    breaker = new LineBreaker(options.maxLineCharacters());
  }

  /** The subtitles of a recording by their start; those of two channels may overlap. */
  public static List<Cue> of(TranscribedRecording recording, SubtitleOptions options) {
    return of(recording, options, false);
  }

  /**
   * The same, for formats that cannot say of which channel a subtitle is otherwise.
   *
   * @param numbered whether to begin subtitles with their channel's number
   */
  static List<Cue> of(TranscribedRecording recording, SubtitleOptions options, boolean numbered) {
    List<Cue> cues = new ArrayList<>();
    for (int i = 0; i < recording.channels().size(); i++) {
      int channel = recording.byChannel() ? i + 1 : 0;
      List<Word> words = TranscribedRecording.words(recording.channels().get(i));
      double seconds = recording.channels().get(i).durationSeconds();
      List<String> texts = words.stream().map(Word::text).toList();
      Subtitles subtitles = new Subtitles(words, texts, seconds, options);
      subtitles.cut(channel, numbered && channel > 0 ? channel + ": " : "", cues);
    }
    cues.sort(Comparator.comparingLong(Cue::startMillis)); // stable
    return cues;
  }

  private void cut(int channel, String prefix, List<Cue> target) {
    int n = words.size();
    double[] best = new double[n + 1]; // cost of the words before
    int[] from = new int[n + 1];
    Arrays.fill(best, 1, n + 1, Double.POSITIVE_INFINITY);
    for (int start = 0; start < n; start++) {
      for (int end = start + 1; end <= n && (end == start + 1 || fits(start, end, prefix)); end++) {
        double cost = best[start] + cost(start, end);
        if (cost < best[end]) {
          best[end] = cost;
          from[end] = start;
        }
      }
    }
    int[] ends = new int[n]; // by starts
    for (int end = n; end > 0; end = from[end]) {
      ends[from[end]] = end;
    }
    long shownUntil = 0;
    for (int start = 0; start < n; start = ends[start]) {
      Cue cue = cue(channel, prefix, start, ends[start], shownUntil);
      target.add(cue);
      shownUntil = cue.endMillis();
    }
  }

  /** Whether words may be shown together; if not, they may not with more after them either. */
  private boolean fits(int start, int end, String prefix) {
    double pause = words.get(end - 1).startSeconds() - words.get(end - 2).endSeconds();
    double length = words.get(end - 1).endSeconds() - words.get(start).startSeconds();
    return pause < options.pauseSeconds()
        && length <= options.maxSeconds()
        && breaker.count(shown(start, end, prefix)) <= options.maxLines();
  }

  private List<String> shown(int start, int end, String prefix) {
    List<String> shown = new ArrayList<>(texts.subList(start, end));
    shown.set(0, prefix + shown.get(0));
    return shown;
  }

  private double cost(int start, int end) {
    double cost = SUBTITLE;
    int characters = end - start - 1; // the spaces
    for (int i = start; i < end; i++) {
      characters += LineBreaker.length(texts.get(i));
      cost += i < end - 1 && Marks.endsSentence(texts.get(i)) ? SENTENCE_WITHIN : 0;
    }
    double shown = endSeconds(start, end) - words.get(start).startSeconds();
    double needed = characters / options.maxCharactersPerSecond();
    cost += TOO_SHORT * Math.max(0, 1 - shown / Math.max(1e-3, options.minSeconds()));
    cost += TOO_FAST * Math.max(0, needed / Math.max(1e-3, shown) - 1);
    return cost + breakCost(end);
  }

  private double breakCost(int end) {
    if (end == words.size() || Marks.endsSentence(texts.get(end - 1))) {
      return 0;
    }
    double pause = words.get(end).startSeconds() - words.get(end - 1).endSeconds();
    double share = Math.max(0, Math.min(1, pause / (FULL_PAUSE * options.pauseSeconds())));
    boolean clause = Marks.endsClause(texts.get(end - 1));
    return (1 - share) * (clause ? BREAK_IN_CLAUSE_PART : BREAK_IN_SENTENCE);
  }

  /** As long as it takes to read, if what follows leaves time for it. */
  private double endSeconds(int start, int end) {
    double said = words.get(end - 1).endSeconds();
    double from = words.get(start).startSeconds();
    int characters = end - start - 1;
    for (int i = start; i < end; i++) {
      characters += LineBreaker.length(texts.get(i));
    }
    double reading = characters / options.maxCharactersPerSecond();
    double wished = from + Math.min(options.maxSeconds(), Math.max(options.minSeconds(), reading));
    double latest =
        end < words.size()
            ? words.get(end).startSeconds() - options.gapSeconds()
            : Math.max(durationSeconds, said);
    return Math.max(said, Math.min(wished, latest));
  }

  private Cue cue(int channel, String prefix, int start, int end, long shownUntil) {
    long from = Math.max(shownUntil, Clock.millis(words.get(start).startSeconds()));
    long to = Clock.millis(endSeconds(start, end));
    if (end < words.size()) { // words may overlap, subtitles of one channel do not
      to = Math.min(to, Clock.millis(words.get(end).startSeconds()));
    }
    List<String> lines = breaker.lines(shown(start, end, prefix));
    return new Cue(channel, from, Math.max(from + 1, to), lines, words.subList(start, end));
  }
}

package org.auricle.tools.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.TokenTable;

/** What the network says of each frame, drawn and read by itself. */
public final class PosteriorRows {
  private static final float LEAST =
      (float) Math.log(0.02); // a token that never gets there: not drawn
  private static final double LOWEST = -7; // drawn as nothing, natural log

  private final LogPosteriors posteriors;
  private final TokenTable table;

  /** Of a recording. */
  public PosteriorRows(LogPosteriors posteriors, TokenTable table) {
    this.posteriors = posteriors;
    this.table = table;
  }

  /**
   * Adds the picture: a row for each of the tokens that are ever probable, in the order in which
   * they become so, and the blank.
   *
   * @param most rows, the blank not counted
   */
  public void draw(TimeStrip strip, int most) {
    int frames = posteriors.frames();
    if (frames == 0) {
      return;
    }
    List<Integer> tokens =
        IntStream.range(0, table.size())
            .filter(token -> token != table.blank() && peak(token) > LEAST)
            .boxed()
            .sorted(Comparator.comparing((Integer token) -> -peak(token)))
            .limit(most)
            .sorted(Comparator.comparing(this::risesAt))
            .toList();
    List<Integer> rows = new ArrayList<>(tokens);
    rows.add(table.blank());
    float[] values = new float[rows.size() * frames];
    for (int row = 0; row < rows.size(); row++) {
      for (int t = 0; t < frames; t++) {
        values[row * frames + t] = at(t, rows.get(row));
      }
    }
    strip.rows(
        new HeatMap(values, rows.size(), frames, LOWEST, 0, Palette.SEQUENTIAL),
        posteriors.frameShiftSeconds(),
        rows.stream().map(this::name).toList());
  }

  /** The most probable token of each stretch of frames, blanks left out. */
  public List<TimeStrip.Mark> bestPath() {
    List<TimeStrip.Mark> marks = new ArrayList<>();
    double shift = posteriors.frameShiftSeconds();
    int start = 0;
    for (int t = 1; t <= posteriors.frames(); t++) {
      if (t == posteriors.frames() || best(t) != best(start)) {
        if (best(start) != table.blank()) {
          marks.add(
              new TimeStrip.Mark(start * shift, t * shift, name(best(start)), TimeStrip.TOKEN));
        }
        start = t;
      }
    }
    return marks;
  }

  /** A token as a label. */
  public String name(int token) {
    return token == table.blank() ? "blank" : token == table.space() ? "␣" : table.symbol(token);
  }

  private int best(int frame) {
    int best = 0;
    for (int token = 1; token < posteriors.tokens(); token++) {
      best = at(frame, token) > at(frame, best) ? token : best;
    }
    return best;
  }

  private float peak(int token) {
    float most = Float.NEGATIVE_INFINITY;
    for (int t = 0; t < posteriors.frames(); t++) {
      most = Math.max(most, at(t, token));
    }
    return most;
  }

  /** The first frame where it is half as probable as it ever gets. */
  private int risesAt(int token) {
    double half = peak(token) - Math.log(2);
    int t = 0;
    while (at(t, token) < half) {
      t++;
    }
    return t;
  }

  private float at(int frame, int token) {
    return posteriors.logProbs()[frame * posteriors.tokens() + token];
  }
}

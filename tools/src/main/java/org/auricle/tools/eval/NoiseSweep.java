package org.auricle.tools.eval;

import java.util.List;
import java.util.Optional;
import org.auricle.engine.recognition.ErrorRate;

/**
 * Error rates with noise added, at several ratios.
 *
 * @param noise where it comes from
 * @param clips of noise
 * @param seed of the draws: which noise goes with which recording
 * @param lines one a model
 */
public record NoiseSweep(String noise, int clips, long seed, List<Line> lines) {

  /** Copies the list. */
  public NoiseSweep {
    lines = List.copyOf(lines);
  }

  /**
   * A model's error rates.
   *
   * @param clean without noise
   * @param points by ratio, ascending
   */
  public record Line(String model, Point clean, List<Point> points) {

    /** Copies the list. */
    public Line {
      points = List.copyOf(points);
    }
  }

  /**
   * Error rates at one ratio.
   *
   * @param snrDb mean power of the recording over that of the noise, decibels; infinite without
   *     noise
   */
  public record Point(
      double snrDb, ErrorRate words, ErrorRate characters, Optional<Interval> interval) {

    /** The point of an evaluation. */
    public static Point of(double snrDb, Evaluation evaluation, Bootstrap bootstrap) {
      return new Point(
          snrDb,
          evaluation.words(),
          evaluation.characters(),
          bootstrap.interval(evaluation.utterances(), Evaluation.Utterance::words));
    }
  }
}

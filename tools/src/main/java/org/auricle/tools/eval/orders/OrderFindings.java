package org.auricle.tools.eval.orders;

import java.util.List;
import java.util.Optional;
import org.auricle.tools.eval.Bootstrap;
import org.auricle.tools.eval.Interval;

/**
 * What an evaluation of orders comes to.
 *
 * @param model its name
 * @param domain its file
 * @param evaluation the results without noise
 * @param interval of the percentage of right ones
 * @param computeSeconds from the first recording to the last, by the clock
 * @param threads that recordings were recognised on
 * @param noise the same with noise
 * @param others other speech, of which nothing should be taken for an order
 */
public record OrderFindings(
    String model,
    String domain,
    OrderEvaluation evaluation,
    Optional<Interval> interval,
    double computeSeconds,
    int threads,
    Optional<Sweep> noise,
    List<OtherSpeech> others) {

  /** Copies the list. */
  public OrderFindings {
    others = List.copyOf(others);
  }

  /**
   * Right ones with noise, at several ratios.
   *
   * @param noise where it comes from
   * @param clips of noise
   * @param seed of the draws
   * @param points by ratio, ascending; at least one
   */
  public record Sweep(String noise, int clips, long seed, List<Point> points) {

    /** Copies the list. */
    public Sweep {
      points = List.copyOf(points);
    }

    /** Mean of the percentages. */
    public double percent() {
      return points.stream().mapToDouble(Point::percent).average().orElseThrow();
    }
  }

  /**
   * Right ones at one ratio.
   *
   * @param snrDb largest energy of the frames of 2,048 samples at 16 kHz, over that of the noise,
   *     decibels
   * @param percent right
   * @param refused orders taken for none
   */
  public record Point(double snrDb, double percent, Optional<Interval> interval, int refused) {

    /** The point of an evaluation. */
    public static Point of(double snrDb, OrderEvaluation evaluation, Bootstrap bootstrap) {
      return new Point(
          snrDb, evaluation.percent(), evaluation.interval(bootstrap), evaluation.refused());
    }
  }

  /**
   * Recordings of other speech.
   *
   * @param manifest that lists them
   * @param evaluation in which they should be none
   */
  public record OtherSpeech(String manifest, OrderEvaluation evaluation) {

    /** Those taken for an order, percent; NaN without any recording. */
    public double percent() {
      return 100.0 * evaluation.taken() / evaluation.count();
    }
  }
}

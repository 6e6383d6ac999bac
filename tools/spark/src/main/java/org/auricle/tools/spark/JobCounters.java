package org.auricle.tools.spark;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;

/**
 * How far a job is, for people to look at: what is done twice counts twice.
 *
 * @param recordings that are done
 * @param seconds of their audio
 */
record JobCounters(LongAccumulator recordings, DoubleAccumulator seconds) implements Serializable {

  /** Nothing is done yet. */
  static JobCounters of(SparkContext spark) {
    return new JobCounters(
        spark.longAccumulator("recordings"), spark.doubleAccumulator("seconds of audio"));
  }
}

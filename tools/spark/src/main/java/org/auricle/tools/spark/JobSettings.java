package org.auricle.tools.spark;

import java.io.Serializable;
import org.apache.spark.SparkFiles;

/**
 * What every task of a job knows.
 *
 * @param model a shipped bundle's name, the path of one on every machine, or the name under which
 *     Spark has sent it there
 * @param sent whether Spark has sent it
 * @param digest SHA-256 of all that transcripts depend on but the recordings
 * @param channel taken alone, from 1; 0: the mean of all
 * @param batch recordings or segments that are recognised together
 * @param attempts of a task, before the job fails
 */
record JobSettings(String model, boolean sent, String digest, int channel, int batch, int attempts)
    implements Serializable {

  /** Where the bundle is on this machine. */
  String localModel() {
    return sent ? SparkFiles.get(model) : model;
  }

  Integer channelOrNull() {
    return channel == 0 ? null : channel;
  }
}

package org.auricle.tools.spark;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.Word;

/**
 * The columns of the output. Times are in seconds, with three decimals as in the command's JSON.
 */
final class TranscriptRows {
  /** Path or name of a recording. */
  static final String PATH = "path";

  /** SHA-256 of its bytes, in hexadecimal; null if they could not be read. */
  static final String SHA256 = "sha256";

  /** What it depends on but the recording; rows of other settings are not taken over. */
  static final String SETTINGS = "settings";

  /** What kept the recording from being transcribed: its kind and a line; null if nothing did. */
  static final String ERROR = "error";

  /** The length of its audio; null if it was not transcribed. */
  static final String DURATION = "duration";

  private static final StructType WORD =
      new StructType()
          .add("word", DataTypes.StringType)
          .add("start", DataTypes.DoubleType)
          .add("end", DataTypes.DoubleType)
          .add("confidence", DataTypes.DoubleType);

  /** All of them. */
  static final StructType SCHEMA =
      new StructType()
          .add(PATH, DataTypes.StringType)
          .add("channel", DataTypes.IntegerType) // from 1; null: the mean of all
          .add(SHA256, DataTypes.StringType)
          .add(DURATION, DataTypes.DoubleType)
          .add("text", DataTypes.StringType)
          .add("confidence", DataTypes.DoubleType)
          .add("words", new ArrayType(WORD, false))
          .add(
              ERROR,
              new StructType()
                  .add("kind", DataTypes.StringType)
                  .add("message", DataTypes.StringType))
          .add(SETTINGS, DataTypes.StringType);

  private TranscriptRows() {}

  /** What was said. */
  static Row of(JobSettings job, String path, String sha256, Transcript transcript) {
    Row[] words = transcript.words().stream().map(TranscriptRows::word).toArray(Row[]::new);
    return RowFactory.create(
        path,
        job.channelOrNull(),
        sha256,
        rounded(transcript.durationSeconds()),
        transcript.text(),
        rounded(transcript.confidence()),
        words,
        null,
        job.digest());
  }

  /** What was wrong. */
  static Row of(JobSettings job, String path, String sha256, RecordingError error) {
    return RowFactory.create(
        path,
        job.channelOrNull(),
        sha256,
        null,
        null,
        null,
        null,
        RowFactory.create(error.kind().column(), error.message()),
        job.digest());
  }

  private static Row word(Word word) {
    return RowFactory.create(
        word.text(),
        rounded(word.startSeconds()),
        rounded(word.endSeconds()),
        rounded(word.confidence()));
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}

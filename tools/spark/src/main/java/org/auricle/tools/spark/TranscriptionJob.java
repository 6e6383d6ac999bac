package org.auricle.tools.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.auricle.models.Models;
import org.auricle.tools.InputException;
import org.auricle.tools.SettingsDigest;

/** Recordings in, a table out: what runs on the driver. */
final class TranscriptionJob {
  private static final int RECORDINGS_PER_TASK = 500;
  private static final int TASKS_PER_CORE = 4;
  private static final int MOST_ERRORS = 20; // that are printed
  private static final int SPARK_ATTEMPTS = 4; // its default
  private static final double SECONDS_PER_HOUR = 3600;

  private final SparkSession spark;
  private final SparkContext context;
  private final Configuration hadoop;
  private final JobOptions options;
  private final PrintStream err;

  /**
   * What an output holds.
   *
   * @param hours of audio that was transcribed, now or before
   * @param speed seconds of audio that were transcribed in a second, now
   * @param errors some of the errors, a line each
   */
  record Summary(long recordings, long failed, double hours, double speed, List<String> errors) {}

  private record Inputs(Dataset<Row> recordings, long count) {}

  TranscriptionJob(SparkSession spark, JobOptions options, PrintStream err) {
    this.spark = spark;
    this.options = options;
    this.err = err;
    context = spark.sparkContext();
    hadoop = context.hadoopConfiguration();
  }

  /** Writes the output, whole or not at all. */
  Summary run() throws IOException {
    requireFree();
    JobSettings job = settings();
    Inputs inputs = options.table == null ? named() : listed();
    Dataset<Row> rows =
        options.previous == null
            ? RecordingTable.withoutBefore(inputs.recordings())
            : RecordingTable.withBefore(inputs.recordings(), read(options.previous), job.digest());
    JobCounters counters = JobCounters.of(context);
    JobProgress progress = new JobProgress(err, counters, inputs.count());
    context.addSparkListener(progress);
    long start = System.nanoTime();
    try {
      rows.mapPartitions(
              new RowTranscriber(job, configuration(), counters),
              Encoders.row(TranscriptRows.SCHEMA))
          .write()
          .mode(options.overwrite ? SaveMode.Overwrite : SaveMode.ErrorIfExists)
          .parquet(options.output);
    } finally {
      context.removeSparkListener(progress);
    }
    double elapsed = (System.nanoTime() - start) * 1e-9;
    return summary(counters.seconds().value() / elapsed);
  }

  private Inputs named() throws IOException {
    List<String> paths = Locations.recordings(options.recordings, hadoop);
    int tasks = partitions(paths.size());
    return new Inputs(RecordingTable.ofPaths(spark, paths, tasks), paths.size());
  }

  private Inputs listed() throws IOException {
    Dataset<Row> table =
        RecordingTable.ofTable(
            spark, options.table, options.format(), options.column, options.bytes);
    long count = table.count();
    boolean stay = !options.bytes.isEmpty() && options.partitions == null; // they are heavy
    return new Inputs(
        stay ? table : table.repartition(partitions(count), col(RecordingTable.PATH)), count);
  }

  private int partitions(long recordings) {
    if (options.partitions != null) {
      return options.partitions;
    }
    long busy = Math.min(recordings, (long) TASKS_PER_CORE * context.defaultParallelism());
    return (int) Math.max(1, Math.max(busy, recordings / RECORDINGS_PER_TASK));
  }

  private Broadcast<SerializableConfiguration> configuration() {
    return JavaSparkContext.fromSparkContext(context)
        .broadcast(new SerializableConfiguration(hadoop));
  }

  private void requireFree() throws IOException {
    Path output = Locations.qualified(options.output, hadoop);
    if (options.previous != null && output.equals(Locations.qualified(options.previous, hadoop))) {
      throw new InputException(
          "--previous: " + options.previous + " (expected: another folder than --output)");
    }
    if (!options.overwrite && output.getFileSystem(hadoop).exists(output)) {
      throw new InputException(
          "--output: " + options.output + " is there already (--overwrite replaces it)");
    }
  }

  private JobSettings settings() throws IOException {
    boolean shipped = Models.shipped().contains(options.model);
    String name = options.model;
    boolean sent = !shipped && !isFolderHere(name);
    if (sent) {
      Path file = Locations.qualified(name, hadoop);
      if (!file.getFileSystem(hadoop).exists(file)) {
        throw new InputException(
            "--model: %s: no such file (expected: the .zip of a bundle, or one that ships: %s)"
                .formatted(name, String.join(", ", Models.shipped())));
      }
      context.addFile(file.toString());
      name = file.getName();
    }
    String here = sent ? SparkFiles.get(name) : name;
    Models.open(here); // what is wrong with it is better said at once
    List<String> counts =
        options.channel == null ? List.of() : List.of("--channel", options.channel.toString());
    int attempts =
        context.isLocal() ? 1 : context.getConf().getInt("spark.task.maxFailures", SPARK_ATTEMPTS);
    int channel = options.channel == null ? 0 : options.channel;
    String digest = SettingsDigest.of(here, counts);
    return new JobSettings(name, sent, digest, channel, options.batch, attempts);
  }

  /** A bundle that is a folder; only a job on one machine finds it. */
  private boolean isFolderHere(String model) {
    try {
      boolean folder = Files.isDirectory(java.nio.file.Path.of(model));
      if (folder && !context.isLocal()) {
        throw new InputException("--model: " + model + " is a folder (expected: the .zip of it)");
      }
      return folder;
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private Dataset<Row> read(String output) {
    return spark.read().schema(TranscriptRows.SCHEMA).parquet(output);
  }

  private Summary summary(double speed) {
    Dataset<Row> rows = read(options.output);
    Row counts =
        rows.agg(count(lit(1)), count(col(TranscriptRows.ERROR)), sum(col(TranscriptRows.DURATION)))
            .first();
    List<String> errors =
        rows.filter(col(TranscriptRows.ERROR).isNotNull())
            .select(col(TranscriptRows.ERROR + ".message"))
            .limit(MOST_ERRORS)
            .as(Encoders.STRING())
            .collectAsList();
    double seconds = counts.isNullAt(2) ? 0 : counts.getDouble(2);
    double hours = seconds / SECONDS_PER_HOUR;
    return new Summary(counts.getLong(0), counts.getLong(1), hours, speed, errors);
  }
}

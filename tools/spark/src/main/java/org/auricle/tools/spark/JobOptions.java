package org.auricle.tools.spark;

import java.util.ArrayList;
import java.util.List;
import org.auricle.models.Models;
import org.auricle.tools.InputException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a job is asked for. Locations are paths or addresses of any file system Hadoop knows. */
final class JobOptions {
  /** Recordings or segments that are recognised together. */
  static final int DEFAULT_BATCH = 8;

  @Parameters(
      paramLabel = "RECORDINGS",
      arity = "0..*",
      description =
          "Files; folders, for all recordings in and below them; patterns in quotes, as Hadoop has"
              + " them.")
  List<String> recordings = new ArrayList<>();

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description = "A table that names recordings, or holds their bytes, instead of RECORDINGS.")
  String table;

  @Option(
      names = "--table-format",
      paramLabel = "FORMAT",
      description =
          "parquet, json (an object a line), csv or orc (default: as the table's name ends).")
  String tableFormat = "";

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description =
          "Column with the recordings' paths, relative to the folder that the table is in, or, with"
              + " --bytes, with what they are called (default: path or audio_filepath).")
  String column = "";

  @Option(
      names = "--bytes",
      paramLabel = "NAME",
      description = "Column with the recordings themselves, as bytes.")
  String bytes = "";

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      required = true,
      description = "Where the transcripts go, as Parquet: a row for each recording.")
  String output;

  @Option(names = "--overwrite", description = "Replace what is there.")
  boolean overwrite;

  @Option(
      names = "--previous",
      paramLabel = "FOLDER",
      description =
          "An earlier output: what it says of recordings whose bytes have not changed is taken"
              + " over, if version, model and channel are the same, too.")
  String previous;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      defaultValue = Models.DEFAULT,
      description =
          "A model that ships with Auricle, or where the .zip of one is (default:"
              + " ${DEFAULT-VALUE}).")
  String model;

  @Option(
      names = "--channel",
      paramLabel = "N",
      description = "Take one channel, from 1, instead of the mean of all.")
  Integer channel;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Recognise up to N recordings or segments together, in each task (default:"
              + " ${DEFAULT-VALUE}).")
  int batch = DEFAULT_BATCH;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Tasks, and files of the output (default: one for 500 recordings, at least four for each"
              + " core).")
  Integer partitions;

  /** Refuses what cannot be meant. */
  void check() {
    if ((table == null) == recordings.isEmpty()) {
      throw new InputException(
          table == null
              ? "no recordings (expected: RECORDINGS or --table)"
              : "--table: " + table + " (expected: RECORDINGS or --table, not both)");
    }
    require("--channel", channel);
    require("--batch", batch);
    require("--partitions", partitions);
  }

  private static void require(String option, Integer value) {
    if (value != null && value < 1) {
      throw new InputException(option + ": " + value + " (expected: >= 1)");
    }
  }

  /** The format of the table. */
  String format() {
    if (!tableFormat.isEmpty()) {
      return tableFormat;
    }
    if (table.endsWith(".jsonl") || table.endsWith(".json")) {
      return "json";
    }
    return table.endsWith(".csv") ? "csv" : table.endsWith(".orc") ? "orc" : "parquet";
  }
}

package org.auricle.tools.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.auricle.tools.InputException;

/** The recordings of a job as a table: a row for each. */
final class RecordingTable {
  /** Path of a recording, or what it is called. */
  static final String PATH = "path";

  /** Its bytes; null: they are to be read from its path. */
  static final String CONTENT = "content";

  /** What another output says of it; null: nothing that can be taken over. */
  static final String BEFORE = "before";

  /** How columns of paths are called, unless somebody says otherwise. */
  static final List<String> PATH_COLUMNS = List.of(PATH, "audio_filepath");

  private RecordingTable() {}

  /**
   * Recordings by their paths, dealt out to tasks like cards: those of one folder, which are often
   * alike, go to different ones. Nothing is lost with an executor, since the driver knows them all.
   */
  static Dataset<Row> ofPaths(SparkSession spark, List<String> paths, int tasks) {
    List<String> dealt = new ArrayList<>(paths.size());
    for (int task = 0; task < tasks; task++) {
      for (int i = task; i < paths.size(); i += tasks) {
        dealt.add(paths.get(i));
      }
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return spark
        .createDataFrame(
            context.parallelize(dealt, tasks).map(path -> RowFactory.create(path)),
            new StructType().add(PATH, DataTypes.StringType))
        .withColumn(CONTENT, lit(null).cast(DataTypes.BinaryType));
  }

  /**
   * Recordings that a table names, or holds.
   *
   * @param location of the table
   * @param format parquet, json, csv, orc or any other that Spark knows
   * @param pathColumn what they are called, or where they are: relative to where the table is; ""
   *     for one of {@link #PATH_COLUMNS}
   * @param contentColumn holds their bytes; "": none does
   */
  static Dataset<Row> ofTable(
      SparkSession spark, String location, String format, String pathColumn, String contentColumn)
      throws IOException {
    Dataset<Row> table = spark.read().option("header", true).format(format).load(location);
    String paths = pathColumn.isEmpty() ? pathColumn(table, location) : pathColumn;
    Column path = column(table, location, paths, DataTypes.StringType);
    if (!contentColumn.isEmpty()) {
      Column content = column(table, location, contentColumn, DataTypes.BinaryType);
      // without bytes there is no audio, as in an empty file
      return table.select(path.as(PATH), coalesce(content, lit(new byte[0])).as(CONTENT));
    }
    Path base = Locations.qualified(location, hadoop(spark)).getParent();
    String folder = base == null ? "/" : base.toString();
    boolean local = Locations.isLocal(hadoop(spark));
    UDF1<String, String> resolve = name -> Locations.resolve(folder, name, local);
    return table
        .select(udf(resolve, DataTypes.StringType).apply(path).as(PATH))
        .withColumn(CONTENT, lit(null).cast(DataTypes.BinaryType));
  }

  private static Configuration hadoop(SparkSession spark) {
    return spark.sparkContext().hadoopConfiguration();
  }

  private static String pathColumn(Dataset<Row> table, String location) {
    List<String> columns = Arrays.asList(table.columns());
    return PATH_COLUMNS.stream()
        .filter(columns::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    location
                        + ": columns: "
                        + columns
                        + " (expected: "
                        + String.join(" or ", PATH_COLUMNS)
                        + ", or --column)"));
  }

  private static Column column(
      Dataset<Row> table, String location, String name, DataType expected) {
    if (!Arrays.asList(table.columns()).contains(name)) {
      throw new InputException(
          location
              + ": columns: "
              + Arrays.toString(table.columns())
              + " (expected: "
              + name
              + ")");
    }
    DataType found = table.schema().apply(name).dataType();
    if (!found.equals(expected)) {
      throw new InputException(
          location
              + ": "
              + name
              + ": "
              + found.simpleString()
              + " (expected: "
              + expected.simpleString()
              + ")");
    }
    return col("`" + name.replace("`", "``") + "`");
  }

  /**
   * The same recordings, each with what an earlier output says of it: with what has the same path
   * and the same settings and was transcribed.
   */
  static Dataset<Row> withBefore(Dataset<Row> recordings, Dataset<Row> output, String digest) {
    Dataset<Row> earlier =
        output
            .filter(col(TranscriptRows.ERROR).isNull())
            .filter(col(TranscriptRows.SETTINGS).equalTo(digest))
            .select(
                col(TranscriptRows.PATH).as("earlier"),
                struct(
                        Arrays.stream(TranscriptRows.SCHEMA.fieldNames())
                            .map(name -> col(name))
                            .toArray(Column[]::new))
                    .as(BEFORE))
            .dropDuplicates(new String[] {"earlier"});
    return recordings
        .join(earlier, recordings.col(PATH).equalTo(earlier.col("earlier")), "left")
        .select(PATH, CONTENT, BEFORE);
  }

  /** The same recordings, of which nothing is known. */
  static Dataset<Row> withoutBefore(Dataset<Row> recordings) {
    return recordings.withColumn(BEFORE, lit(null).cast(TranscriptRows.SCHEMA));
  }
}

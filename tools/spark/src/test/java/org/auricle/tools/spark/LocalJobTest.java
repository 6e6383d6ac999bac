package org.auricle.tools.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.auricle.engine.audio.AudioReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job in this JVM. The oracle is the command, over the same folder. */
class LocalJobTest {
  @TempDir private static Path folder;
  private static Path audio;
  private static SparkSession spark;
  private static Map<String, Said> expected;

  @TempDir private Path scratch;

  @BeforeAll
  static void transcribe() throws Exception {
    audio = Archive.write(Files.createDirectories(folder.resolve("audio")));
    Archive.addLong(audio);
    expected = Said.byCommand(audio, folder.resolve("command"));
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.log.level", "ERROR")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void theTableHasRowForRowWhatTheCommandSays() {
    Path out = scratch.resolve("out");
    JobRun run = JobRun.of("--output", out.toString(), "--partitions", "5", audio.toString());
    assertThat(expected).hasSize(Archive.SIZE + 1);
    assertThat(Said.inTable(spark, out)).isEqualTo(expected);
    assertThat(run.code()).isZero();
    assertThat(run.lines())
        .hasSize(Archive.BROKEN + 1)
        .allMatch(line -> line.startsWith("auricle: "))
        .last()
        .asString()
        .matches(
            "auricle: 13 recordings: 9 transcribed \\(0\\.02 hours, [0-9.]+x real time\\),"
                + " 4 failed \\(.*/out\\)");
    List<Row> rows = spark.read().parquet(out.toString()).collectAsList();
    assertThat(rows).allMatch(row -> row.getAs("sha256") != null && row.getAs("channel") == null);
    assertThat(rows.stream().filter(row -> row.getAs("error") != null))
        .extracting(row -> Said.error(row, "kind"))
        .containsOnly("audio");
    assertThat(rows).extracting(row -> row.getAs("settings")).doesNotContainNull();
    // and the same for a pattern
    Path again = scratch.resolve("again");
    JobRun.of("--output", again.toString(), audio + "/in{0,2}", audio + "/in1/a1.wav");
    Map<String, Said> some = new TreeMap<>(expected);
    some.keySet().removeIf(path -> !path.matches(".*/(in[02]/.*|in1/a1.wav)"));
    assertThat(Said.inTable(spark, again)).isEqualTo(some);
  }

  @Test
  void aTableOfPathsHasARowForEach() throws IOException {
    Path list = audio.resolve("list.jsonl");
    Files.writeString(
        list,
        """
        {"audio_filepath": "in0/a0.wav"}
        {"audio_filepath": "%s/in1/a1.wav"}
        {"audio_filepath": "in2/cut.wav", "duration": 1.5}
        {"audio_filepath": "in2"}
        {"audio_filepath": "absent.wav"}
        {"audio_filepath": ""}
        {"duration": 2}
        """
            .formatted(audio));
    Path out = scratch.resolve("out");
    assertThat(JobRun.of("--output", out.toString(), "--table", list.toString()).code()).isZero();
    Map<String, Said> said = Said.inTable(spark, out);
    assertThat(said).hasSize(7);
    for (String name : List.of("/in0/a0.wav", "/in1/a1.wav", "/in2/cut.wav")) {
      assertThat(said.get(audio + name)).isEqualTo(expected.get(audio + name));
    }
    assertThat(said.get(audio + "/in2").error())
        .isEqualTo(audio + "/in2: is a directory (expected: an audio file)");
    assertThat(said.get(audio + "/absent.wav").error())
        .isEqualTo(audio + "/absent.wav: no such file");
    assertThat(said.get("").error()).isEqualTo(": no such file");
    assertThat(said.get("null").error()).isEqualTo("null: no such file");
    assertThat(kinds(out)).isEqualTo(Map.of("audio", 2L, "not-found", 3L));
  }

  private static Map<String, Long> kinds(Path out) {
    return spark.read().parquet(out.toString()).collectAsList().stream()
        .filter(row -> row.getAs("error") != null)
        .collect(Collectors.groupingBy(row -> Said.error(row, "kind"), Collectors.counting()));
  }

  @Test
  void aTableOfBytesSaysTheSame() {
    Path table = scratch.resolve("table.parquet");
    spark
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", true)
        .option("pathGlobFilter", "a*.wav")
        .load(audio.toString())
        .select(
            // what they are called need not be a path
            concat(lit("/"), col("path")).as("id"), col("content").as("audio"))
        .write()
        .parquet(table.toString());
    Path out = scratch.resolve("out");
    String[] job = {"--table", table.toString(), "--column", "id", "--bytes", "audio"};
    assertThat(
            JobRun.of("--output", out.toString(), job[0], job[1], job[2], job[3], job[4], job[5])
                .code())
        .isZero();
    Map<String, Said> said = new TreeMap<>();
    Said.inTable(spark, out).forEach((id, one) -> said.put(id.replace("/file:", ""), one));
    Map<String, Said> some = new TreeMap<>(expected);
    some.keySet().removeIf(path -> !path.matches(".*/a\\d.wav"));
    assertThat(said).hasSize(7).isEqualTo(some);
  }

  @Test
  void whatHasNotChangedIsTakenOver() throws IOException {
    Path own = scratch.resolve("own");
    for (String name : List.of("same", "other", "broken")) {
      Archive.recording(own.resolve(name + ".wav"), AudioReader.read(audio.resolve("in0/a3.wav")));
    }
    Files.writeString(own.resolve("broken.wav"), "no recording");
    Path first = scratch.resolve("first");
    JobRun.of("--output", first.toString(), own.toString());
    Path earlier = scratch.resolve("earlier");
    spark // a mark, by which to know that it was not transcribed again
        .read()
        .parquet(first.toString())
        .withColumn("text", when(col("error").isNull(), lit("from before")))
        .write()
        .parquet(earlier.toString());
    Archive.recording(own.resolve("other.wav"), AudioReader.read(audio.resolve("in1/a1.wav")));
    Archive.recording(own.resolve("broken.wav"), AudioReader.read(audio.resolve("in0/a0.wav")));
    Path second = scratch.resolve("second");
    JobRun.of("--output", second.toString(), "--previous", earlier.toString(), own.toString());
    Map<String, Said> said = Said.inTable(spark, second);
    assertThat(said.get(own + "/same.wav").text()).isEqualTo("from before");
    assertThat(said.get(own + "/other.wav")).isEqualTo(expected.get(audio + "/in1/a1.wav"));
    assertThat(said.get(own + "/broken.wav")).isEqualTo(expected.get(audio + "/in0/a0.wav"));
    Path third = scratch.resolve("third");
    JobRun.of(
        "--output",
        third.toString(),
        "--previous",
        earlier.toString(),
        "--channel",
        "1",
        own.toString());
    assertThat(Said.inTable(spark, third).get(own + "/same.wav"))
        .isEqualTo(expected.get(audio + "/in0/a3.wav"));
  }

  @Test
  void whatIsAskedForWronglyIsSaidInOneLine() throws IOException {
    String out = scratch.resolve("out").toString();
    String in = audio.toString();
    assertThat(refused())
        .isEqualTo("auricle: Missing required option: '--output=FOLDER' (see --help)");
    assertThat(refused("--output", out))
        .isEqualTo("auricle: no recordings (expected: RECORDINGS or --table)");
    assertThat(refused("--output", out, "--batch", "0", in))
        .isEqualTo("auricle: --batch: 0 (expected: >= 1)");
    assertThat(refused("--output", in, in))
        .isEqualTo("auricle: --output: " + in + " is there already (--overwrite replaces it)");
    assertThat(refused("--output", out, "-m", "nobody.zip", in)).contains("nobody.zip");
    assertThat(refused("--output", out, in + "/in{0,2}/b*.wav"))
        .isEqualTo("auricle: " + in + "/in{0,2}/b*.wav: no such files");
    assertThat(refused("--output", out, in + "/in*/b*.wav"))
        .endsWith(": Hadoop cannot match names that have a colon (expected: a folder)");
    Path table = Files.writeString(scratch.resolve("t.csv"), "id,n\na.wav,1\n");
    assertThat(refused("--output", out, "--table", table.toString()))
        .isEqualTo(
            "auricle: %s: columns: [id, n] (expected: path or audio_filepath, or --column)"
                .formatted(table));
    assertThat(
            refused("--output", out, "--table", table.toString(), "--column", "id", "--bytes", "n"))
        .isEqualTo("auricle: " + table + ": n: string (expected: binary)");
    assertThat(refused("--output", out, "--table", "/absent")).contains("PATH_NOT_FOUND");
    assertThat(Path.of(out)).doesNotExist();
  }

  private static String refused(String... arguments) {
    JobRun run = JobRun.of(arguments);
    assertThat(run.lines()).hasSize(1);
    assertThat(run.code()).isEqualTo(2);
    return run.lines().get(0);
  }
}

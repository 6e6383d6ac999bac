package org.auricle.tools.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster of two executors, each a process of its own, one of which is killed (SIGKILL) when it
 * has done its first task. The oracle is the command.
 */
class LostExecutorTest {
  private static final Path PROCESSES = Path.of("/proc");

  @TempDir private Path folder;
  private SparkSession spark;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Files.isDirectory(PROCESSES), "needs /proc, to find the executors");
    Path home = Path.of(System.getenv("SPARK_HOME"));
    Files.createDirectories(home.resolve("jars")); // stays empty: all comes by the class path
    spark =
        SparkSession.builder()
            .master("local-cluster[2,1,1024]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.log.level", "ERROR")
            .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .config("spark.executor.extraJavaOptions", "--add-modules=jdk.incubator.vector")
            .getOrCreate();
  }

  @AfterEach
  void stop() {
    if (spark != null) {
      spark.stop();
    }
  }

  @Test
  void theOutputIsCompleteAndTheSame() throws Exception {
    Path audio = Archive.write(Files.createDirectories(folder.resolve("audio")));
    Map<String, Said> expected = Said.byCommand(audio, folder.resolve("command"));
    Killer killer = new Killer();
    spark.sparkContext().addSparkListener(killer);
    Path out = folder.resolve("out");
    JobRun run = JobRun.of("--output", out.toString(), "--partitions", "6", audio.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(killer.killed).isTrue();
    assertThat(killer.removed).hasPositiveValue();
    assertThat(run.err()).contains("has gone");
    assertThat(Said.inTable(spark, out)).hasSize(Archive.SIZE).isEqualTo(expected);
  }

  /** Kills the executor that has transcribed first. */
  private static final class Killer extends SparkListener {
    private final AtomicBoolean killed = new AtomicBoolean();
    private final AtomicInteger removed = new AtomicInteger();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      boolean transcribed =
          end.taskInfo().accumulables().exists(sum -> sum.name().contains("recordings"));
      if (transcribed && killed.compareAndSet(false, true)) {
        String executor = "--executor-id\0" + end.taskInfo().executorId() + "\0";
        ProcessHandle.current()
            .descendants()
            .filter(process -> arguments(process).contains(executor))
            .forEach(ProcessHandle::destroyForcibly);
      }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved end) {
      removed.incrementAndGet();
    }

    private static String arguments(ProcessHandle process) {
      try {
        Path file = PROCESSES.resolve(process.pid() + "/cmdline");
        return Files.readString(file, StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        return ""; // it has ended
      }
    }
  }
}

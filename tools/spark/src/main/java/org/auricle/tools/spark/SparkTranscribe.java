package org.auricle.tools.spark;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.auricle.tools.Failures;
import org.auricle.tools.InputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The job: {@code spark-submit auricle-spark.jar --output TABLE RECORDINGS}. Ends with 0 when the
 * output is complete, errors of single recordings included, which stand in it: schedulers run what
 * ends otherwise again.
 */
@Command(
    name = "auricle-spark",
    description = "Transcribe an archive: recordings in, a table of transcripts out.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the output is complete; what is wrong with single recordings stands in it",
      "1:something inside failed",
      "2:usage or input at fault"
    })
public final class SparkTranscribe implements Callable<Integer> {
  private static final OptionSpec HELP =
      OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build();

  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String VECTOR_FLAG = "--add-modules=" + VECTOR_MODULE;
  private static final String EXECUTOR_FLAGS = "spark.executor.extraJavaOptions";
  private static final String LOG_LEVEL = "spark.log.level";

  private final PrintStream err;

  @Mixin private JobOptions options;

  private SparkTranscribe(PrintStream err) {
    this.err = err;
  }

  /** Runs the job, and ends the JVM if it does not go well. */
  public static void main(String[] args) {
    int code = run(System.err, args);
    SparkSession.getDefaultSession().foreach(SparkTranscribe::stop);
    if (code != 0) {
      System.exit(code);
    }
  }

  private static Object stop(SparkSession session) {
    session.stop();
    return null;
  }

  /**
   * Runs the job in the session that there is, or else in one of its own. Returns its exit code.
   */
  static int run(PrintStream err, String... args) {
    CommandLine line = new CommandLine(new SparkTranscribe(err));
    line.getCommandSpec().addOption(HELP);
    line.setParameterExceptionHandler((e, arguments) -> onBadUsage(err, e));
    line.setExecutionExceptionHandler((e, command, parsed) -> onFailure(err, e));
    return line.execute(args);
  }

  private static int onBadUsage(PrintStream err, ParameterException e) {
    err.println("auricle: " + e.getMessage().lines().findFirst().orElse("") + " (see --help)");
    return Failures.INPUT;
  }

  /** The whole story is in Spark's log. */
  private static int onFailure(PrintStream err, Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof InputException)) {
      cause = cause.getCause();
    }
    if (Failures.exitCode(cause) == Failures.INPUT) {
      err.println("auricle: " + Failures.line(cause));
      return Failures.INPUT;
    }
    if (cause instanceof AnalysisException) {
      err.println("auricle: " + cause.getMessage().lines().findFirst().orElse(""));
      return Failures.INPUT;
    }
    String first = cause.toString().lines().findFirst().orElse("");
    err.println("auricle: internal error: " + first + " (" + LOG_LEVEL + "=INFO says more)");
    return Failures.INTERNAL;
  }

  @Override
  public Integer call() throws Exception {
    options.check();
    TranscriptionJob job = new TranscriptionJob(session(), options, err);
    TranscriptionJob.Summary summary = job.run();
    summary.errors().forEach(error -> err.println("auricle: " + error));
    long more = summary.failed() - summary.errors().size();
    if (more > 0) {
      err.println("auricle: and " + more + " more");
    }
    err.printf(
        Locale.ROOT,
        "auricle: %d recordings: %d transcribed (%.2f hours, %.1fx real time), %d failed (%s)%n",
        summary.recordings(),
        summary.recordings() - summary.failed(),
        summary.hours(),
        summary.speed(),
        summary.failed(),
        options.output);
    return 0;
  }

  private SparkSession session() {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", "auricle");
    if (!conf.contains(LOG_LEVEL)) {
      conf.set(LOG_LEVEL, Level.FATAL.name()); // errors are told here, a line each
      Configurator.setRootLevel(Level.FATAL); // and not only once Spark has started
    }
    String flags = conf.get(EXECUTOR_FLAGS, "");
    if (!flags.contains(VECTOR_MODULE)) {
      conf.set(EXECUTOR_FLAGS, (flags + " " + VECTOR_FLAG).strip());
    }
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    boolean here = session.sparkContext().isLocal();
    if (here && ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
      err.println(
          "auricle: without vectors, which is slow (spark-submit --driver-java-options "
              + VECTOR_FLAG
              + " gives them)");
    }
    return session;
  }
}

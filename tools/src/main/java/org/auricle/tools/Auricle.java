package org.auricle.tools;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command: one class a subcommand, errors as one line each, exit codes 0, 1 and 2. */
@Command(
    name = "auricle",
    description = "Speech recognition for the JVM: audio in, words with times out.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle transcribe speech.wav     print what is said in a recording",
      "  auricle transcribe --json *.flac  the same with word times, one JSON object each",
      "  auricle help transcribe           all options of a command",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all went well", "1:something inside failed", "2:input or usage at fault"})
public final class Auricle implements Runnable {
  private static final int HELP_WIDTH = 100;

  /** What may stand before the command. */
  private static final Set<String> FLAGS = Set.of("-v", "--verbose", "--debug");

  /** In the order of the help. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          TranscribeCommand.class,
          EvalCommand.class,
          UnderstandCommand.class,
          DomainCommand.class,
          ExplainCommand.class,
          TrainCommand.class,
          TuneCommand.class,
          ServeCommand.class,
          LoadCommand.class,
          InspectCommand.class,
          VadCommand.class,
          SpotCommand.class,
          ImportCommand.class,
          ExportCommand.class,
          DecodeCommand.class,
          LmCommand.class,
          PiecesCommand.class,
          G2pCommand.class,
          ClassifyCommand.class,
          ForecastCommand.class,
          BenchCommand.class,
          VersionCommand.class,
          CommandLine.HelpCommand.class);

  private static final OptionSpec HELP =
      OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build();

  private final Console console;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Say more on standard error: which kernels are in use, and why.")
  private boolean verbose;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces of errors.")
  private boolean debug;

  private Auricle(Console console) {
    this.console = console;
  }

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(new StandardOutput(), false, StandardCharsets.UTF_8);
    PrintStream err = StandardError.open();
    System.setErr(err);
    int columns = Integer.getInteger("auricle.columns", 0);
    System.exit(run(new Console(out, err, columns, Boolean.getBoolean("auricle.results")), args));
  }

  /** Runs a command. Returns its exit code. */
  static int run(Console console, String... args) {
    Auricle root = new Auricle(console);
    CommandLine line = new CommandLine(root);
    commands(args).forEach(line::addSubcommand);
    line.setOut(writer(console.out()));
    line.setErr(writer(console.err()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(HELP_WIDTH);
    layOutHelp(line);
    line.setParameterExceptionHandler(root::onBadUsage);
    line.setExecutionExceptionHandler((e, command, parsed) -> root.onFailure(e));
    line.setExecutionStrategy(root::execute);
    return Math.max(line.execute(args), root.unwritten());
  }

  /**
   * The command that is asked for, or all if none is, or one that needs to know the others. Laying
   * out the options of all commands takes a fifth of a second.
   */
  private static List<Class<?>> commands(String... args) {
    Optional<String> asked = Arrays.stream(args).filter(arg -> !FLAGS.contains(arg)).findFirst();
    return asked
        .filter(name -> !name.equals("help"))
        .flatMap(name -> COMMANDS.stream().filter(type -> name(type).equals(name)).findFirst())
        .<List<Class<?>>>map(List::of)
        .orElse(COMMANDS);
  }

  /** What a class is called on the command line: TranscribeCommand is "transcribe". */
  private static String name(Class<?> command) {
    String type = command.getSimpleName();
    return type.substring(0, type.length() - "Command".length()).toLowerCase(Locale.ROOT);
  }

  /** Results that did not arrive are a failure, whatever the command thinks. Its exit code. */
  private int unwritten() {
    console.out().flush();
    if (!console.out().checkError()) {
      return 0;
    }
    console.note("standard output: cannot be written, results are missing");
    return Failures.INTERNAL;
  }

  private static void layOutHelp(CommandLine line) {
    UsageMessageSpec page = line.getCommandSpec().usageMessage();
    page.abbreviateSynopsis(true);
    page.descriptionHeading("%n");
    page.parameterListHeading("%nArguments:%n");
    page.optionListHeading("%nOptions:%n");
    page.commandListHeading("%nCommands:%n");
    if (line.getCommandSpec().findOption("--help") == null) {
      line.getCommandSpec().addOption(HELP);
    }
    line.getSubcommands().values().forEach(Auricle::layOutHelp);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** Where commands write. */
  Console console() {
    return console;
  }

  /** Reports an error that ends only a part of a command. Returns its exit code. */
  int onFailure(Throwable failure) {
    console.out().flush();
    Failures.lines(failure).forEach(console::note);
    if (debug) {
      failure.printStackTrace(console.err());
    }
    return Failures.exitCode(failure);
  }

  @Override
  public void run() {
    spec.commandLine().usage(console.err());
    throw new ParameterException(spec.commandLine(), "no command given");
  }

  private int execute(ParseResult parsed) {
    Logging.configure(verbose);
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (Error e) { // out of memory, say: picocli's handler takes exceptions only
      return onFailure(e);
    }
  }

  private int onBadUsage(ParameterException e, String[] args) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    console.note(Failures.line(new InputException(e.getMessage())) + " (see " + name + " --help)");
    return Failures.INPUT;
  }
}

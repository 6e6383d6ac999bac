package org.auricle.tools;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.auricle.engine.live.LiveEvent.PhraseHeard;
import org.auricle.engine.recognition.KeyPhrase;
import org.auricle.engine.recognition.PhraseSpotter;
import org.auricle.engine.recognition.Recognizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where in recordings a phrase is said. */
@Command(
    name = "spot",
    description = {
      "Print where in recordings a phrase is said: start and end in seconds, confidence, phrase.",
      "",
      "Any phrase, without training, by the sounds of its words; it is found as an assistant finds"
          + " the one that wakes it, while it hears the recording."
    },
    subcommands = {SpotEvalCommand.class},
    synopsisSubcommandLabel = "[eval]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle spot 'hey auricle' kitchen.wav",
      "  auricle spot --json --sensitivity 0.7 'stop|stop the music' *.flac > hits.jsonl"
    })
final class SpotCommand implements Callable<Integer> {
  private static final Pattern BETWEEN = Pattern.compile("\\|");

  @ParentCommand private Auricle auricle;
  @Mixin private ModelOptions model;
  @Mixin private AudioOptions audio;

  @Parameters(
      index = "0",
      arity = "0..1", // none with a subcommand
      paramLabel = "PHRASE",
      description = "What to look for; several phrases with | between.")
  private String phrases;

  @Parameters(
      index = "1..*",
      paramLabel = "FILE",
      arity = "0..*",
      description = "Recordings, in any format that transcribe reads; - for standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--sensitivity",
      paramLabel = "S",
      description =
          "0 to 1: the higher, the fewer are missed and the more is taken for the phrase that is"
              + " none (default: "
              + KeyPhrase.DEFAULT_SENSITIVITY
              + ").")
  private double sensitivity = KeyPhrase.DEFAULT_SENSITIVITY;

  @Option(names = "--json", description = "Print one JSON object a file.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (phrases == null || files.isEmpty()) {
      throw new InputException(
          (phrases == null ? "PHRASE" : "FILE") + ": missing (see auricle spot --help)");
    }
    List<KeyPhrase> wanted =
        phrases(phrases).stream().map(text -> phrase(text, sensitivity)).toList();
    int code = 0;
    try (Recognizer recognizer = model.open()) {
      PhraseSpotter spotter = recognizer.spotter(wanted);
      for (String file : files) {
        code = Failures.worse(code, spot(file, recognizer, spotter));
      }
    }
    return code;
  }

  /** The phrases of an argument. */
  static List<String> phrases(String argument) {
    return Stream.of(BETWEEN.split(argument, -1)).map(String::strip).toList();
  }

  /** A phrase of the command line. */
  static KeyPhrase phrase(String text, double sensitivity) {
    try {
      return new KeyPhrase(text, sensitivity);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  Console console() {
    return auricle.console();
  }

  /** One file's failure does not keep the others from being heard. */
  private int spot(String file, Recognizer recognizer, PhraseSpotter spotter) {
    PhraseListener listener = new PhraseListener(recognizer, spotter);
    try {
      audio.read(file, Double.POSITIVE_INFINITY, listener);
    } catch (IOException | InputException e) {
      if (json) {
        console().out().println(TranscriptJson.failure(file, Failures.line(e)));
      }
      return auricle.onFailure(e);
    }
    List<PhraseHeard> heard = listener.finish();
    if (json) {
      console().out().println(json(file, listener.seconds(), heard));
    } else {
      String prefix = files.size() > 1 ? file + ": " : "";
      for (PhraseHeard hit : heard) {
        String line =
            String.format(
                Locale.ROOT,
                "%.2f %.2f %.2f %s",
                hit.startSeconds(),
                hit.endSeconds(),
                hit.confidence(),
                hit.phrase());
        console().out().println(prefix + line);
      }
    }
    console().out().flush();
    return 0;
  }

  private static String json(String file, double seconds, List<PhraseHeard> heard) {
    ObjectNode object = Json.object();
    object.put("file", file);
    object.put("audioSeconds", Json.rounded(seconds));
    ArrayNode hits = object.putArray("hits");
    for (PhraseHeard hit : heard) {
      hits.addObject()
          .put("phrase", hit.phrase())
          .put("start", Json.rounded(hit.startSeconds()))
          .put("end", Json.rounded(hit.endSeconds()))
          .put("confidence", Json.rounded(hit.confidence()))
          .put("heard", Json.rounded(hit.heardSeconds()));
    }
    return Json.line(object);
  }
}

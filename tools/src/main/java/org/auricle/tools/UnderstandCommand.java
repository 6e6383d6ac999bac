package org.auricle.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;
import org.auricle.models.domain.Domain;
import org.auricle.models.domain.DomainException;
import org.auricle.models.domain.DomainReader;
import org.auricle.models.domain.DomainWords;
import org.auricle.models.domain.Interpretation;
import org.auricle.models.domain.SlotValue;
import org.auricle.models.understanding.Understander;
import org.auricle.models.understanding.UnderstandingFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Orders to what they mean. */
@Command(
    name = "understand",
    description = {
      "Say what was meant by a text or a recording: the intent and its slots, as a domain file has"
          + " them, each with a confidence.",
      "",
      "Without --understanding, what the file's expressions allow is understood, and recordings are"
          + " heard as one of them or as nothing. With it, other words are understood, too; a"
          + " recording that fits no expression is then recognised once more, as any words. A slot"
          + " without a value was asked for, but not with a value that the domain has."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle understand 'make me a large latte' --domain coffee.yaml",
      "  auricle understand order.wav --domain coffee.yaml",
      "  auricle understand 'a big latte for me' --domain coffee.yaml --understanding runs/coffee",
      "  auricle understand --json --domain coffee.yaml - < orders.txt",
      "  auricle understand --check said.jsonl --domain coffee.yaml --understanding runs/coffee"
    })
final class UnderstandCommand implements Callable<Integer> {
  private static final Pattern RECORDING =
      Pattern.compile(
          "\\S+\\.(wav|flac|ogg|opus|mp3|aiff?|au|sph|m4a|webm)", Pattern.CASE_INSENSITIVE);
  private static final String STANDARD_INPUT = "-";

  @ParentCommand private Auricle auricle;
  @Mixin private ModelOptions model;
  @Mixin private AudioOptions audio;

  @Parameters(
      paramLabel = "TEXT|AUDIO",
      arity = "0..*", // none with --check
      description =
          "What is to be understood. The name of a file is a recording's, everything else a text;"
              + " - for texts from standard input, one a line.")
  private List<String> inputs = List.of();

  @Option(
      names = "--domain",
      paramLabel = "FILE",
      required = true,
      description = "The domain file (YAML).")
  private Path domainFile;

  @Option(
      names = "--understanding",
      paramLabel = "MODEL",
      description = "What \"auricle train domain\" has written: the file, or its folder.")
  private Path understanding;

  @Option(
      names = "--today",
      paramLabel = "DATE",
      description = "The day that \"tomorrow\" counts from, as 2026-11-22 (default: today).")
  private String today;

  @Option(
      names = "--check",
      paramLabel = "FILE",
      description =
          "Understand the texts of FILE, labelled as for train domain --examples, and say how many"
              + " are understood as they are labelled, and which are not.")
  private Path check;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  private Understander understander;
  private Recognizer recognizer; // opened with the first recording

  @Override
  public Integer call() throws IOException, DomainException {
    Domain domain = DomainReader.read(TextFiles.notFolder(domainFile));
    understander =
        (understanding == null
                ? Understander.of(domain)
                : Understander.of(domain, UnderstandingFile.read(understanding)))
            .on(day());
    if (check != null) {
      new UnderstandingCheck(understander, auricle.console().out()).check(check);
    } else if (inputs.isEmpty()) {
      throw new InputException("TEXT|AUDIO: missing (expected: texts, recordings, or --check)");
    }
    int code = 0;
    try {
      for (String input : inputs) {
        code = Failures.worse(code, understand(input));
      }
    } finally {
      if (recognizer != null) {
        recognizer.close();
      }
    }
    return code;
  }

  private LocalDate day() {
    try {
      return today == null ? LocalDate.now(ZoneId.systemDefault()) : LocalDate.parse(today);
    } catch (DateTimeParseException e) {
      throw new InputException("--today: " + today + " (expected: a day as 2026-11-22)", e);
    }
  }

  /** One input's failure does not keep the others from being understood. */
  private int understand(String input) throws IOException, DomainException {
    if (input.equals(STANDARD_INPUT)) {
      TextFiles.read(
          List.of(input), line -> print(line, line, understander.understand(line)), bytes -> {});
      return 0;
    }
    if (!isRecording(input)) {
      print(input, input, understander.understand(input));
      return 0;
    }
    AudioClip clip;
    try {
      clip = audio.read(input);
    } catch (IOException | InputException e) {
      return auricle.onFailure(e);
    }
    if (recognizer == null) {
      recognizer = model.open();
      DomainWords.check(understander.domain(), domainFile.toString(), recognizer::check);
    }
    Transcript transcript = recognizer.recognize(clip, understander.request());
    print(input, transcript.text(), understander.understand(transcript));
    return 0;
  }

  private static boolean isRecording(String input) {
    try {
      return Files.exists(Path.of(input)) || RECORDING.matcher(input).matches();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private void print(String input, String text, Interpretation meaning) {
    PrintStream out = auricle.console().out();
    if (json) {
      out.println(json(input, text, meaning));
    } else {
      lines(input, text, meaning).forEach(out::println);
    }
    out.flush();
  }

  private List<String> lines(String input, String text, Interpretation meaning) {
    List<String> lines = new ArrayList<>();
    if (inputs.size() > 1 || inputs.contains(STANDARD_INPUT) || !input.equals(text)) {
      lines.add(input.equals(text) ? input : input + ": " + text);
    }
    String intent = meaning.isNone() ? "none" : meaning.intent();
    lines.add(String.format(Locale.ROOT, "intent: %s (%.2f)", intent, meaning.confidence()));
    for (SlotValue slot : meaning.slots()) {
      String value = slot.value().isEmpty() ? "? \"" + slot.text() + "\"" : slot.value();
      lines.add(
          String.format(Locale.ROOT, "  %s: %s (%.2f)", slot.slot(), value, slot.confidence()));
    }
    return lines;
  }

  private static String json(String input, String text, Interpretation meaning) {
    ObjectNode object = Json.object();
    object.put("input", input);
    object.put("text", text);
    object.put("intent", meaning.intent());
    object.put("confidence", Json.rounded(meaning.confidence()));
    ArrayNode slots = object.putArray("slots");
    for (SlotValue slot : meaning.slots()) {
      slots
          .addObject()
          .put("slot", slot.slot())
          .put("value", slot.value())
          .put("text", slot.text())
          .put("confidence", Json.rounded(slot.confidence()));
    }
    return Json.line(object);
  }
}

package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.auricle.acoustic.training.Manifest;
import org.auricle.acoustic.vad.training.VoiceEvaluation;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.SegmentedRecognizer;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.models.Models;
import org.auricle.models.RecognizerFactory;
import org.auricle.models.RuntimeOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How good a detector of speech is. */
@Command(
    name = "eval",
    description = {
      "Measure a detector of speech.",
      "",
      "Tells how well it separates windows with speech from others in clean recordings, which label"
          + " themselves by their loudness, with and without noise added; in how many recordings of"
          + " silence, noise and music it hears speech, and how many of these and of the clean"
          + " recordings get through the gate; and what it costs."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle vad eval dev.jsonl --noise noise.jsonl",
      "  auricle vad eval dev.jsonl --noise noise.jsonl --only 'rooster|chainsaw' --words en-spell",
      "  auricle vad eval dev.jsonl --noise noise.jsonl --model silero_vad.onnx --json"
    })
final class VadEvalCommand implements Callable<Integer> {
  private static final int[] SNR_DB = {20, 10, 5, 0};

  @ParentCommand private VadCommand parent;
  @Mixin private VoiceArguments voice;

  @Parameters(paramLabel = "MANIFEST", description = "Clean speech.")
  private Path speech;

  @Option(
      names = "--noise",
      paramLabel = "MANIFEST",
      required = true,
      description = "Recordings without speech.")
  private Path noise;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Use only noise whose path it is found in, such as what was not learned from.")
  private String only = "";

  @Option(
      names = "--words",
      paramLabel = "MODEL",
      description =
          "Recognise the speech with this model, too, whole and segment by segment, and count the"
              + " recordings whose words differ.")
  private String words;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    EndpointOptions options = voice.options();
    VoiceEvaluation evaluation = read();
    ObjectNode report = Json.object();
    report.put("detector", voice.model());
    try (VoiceActivityDetector detector = voice.detector()) {
      ArrayNode separation = report.putArray("separation");
      add(separation, evaluation.separation(detector, OptionalDouble.empty(), options.threshold()));
      for (int db : SNR_DB) {
        add(
            separation,
            evaluation.separation(detector, OptionalDouble.of(db), options.threshold()));
      }
      ArrayNode silence = report.putArray("withoutSpeech");
      evaluation.falseSpeech(detector, options).forEach(found -> silence.add(Json.of(found)));
      report.set("speech", Json.of(evaluation.missedSpeech(detector)));
      report.put("microsecondsPerSecond", Json.rounded(evaluation.microsecondsPerSecond(detector)));
      if (words != null) {
        compare(detector, options, report.putObject("words"));
      }
    }
    parent.console().out().println(json ? Json.page(report) : text(report));
    return 0;
  }

  private VoiceEvaluation read() throws IOException {
    try {
      return VoiceEvaluation.read(speech, noise, Pattern.compile(only));
    } catch (PatternSyntaxException e) {
      throw new InputException("--only: " + e.getDescription() + ": " + only, e);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private static void add(ArrayNode array, VoiceEvaluation.Separation found) {
    ObjectNode object = array.addObject();
    if (found.snrDb().isPresent()) {
      object.put("snrDb", found.snrDb().getAsDouble());
    } else {
      object.putNull("snrDb");
    }
    object
        .put("rocArea", found.area())
        .put("missRate", found.missRate())
        .put("falseAlarmRate", found.falseAlarmRate());
  }

  /** Words found in whole recordings and in their segments. */
  private void compare(VoiceActivityDetector detector, EndpointOptions options, ObjectNode report)
      throws IOException {
    List<String> differ = new ArrayList<>();
    int unheard = 0;
    List<Manifest.Entry> entries = Manifest.read(speech).entries();
    try (Recognizer recognizer =
        RecognizerFactory.create(Models.open(words), RuntimeOptions.DEFAULT.withVoiceGate(false))) {
      SegmentedRecognizer segmented = new SegmentedRecognizer(recognizer, detector, options, 1);
      for (Manifest.Entry entry : entries) {
        AudioClip clip = AudioReader.read(entry.audio());
        unheard += detector.detect(clip, options).isEmpty() ? 1 : 0;
        if (!recognizer.recognize(clip).text().equals(segmented.recognize(clip).text())) {
          differ.add(entry.audio().getFileName().toString());
        }
      }
    }
    report.put("recordings", entries.size()).put("withoutSegments", unheard);
    report.put("changed", differ.size());
    differ.forEach(report.putArray("changedFiles")::add);
  }

  private static String text(ObjectNode report) {
    Page page = new Page();
    page.line("detector", "%s", report.get("detector").asString());
    report
        .get("separation")
        .forEach(
            s ->
                page.line(
                    s.get("snrDb").isNull() ? "clean" : s.get("snrDb").asInt() + " dB",
                    "ROC area %.4f, misses %.2f %%, false alarms %.2f %%",
                    s.get("rocArea").asDouble(),
                    100 * s.get("missRate").asDouble(),
                    100 * s.get("falseAlarmRate").asDouble()));
    addWithoutSpeech(report, page);
    page.line(
        "speech",
        "%d of %d recordings do not open the gate",
        report.at("/speech/shutOut").asInt(),
        report.at("/speech/recordings").asInt());
    page.line(
        "cost",
        "%s",
        String.format(
            Locale.ROOT,
            "%.0f us a second of audio",
            report.get("microsecondsPerSecond").asDouble()));
    if (report.has("words")) {
      page.line(
          "words",
          "%d of %d recordings read otherwise by segments, %d without any",
          report.at("/words/changed").asInt(),
          report.at("/words/recordings").asInt(),
          report.at("/words/withoutSegments").asInt());
    }
    return page.toString();
  }

  private static void addWithoutSpeech(ObjectNode report, Page page) {
    report
        .get("withoutSpeech")
        .forEach(
            f ->
                page.line(
                    "no speech",
                    "%s: %d of %d recordings with speech, %d through the gate, %.1f of %.1f s",
                    f.get("kind").asString(),
                    f.get("withSegments").asInt(),
                    f.get("recordings").asInt(),
                    f.get("throughGate").asInt(),
                    f.get("segmentSeconds").asDouble(),
                    f.get("seconds").asDouble()));
  }
}

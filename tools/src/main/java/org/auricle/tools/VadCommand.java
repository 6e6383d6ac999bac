package org.auricle.tools;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.SpeechSegment;
import org.auricle.engine.recognition.VoiceActivityDetector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where in recordings somebody speaks. */
@Command(
    name = "vad",
    description = {
      "Print where in recordings somebody speaks: start and end of each segment, in seconds.",
      "",
      "The detector is the small network that ships with the models, or Silero VAD, version 5"
          + " (silero_vad.onnx of github.com/snakers4/silero-vad)."
    },
    subcommands = {VadEvalCommand.class, VadSoundsCommand.class},
    synopsisSubcommandLabel = "[eval|sounds]",
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle vad talk.wav",
      "  auricle vad --json --min-silence 1 *.flac > segments.jsonl",
      "  auricle vad --model silero_vad.onnx talk.wav"
    })
final class VadCommand implements Callable<Integer> {

  @ParentCommand private Auricle auricle;
  @Mixin private AudioOptions audio;
  @Mixin private VoiceArguments voice;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*", // none with a subcommand
      description = "Recordings, in any format that transcribe reads; - for standard input.")
  private List<String> files = List.of();

  @Option(names = "--json", description = "Print one JSON object a file.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (files.isEmpty()) {
      throw new InputException("FILE: missing (expected: recordings, see auricle vad --help)");
    }
    EndpointOptions options = voice.options();
    int code = 0;
    try (VoiceActivityDetector detector = voice.detector()) {
      for (String file : files) {
        code = Failures.worse(code, detect(file, detector, options));
      }
    }
    return code;
  }

  Console console() {
    return auricle.console();
  }

  /** One file's failure does not keep the others from being looked at. */
  private int detect(String file, VoiceActivityDetector detector, EndpointOptions options) {
    AudioClip clip;
    try {
      clip = audio.read(file);
    } catch (IOException | InputException e) {
      if (json) {
        auricle.console().out().println(TranscriptJson.failure(file, Failures.line(e)));
      }
      return auricle.onFailure(e);
    }
    List<SpeechSegment> segments = detector.detect(clip, options);
    if (json) {
      auricle.console().out().println(json(file, clip, segments));
    } else {
      String prefix = files.size() > 1 ? file + ": " : "";
      for (SpeechSegment segment : segments) {
        String times =
            String.format(Locale.ROOT, "%.3f %.3f", segment.startSeconds(), segment.endSeconds());
        auricle.console().out().println(prefix + times);
      }
    }
    auricle.console().out().flush();
    return 0;
  }

  private static String json(String file, AudioClip clip, List<SpeechSegment> segments) {
    ObjectNode object = Json.object();
    object.put("file", file);
    object.put("audioSeconds", Json.rounded(clip.durationSeconds()));
    double speech = segments.stream().mapToDouble(s -> s.endSeconds() - s.startSeconds()).sum();
    object.put("speechSeconds", Json.rounded(speech));
    ArrayNode array = object.putArray("segments");
    for (SpeechSegment segment : segments) {
      array
          .addObject()
          .put("start", Json.rounded(segment.startSeconds()))
          .put("end", Json.rounded(segment.endSeconds()));
    }
    return Json.line(object);
  }
}

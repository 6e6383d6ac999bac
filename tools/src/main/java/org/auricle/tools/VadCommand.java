package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.auricle.acoustic.onnx.SileroVad;
import org.auricle.engine.audio.AudioClip;
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
      "The model is Silero VAD, version 5 (silero_vad.onnx of github.com/snakers4/silero-vad), which"
          + " Auricle does not ship."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle vad --model silero_vad.onnx talk.wav",
      "  auricle vad --model silero_vad.onnx --json --min-silence 1 *.flac > segments.jsonl"
    })
final class VadCommand implements Callable<Integer> {

  @ParentCommand private Auricle auricle;
  @Mixin private AudioOptions audio;
  @Mixin private VoiceArguments voice;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "FILE",
      required = true,
      description = "The detector: silero_vad.onnx.")
  private Path model;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "WAV, FLAC or NIST SPHERE of any rate; - for standard input.")
  private List<String> files;

  @Option(names = "--json", description = "Print one JSON object a file.")
  private boolean json;

  @Override
  public Integer call() {
    int code = 0;
    try (VoiceActivityDetector detector = SileroVad.open(model)) {
      for (String file : files) {
        code = Math.max(code, detect(file, detector));
      }
    }
    return code;
  }

  /** One file's failure does not keep the others from being looked at. */
  private int detect(String file, VoiceActivityDetector detector) {
    AudioClip clip;
    try {
      clip = audio.read(file);
    } catch (IOException | InputException e) {
      if (json) {
        auricle.console().out().println(TranscriptJson.failure(file, Failures.line(e)));
      }
      return auricle.onFailure(e);
    }
    List<SpeechSegment> segments = detector.detect(clip, voice.options());
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

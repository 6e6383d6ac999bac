package org.auricle.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.EndpointOptions;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.SegmentedRecognizer;
import org.auricle.engine.recognition.Transcript;
import org.auricle.engine.recognition.VoiceActivityDetector;
import org.auricle.engine.transcript.TranscribedRecording;
import org.auricle.models.Models;
import org.auricle.models.VoiceDetectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Recordings to text. */
@Command(
    name = "transcribe",
    description = "Print what is said in recordings, one line each.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle transcribe speech.wav",
      "  auricle transcribe --json --alternatives 3 *.flac > transcripts.jsonl",
      "  auricle transcribe --format srt talk.wav > talk.srt",
      "  auricle transcribe --boost 'some day' --boost aurelia=6 speech.wav",
      "  auricle transcribe --grammar 'yes|no|call|hang up' command.wav",
      "  auricle transcribe --vad builtin meeting.wav",
      "  ffmpeg -i talk.mp4 -f wav - | auricle transcribe -",
      "  auricle transcribe --raw-encoding pcm_s16le --raw-rate 8000 call.raw"
    })
final class TranscribeCommand implements Callable<Integer> {

  private static final String BUILTIN = "builtin";
  private static final int WARM_UPS = 3;
  private static final int WARM_UP_SECONDS = 5;

  @ParentCommand private Auricle auricle;
  @Mixin private ModelOptions model;
  @Mixin private AudioOptions audio;
  @Mixin private BatchOption batch;
  @Mixin private RequestOptions options;
  @Mixin private FormatOptions formats;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "WAV, FLAC, Ogg Opus or NIST SPHERE, 8 to 48 kHz and beyond; - for standard input.")
  private List<String> files;

  @Option(
      names = "--alternatives",
      paramLabel = "N",
      defaultValue = "1",
      description = "Print up to N readings, the most probable first (default: ${DEFAULT-VALUE}).")
  private int alternatives;

  @Option(
      names = "--vad",
      paramLabel = "DETECTOR",
      description =
          "Recognise only where somebody speaks, segment by segment, and so recordings of any"
              + " length; --batch is segments then. DETECTOR is builtin (the model's own, or else"
              + " the default model's), silero_vad.onnx, or another model.")
  private String vad;

  @Option(
      names = "--stats",
      description = {
        "Say on standard error how long it took: the real-time factor is seconds of reading and"
            + " recognising a second of audio. What a JVM that has just started needs is told"
            + " apart: loading the model, and recognising the first seconds of the first recording"
            + " three times to warm up."
      })
  private boolean stats;

  /** A file, and its audio or what kept it from being read. */
  private record Input(String file, AudioClip clip, Exception failure) {}

  private final RealTime speed = new RealTime();
  private DecodeRequest request;
  private Recognizer recognizer; // opened with the first file that is audio
  private VoiceActivityDetector detector; // if asked for
  private OutputFormat format;

  @Override
  public Integer call() throws IOException {
    if (alternatives < 1) {
      throw new InputException("--alternatives: " + alternatives + " (expected: >= 1)");
    }
    if (alternatives > 1 && vad != null) {
      throw new InputException("--alternatives: " + alternatives + " (expected: 1, with --vad)");
    }
    format = formats.onlyFormat(files.size());
    formats.writer(format); // complains before there is anything to write
    request = options.request(alternatives);
    int code = 0;
    int together = vad == null ? batch.size() : 1;
    try {
      for (int from = 0; from < files.size(); from += together) {
        int to = Math.min(files.size(), from + together);
        code = Math.max(code, transcribe(files.subList(from, to)));
      }
    } finally {
      if (recognizer != null) {
        recognizer.close();
      }
      if (detector != null) {
        detector.close();
      }
    }
    if (stats) {
      auricle.console().note(speed.summary());
    }
    return code;
  }

  /** One file's failure does not keep the others from being transcribed. */
  private int transcribe(List<String> names) throws IOException {
    List<Input> inputs = names.stream().map(this::read).toList();
    List<AudioClip> clips =
        inputs.stream().filter(input -> input.failure() == null).map(Input::clip).toList();
    if (recognizer == null && !clips.isEmpty()) {
      recognizer = speed.timeLoading(model::open);
      if (vad != null) {
        detector = speed.timeLoading(this::openDetector);
      }
      if (stats) {
        warmUp(clips.get(0));
      }
    }
    Iterator<Transcript> transcripts =
        clips.isEmpty()
            ? Collections.emptyIterator()
            : speed.time(() -> recognize(clips)).iterator();
    int code = 0;
    for (Input input : inputs) {
      code =
          Math.max(code, input.failure() == null ? print(input, transcripts.next()) : fail(input));
    }
    auricle.console().out().flush();
    return code;
  }

  private VoiceActivityDetector openDetector() throws IOException {
    if (!vad.equals(BUILTIN)) {
      return VoiceDetectors.open(vad);
    }
    boolean own = model.bundle().voice().isPresent();
    return VoiceDetectors.open(own ? model.name() : Models.DEFAULT);
  }

  private List<Transcript> recognize(List<AudioClip> clips) {
    if (detector == null) {
      return recognizer.recognize(clips, request);
    }
    SegmentedRecognizer segmented =
        new SegmentedRecognizer(recognizer, detector, EndpointOptions.DEFAULT, batch.size());
    return clips.stream().map(clip -> segmented.recognize(clip, request)).toList();
  }

  private Input read(String file) {
    try {
      return new Input(file, speed.time(() -> audio.read(file)), null);
    } catch (IOException | InputException e) {
      return new Input(file, null, e);
    }
  }

  private int fail(Input input) {
    if (format == OutputFormat.JSON) {
      String line = Failures.line(input.failure());
      auricle.console().out().println(TranscriptJson.failure(input.file(), line));
    }
    return auricle.onFailure(input.failure());
  }

  private int print(Input input, Transcript transcript) throws IOException {
    speed.addAudio(input.clip().durationSeconds());
    PrintStream out = auricle.console().out();
    if (format == OutputFormat.TEXT) {
      out.println(text(input.file(), transcript));
    } else {
      formats.writer(format).write(TranscribedRecording.of(input.file(), transcript), out);
    }
    return 0;
  }

  /** Lets the JVM load and compile what recognising takes, so that its start is not measured. */
  private void warmUp(AudioClip clip) throws IOException {
    int length = Math.min(clip.samples().length, WARM_UP_SECONDS * clip.sampleRate());
    AudioClip head = new AudioClip(Arrays.copyOf(clip.samples(), length), clip.sampleRate());
    for (int i = 0; i < WARM_UPS; i++) {
      speed.timeWarmUp(() -> recognize(List.of(head)));
    }
  }

  private String text(String file, Transcript transcript) {
    StringBuilder text = new StringBuilder();
    if (files.size() > 1) {
      text.append(file).append(": ");
    }
    text.append(transcript.text());
    for (int i = 1; i < transcript.alternatives().size(); i++) {
      Transcript.Alternative other = transcript.alternatives().get(i);
      text.append("%n  or (%.0f %%): %s".formatted(100 * other.confidence(), other.text()));
    }
    return text.toString();
  }
}

package org.auricle.tools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.auricle.engine.audio.AudioSink;
import org.auricle.engine.offline.OfflineOptions;
import org.auricle.engine.transcript.TranscriptWriter;
import org.auricle.tools.batch.BatchFolder;
import org.auricle.tools.batch.BatchInput;
import org.auricle.tools.batch.InputList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

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
      "  auricle transcribe --output-dir texts --format text,srt --resume recordings/",
      "  auricle transcribe --format html talk.mp4 > talk.html",
      "  auricle transcribe --channel each --format vtt call.wav > call.vtt",
      "  auricle transcribe --raw-encoding pcm_s16le --raw-rate 8000 call.raw"
    })
final class TranscribeCommand implements Callable<Integer> {

  private static final String WHOLE = "none";

  @Spec private CommandSpec spec;
  @ParentCommand private Auricle auricle;
  @Mixin private ModelOptions model;
  @Mixin private AudioOptions audio;
  @Mixin private RequestOptions options;
  @Mixin private FormatOptions formats;
  @Mixin private BatchOptions batch;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "WAV, AIFF, AU, FLAC, Ogg Opus, Ogg Vorbis, MP3 or NIST SPHERE, 8 to 48 kHz and beyond,"
              + " and what ffmpeg reads, if it is installed; - for standard input; a folder for all"
              + " recordings in and below it; a pattern in quotes, with ** for any number of"
              + " folders.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--alternatives",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Print up to N readings, the most probable first (default: ${DEFAULT-VALUE}). With more"
              + " than one, recordings are not taken apart.")
  private int alternatives;

  @Option(
      names = "--vad",
      paramLabel = "DETECTOR",
      description =
          "Recordings of more than a minute are recognised segment by segment, where somebody"
              + " speaks; with this option, all are. DETECTOR is builtin (the model's own, or else"
              + " the default model's), silero_vad.onnx, or another model. none: no recording is"
              + " taken apart, and so up to four hours of it have to fit into memory.")
  private String vad;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Recognise up to N recordings or segments together, on each thread; more take more memory"
              + " and less time (default: ${DEFAULT-VALUE}).")
  private int together;

  @Option(
      names = "--stats",
      description = {
        "Say on standard error how long it took: the real-time factor is seconds of reading and"
            + " recognising a second of audio. What a JVM that has just started needs is told"
            + " apart: loading the model, and recognising the first seconds of the first recording"
            + " again and again to warm up."
      })
  private boolean stats;

  @Override
  public Integer call() throws IOException {
    OfflineOptions offline = offline();
    List<BatchInput> inputs = InputList.of(files, batch.lists());
    if (inputs.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "no recordings (expected: FILE or --list)");
    }
    RealTime speed = new RealTime();
    String detector = vad == null || vad.equals(WHOLE) ? OfflineBundle.BUILTIN : vad;
    boolean visible = batch.intoFiles() || !auricle.console().showsResults();
    int code;
    try (TranscriptOutput output = batch.intoFiles() ? filed(inputs) : printed(inputs);
        OfflineBundle bundle =
            new OfflineBundle(model, detector, together, inputs.size() == 1, speed);
        TranscribeProgress progress = new TranscribeProgress(auricle.console(), inputs, visible)) {
      TranscribeRun run = new TranscribeRun(bundle, audio, offline, output, progress, speed, stats);
      code = speed.time(() -> run.run(inputs));
    }
    if (stats) {
      auricle.console().note(speed.summary());
    }
    return code;
  }

  private OfflineOptions offline() throws IOException {
    boolean apart = vad != null && !vad.equals(WHOLE);
    if (alternatives < 1) {
      throw new InputException("--alternatives: " + alternatives + " (expected: >= 1)");
    }
    if (alternatives > 1 && apart) {
      throw new InputException("--alternatives: " + alternatives + " (expected: 1, with --vad)");
    }
    if (together < 1) {
      throw new InputException("--batch: " + together + " (expected: >= 1)");
    }
    OfflineOptions plain = OfflineOptions.DEFAULT.withRequest(options.request(alternatives));
    if (apart) {
      return plain.withWholeSeconds(0);
    }
    return alternatives > 1 || vad != null
        ? plain.withWholeSeconds(Double.POSITIVE_INFINITY)
        : plain;
  }

  /** Reads a recording for a page. */
  private void play(String file, AudioSink sink) throws IOException {
    audio.read(file, Double.POSITIVE_INFINITY, sink);
  }

  private TranscriptOutput printed(List<BatchInput> inputs) {
    OutputFormat format = formats.onlyFormat(inputs.size());
    return new PrintedTranscripts(
        auricle, format, formats.writer(format, this::play), inputs.size() > 1);
  }

  private TranscriptOutput filed(List<BatchInput> inputs) throws IOException {
    Map<String, TranscriptWriter> writers = new TreeMap<>();
    for (OutputFormat format : formats.formats()) {
      writers.put(format.ending(), formats.writer(format, this::play));
    }
    List<String> names = batch.names().names(inputs);
    String settings = SettingsDigest.of(spec.commandLine().getParseResult(), model.name());
    BatchFolder.Plan plan = new BatchFolder.Plan(inputs, names, writers.keySet(), settings);
    BatchFolder folder = BatchFolder.open(batch.folder(), plan);
    return new FiledTranscripts(auricle, folder, writers, batch.resume());
  }
}

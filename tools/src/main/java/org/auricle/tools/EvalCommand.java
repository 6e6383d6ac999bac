package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.auricle.acoustic.training.Manifest;
import org.auricle.acoustic.training.ManifestException;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioFormatException;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.recognition.Transcript;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Error rates over a list of recordings. */
@Command(
    name = "eval",
    description = {
      "Recognise every recording of a manifest and compare with what was said.",
      "",
      "Prints word, character and sentence error rates in percent. Texts are compared in lower case"
          + " with single blanks. A recording that cannot be read is named, left out of the rates,"
          + " and makes the exit code 2."
    },
    footerHeading = "%nA manifest has one JSON object a line, paths relative to it:%n",
    footer = {
      "  {\"audio_filepath\": \"audio/a.wav\", \"duration\": 1.7, \"text\": \"enter six two four\"}",
      "",
      "Examples:",
      "  auricle eval dev.jsonl",
      "  auricle eval --json --model my-model dev.jsonl > dev.json"
    })
final class EvalCommand implements Callable<Integer> {

  @ParentCommand private Auricle auricle;
  @Mixin private ModelOptions model;
  @Mixin private BatchOption batch;
  @Mixin private RequestOptions options;

  @Parameters(paramLabel = "MANIFEST", description = "Recordings and their texts, JSON lines.")
  private Path manifest;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Option(
      names = "--worst",
      paramLabel = "N",
      defaultValue = "5",
      description = "Show the N utterances with most errors (default: ${DEFAULT-VALUE}).")
  private int worst;

  private final RealTime speed = new RealTime();
  private DecodeRequest request;

  @Override
  public Integer call() throws IOException {
    if (worst < 0) {
      throw new InputException("--worst: " + worst + " (expected: >= 0)");
    }
    batch.size(); // says whether it is one
    request = options.request(1);
    Manifest list = Manifest.read(manifest);
    Evaluation evaluation = new Evaluation();
    List<IOException> failures = new ArrayList<>();
    try (Recognizer recognizer = speed.timeLoading(model::open)) {
      recognize(list, recognizer, evaluation, failures);
    }
    failures.forEach(auricle::onFailure); // not before: they would run into the progress bar
    EvalReport report = new EvalReport(evaluation, speed, model.name(), worst);
    auricle.console().out().println(json ? report.json() : report.text());
    return failures.isEmpty() ? 0 : Failures.INPUT;
  }

  private void recognize(
      Manifest list, Recognizer recognizer, Evaluation evaluation, List<IOException> failures)
      throws IOException {
    List<Manifest.Entry> entries = list.entries();
    try (TaskProgress progress = TaskProgress.of(auricle.console(), "eval", entries.size())) {
      for (int from = 0; from < entries.size(); from += batch.size()) {
        int to = Math.min(entries.size(), from + batch.size());
        recognize(entries.subList(from, to), recognizer, evaluation, failures);
        progress.update(to, evaluation.summary());
      }
    }
  }

  private void recognize(
      List<Manifest.Entry> entries,
      Recognizer recognizer,
      Evaluation evaluation,
      List<IOException> failures)
      throws IOException {
    List<Manifest.Entry> read = new ArrayList<>();
    List<AudioClip> clips = new ArrayList<>();
    for (Manifest.Entry entry : entries) {
      try {
        clips.add(speed.time(() -> AudioReader.read(entry.audio())));
        read.add(entry);
      } catch (AudioFormatException e) {
        failures.add(new ManifestException(manifest, entry.line(), e.getMessage()));
        evaluation.addFailure(entry.audio(), Failures.line(e));
      }
    }
    List<Transcript> transcripts = speed.time(() -> recognizer.recognize(clips, request));
    for (int i = 0; i < read.size(); i++) {
      speed.addAudio(clips.get(i).durationSeconds());
      Manifest.Entry entry = read.get(i);
      evaluation.add(entry.audio(), entry.text(), transcripts.get(i));
    }
  }
}

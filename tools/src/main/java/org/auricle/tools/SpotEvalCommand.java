package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.auricle.acoustic.training.Manifest;
import org.auricle.engine.audio.AudioClip;
import org.auricle.engine.audio.AudioReader;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.tools.eval.NoiseClips;
import org.auricle.tools.eval.PhraseDraw;
import org.auricle.tools.eval.SpottingCount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How often phrases are missed, and how often something else is taken for them. */
@Command(
    name = "eval",
    description = {
      "Measure the spotting of phrases on recordings whose texts are known.",
      "",
      "A recording whose text has a phrase is to be found; whatever is heard of it in another is a"
          + " false alarm. Prints both for several sensitivities, and how long after its end a"
          + " phrase was known."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle spot eval 'can i get|give me' orders.jsonl an4/dev.jsonl",
      "  auricle spot eval --draw 50 --words 3 dev.jsonl --noise noise.jsonl --snr 10"
    })
final class SpotEvalCommand implements Callable<Integer> {
  private static final double PERCENT = 100;

  @ParentCommand private SpotCommand parent;
  @Mixin private ModelOptions model;

  @Parameters(
      paramLabel = "[PHRASE] MANIFEST",
      arity = "1..*",
      description =
          "What to look for, several phrases with | between, unless they are drawn; then manifests"
              + " with texts.")
  private List<String> arguments;

  @Option(
      names = "--draw",
      paramLabel = "N",
      description = "Look for N phrases that are drawn by chance from the texts themselves.")
  private int draw;

  @Option(
      names = "--words",
      paramLabel = "N",
      defaultValue = "3",
      description = "Words of a drawn phrase (default: ${DEFAULT-VALUE}).")
  private int words;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all that is drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--sensitivity",
      paramLabel = "S",
      split = ",",
      defaultValue = "0,0.25,0.5,0.75,1",
      description = "Sensitivities to try (default: ${DEFAULT-VALUE}).")
  private List<Double> sensitivities;

  @Option(names = "--noise", paramLabel = "MANIFEST", description = "Noise to put behind all.")
  private Path noise;

  @Option(
      names = "--snr",
      paramLabel = "DB",
      defaultValue = "10",
      description =
          "Mean power of a recording over that of its noise, decibels (default: ${DEFAULT-VALUE}).")
  private double snr;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    int first = draw > 0 ? 0 : 1;
    if (arguments.size() <= first) {
      throw new InputException("MANIFEST: missing (see auricle spot eval --help)");
    }
    if (words < 1) {
      throw new InputException("--words: " + words + " (expected: >= 1)");
    }
    List<Manifest.Entry> entries = new ArrayList<>();
    for (String manifest : arguments.subList(first, arguments.size())) {
      entries.addAll(Manifest.read(Path.of(manifest)).entries());
    }
    List<String> phrases =
        draw > 0
            ? PhraseDraw.draw(
                entries.stream().map(Manifest.Entry::text).toList(), draw, words, seed)
            : SpotCommand.phrases(arguments.get(0));
    phrases.forEach(text -> sensitivities.forEach(s -> SpotCommand.phrase(text, s)));
    SpottingCount count = count(entries, phrases);
    parent.console().out().println(json ? Json.page(report(count)) : text(count));
    return 0;
  }

  private SpottingCount count(List<Manifest.Entry> entries, List<String> phrases)
      throws IOException {
    NoiseClips clips = noise == null ? null : NoiseClips.read(noise, seed);
    try (Recognizer recognizer = model.open();
        TaskProgress progress = TaskProgress.of(parent.console(), "spotting", entries.size())) {
      SpottingCount count = new SpottingCount(recognizer, phrases, sensitivities);
      for (int i = 0; i < entries.size(); i++) {
        AudioClip clip = AudioReader.read(entries.get(i).audio());
        AudioClip mixed = clips == null ? clip : clips.mix(clip, i, snr);
        count.add(
            entries.get(i).text(),
            mixed.durationSeconds(),
            PhraseListener.hear(recognizer, count.spotter(), mixed));
        progress.update(i + 1, "");
      }
      return count;
    }
  }

  private static String text(SpottingCount count) {
    Page page = new Page();
    page.line("phrases", "%d, said in %d recordings", count.phrases(), count.said());
    page.line(
        "others", "%.2f hours of audio without them, for each phrase", count.hoursPerPhrase());
    for (SpottingCount.Result result : count.results()) {
      page.line(
          String.format(Locale.ROOT, "%.2f", result.sensitivity()),
          "%d missed (%.1f %%), %d false alarms (%.2f an hour and phrase), known after %.2f s"
              + " (median), %.2f s (p95)",
          result.missed(),
          PERCENT * result.missed() / Math.max(1, count.said()),
          result.falseAlarms(),
          result.falseAlarms() / (count.hoursPerPhrase() * count.phrases()),
          result.medianDelaySeconds(),
          result.p95DelaySeconds());
    }
    return page.toString();
  }

  private ObjectNode report(SpottingCount count) {
    ObjectNode report = Json.object();
    report.put("model", model.name());
    report.put("phrases", count.phrases()).put("said", count.said());
    report.put("hoursPerPhrase", Json.rounded(count.hoursPerPhrase()));
    ArrayNode results = report.putArray("sensitivities");
    count.results().forEach(result -> results.add(Json.of(result)));
    return report;
  }
}

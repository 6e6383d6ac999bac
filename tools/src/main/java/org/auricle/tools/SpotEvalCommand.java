package org.auricle.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
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
import org.auricle.tools.eval.SpottingPage;
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
          + " false alarm. Prints both for several sensitivities, with 95 % intervals that take"
          + " each for independent of the others, and how long after its end a phrase was known."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle spot eval 'can i get|give me' orders.jsonl an4/dev.jsonl",
      "  auricle spot eval --draw 50 --words 2,3,4 dev.jsonl --noise noise.jsonl --snr 10",
      "  auricle spot eval 'hey auricle' speech.jsonl --sensitivity 0.3,0.5,0.7 --html curve.html"
    })
final class SpotEvalCommand implements Callable<Integer> {
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
      split = ",",
      defaultValue = "3",
      description =
          "Words of a drawn phrase; several numbers draw N phrases of each (default:"
              + " ${DEFAULT-VALUE}).")
  private List<Integer> words;

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

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page, too, that needs nothing else: misses over false alarms.")
  private Path html;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    int first = draw > 0 ? 0 : 1;
    if (arguments.size() <= first) {
      throw new InputException("MANIFEST: missing (see auricle spot eval --help)");
    }
    for (int count : words) {
      if (count < 1) {
        throw new InputException("--words: " + count + " (expected: >= 1)");
      }
    }
    if (html != null && !Files.isDirectory(html.toAbsolutePath().getParent())) {
      throw new InputException("--html: " + html + ": no such folder");
    }
    List<Manifest.Entry> entries = new ArrayList<>();
    for (String manifest : arguments.subList(first, arguments.size())) {
      entries.addAll(Manifest.read(Path.of(manifest)).entries());
    }
    List<String> phrases = draw > 0 ? drawn(entries) : SpotCommand.phrases(arguments.get(0));
    phrases.forEach(text -> sensitivities.forEach(s -> SpotCommand.phrase(text, s)));
    SpottingCount count = count(entries, phrases);
    if (html != null) {
      WholeFile.write(html, SpottingPage.html(model.name(), count).getBytes(UTF_8));
    }
    parent.console().out().println(json ? Json.page(report(count)) : text(count));
    return 0;
  }

  private List<String> drawn(List<Manifest.Entry> entries) {
    List<String> texts = entries.stream().map(Manifest.Entry::text).toList();
    return words.stream()
        .flatMap(count -> PhraseDraw.draw(texts, draw, count, seed).stream())
        .toList();
  }

  private SpottingCount count(List<Manifest.Entry> entries, List<String> phrases)
      throws IOException {
    NoiseClips clips = noise == null ? null : NoiseClips.read(noise, seed);
    try (Recognizer recognizer = model.open();
        TaskProgress progress = TaskProgress.of(parent.console(), "spotting", entries.size())) {
      SpottingCount count = new SpottingCount(recognizer, phrases, sensitivities);
      try (SpottingRun run = new SpottingRun(recognizer, count.spotter(), model.threads())) {
        for (int i = 0; i < entries.size(); i++) {
          String text = entries.get(i).text();
          AudioClip clip = AudioReader.read(entries.get(i).audio());
          AudioClip mixed = clips == null ? clip : clips.mix(clip, i, snr);
          run.hear(mixed, heard -> count.add(text, mixed.durationSeconds(), heard));
          progress.update(i + 1, "");
        }
        run.finish();
      }
      return count;
    }
  }

  private static String text(SpottingCount count) {
    Page page = new Page();
    List<SpottingCount.Group> groups = count.byWords();
    if (groups.size() == 1) {
      add(page, count.all());
    } else {
      groups.forEach(
          group -> {
            page.line("", "%s", group.name());
            add(page, group);
          });
    }
    return page.toString();
  }

  private static void add(Page page, SpottingCount.Group group) {
    page.line("phrases", "%d, said in %d recordings", group.phrases(), group.said());
    page.line(
        "others", "%.2f hours of audio without them, for each phrase", group.hoursPerPhrase());
    for (SpottingCount.Result result : group.results()) {
      page.line(
          String.format(Locale.ROOT, "%.2f", result.sensitivity()),
          "%d missed (%.1f %%, %s), %d false alarms (%.2f an hour and phrase, %s), known after"
              + " %.2f s (median), %.2f s (p95)",
          result.missed(),
          result.missedPercent(),
          result.missedInterval(),
          result.falseAlarms(),
          result.anHour(),
          result.anHourInterval(),
          result.medianDelaySeconds(),
          result.p95DelaySeconds());
    }
  }

  private ObjectNode report(SpottingCount count) {
    ObjectNode report = Json.of(count.all());
    report.put("model", model.name()).remove("name");
    ArrayNode byWords = report.putArray("byWords");
    count.byWords().forEach(group -> byWords.add(Json.of(group)));
    ArrayNode byPhrase = report.putArray("byPhrase");
    count.byPhrase().forEach(group -> byPhrase.add(Json.of(group)));
    return report;
  }
}

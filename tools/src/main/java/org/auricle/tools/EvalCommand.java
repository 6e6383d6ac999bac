package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.auricle.acoustic.training.Manifest;
import org.auricle.engine.recognition.DecodeRequest;
import org.auricle.engine.recognition.Recognizer;
import org.auricle.engine.training.ReportPage;
import org.auricle.models.ModelBundle;
import org.auricle.models.domain.DomainException;
import org.auricle.tools.eval.Bootstrap;
import org.auricle.tools.eval.Breakdown;
import org.auricle.tools.eval.ErrorPictures;
import org.auricle.tools.eval.EvalJson;
import org.auricle.tools.eval.EvalPage;
import org.auricle.tools.eval.EvalText;
import org.auricle.tools.eval.Evaluation;
import org.auricle.tools.eval.Findings;
import org.auricle.tools.eval.ManifestFields;
import org.auricle.tools.eval.NoiseClips;
import org.auricle.tools.eval.RecognitionRun;
import org.auricle.tools.eval.Spelling;
import org.auricle.tools.eval.orders.OrderFindings;
import org.auricle.tools.eval.orders.OrderJson;
import org.auricle.tools.eval.orders.OrderPage;
import org.auricle.tools.eval.orders.OrderText;
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
      "Prints word, character and sentence error rates in percent, with 95 %% confidence intervals."
          + " Texts are compared in lower case with single blanks. A recording that cannot be read"
          + " is named, left out of the rates, and makes the exit code 2."
    },
    subcommands = EvalCompareCommand.class,
    footerHeading = "%nA manifest has one JSON object a line, paths relative to it:%n",
    footer = {
      "  {\"audio_filepath\": \"audio/a.wav\", \"duration\": 1.7, \"text\": \"enter six two"
          + " four\"}",
      "",
      "Examples:",
      "  auricle eval dev.jsonl",
      "  auricle eval --html report.html --by gender --by age --by snr dev.jsonl",
      "  auricle eval --json --model my-model dev.jsonl > mine.json",
      "  auricle eval compare theirs.json mine.json",
      "  auricle eval --compare my-model dev.jsonl",
      "  auricle eval --noise noise.jsonl --snr 0,5,10,20,30 dev.jsonl",
      "  auricle eval --stream --chunk 0.24 --look-ahead 0.48 dev.jsonl",
      "  auricle eval --domain coffee.yaml --noise noise.jsonl --reject other.jsonl orders.jsonl"
    })
final class EvalCommand implements Callable<Integer> {
  private static final int WORST = 5;
  private static final int WORST_IN_PAGE = 20;

  @ParentCommand private Auricle auricle;
  @Mixin private ModelOptions model;
  @Mixin private BatchOption batch;
  @Mixin private RequestOptions options;
  @Mixin private NoiseOptions noise;
  @Mixin private ChunkOptions chunks;
  @Mixin private OrderOptions orders;

  @Parameters(
      paramLabel = "MANIFEST",
      arity = "0..1",
      description = "Recordings and their texts, JSON lines.")
  private Path manifest;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Option(
      names = "--by",
      paramLabel = "FIELD",
      description =
          "Break the rates down by a field of the manifest (numbers in ranges), by length in"
              + " seconds, or by snr in decibels, a rough estimate where the manifest has none. May"
              + " be repeated.")
  private List<String> by = List.of();

  @Option(
      names = "--compare",
      paramLabel = "MODEL",
      description =
          "Recognise with this model, too, with its own language models, and say whether the"
              + " difference is more than chance.")
  private String other;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all that is drawn by lot (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write a page, too, that needs nothing else: rates, confusions, and the worst utterances"
              + " to hear and to see.")
  private Path html;

  @Option(
      names = "--worst",
      paramLabel = "N",
      description =
          "Show the N utterances with most errors (default: "
              + WORST
              + ", in a page "
              + WORST_IN_PAGE
              + ").")
  private Integer worst;

  Console console() {
    return auricle.console();
  }

  @Override
  public Integer call() throws IOException, DomainException {
    DecodeRequest request = check();
    if (orders.isGiven()) {
      return orders();
    }
    Manifest list = Manifest.read(manifest);
    ManifestFields fields = ManifestFields.read(list);
    List<String> breakdowns = breakdowns(fields);
    Bootstrap bootstrap = new Bootstrap(Bootstrap.DEFAULT.replications(), seed);
    NoiseClips clips = noise.read(seed);
    RecognitionRun run =
        new RecognitionRun(
            list,
            fields,
            new RecognitionRun.Options(model.threads(), batch.size(), request, chunks.way()));
    int passes = (other == null ? 1 : 2) * (1 + noise.ratios().size());
    ModelBundle bundle = model.bundle();
    List<String> cards;
    Findings findings;
    try (EvalProgress progress = new EvalProgress(console(), passes, list.entries().size())) {
      WordEval eval = new WordEval(run, model, chunks, noise, clips, bootstrap, progress);
      WordEval.Result first;
      try (Recognizer recognizer = model.openForMany(bundle)) {
        first = eval.evaluate(model.name(), recognizer);
        cards =
            html == null
                ? List.of()
                : cards(
                    new ErrorPictures(recognizer, bundle.tokens(), request), first.evaluation());
      }
      findings = eval.findings(first, breakdowns, other);
    }
    if (html != null) {
      ReportPage.write(html, EvalPage.html(findings, Spelling.of(bundle), cards));
    }
    return report(findings);
  }

  private int orders() throws IOException, DomainException {
    if (other != null || !by.isEmpty()) {
      throw new InputException(
          (other != null ? "--compare" : "--by") + ": not with --domain (expected: one of them)");
    }
    OrderFindings findings =
        new OrderEval(orders, model, noise, new Bootstrap(Bootstrap.DEFAULT.replications(), seed))
            .evaluate(console(), manifest, batch.size(), chunks);
    if (html != null) {
      ReportPage.write(html, OrderPage.html(findings, worst(WORST_IN_PAGE)));
    }
    console().out().println(json ? OrderJson.of(findings) : OrderText.of(findings, worst(WORST)));
    return failures(findings.evaluation().failures());
  }

  private List<String> cards(ErrorPictures pictures, Evaluation evaluation) throws IOException {
    List<String> cards = new ArrayList<>();
    for (Evaluation.Utterance bad : evaluation.worst(worst(WORST_IN_PAGE))) {
      cards.add(pictures.card(bad));
    }
    return cards;
  }

  private int report(Findings findings) {
    console()
        .out()
        .println(
            json ? EvalJson.of(findings, worst(WORST)) : EvalText.of(findings, by, worst(WORST)));
    return failures(findings.evaluation().failures());
  }

  private int failures(List<Evaluation.Failure> failures) {
    failures.forEach(failure -> auricle.onFailure(new InputException(failure.problem())));
    return failures.isEmpty() ? 0 : Failures.INPUT;
  }

  private int worst(int usual) {
    return worst == null ? usual : worst;
  }

  private DecodeRequest check() throws IOException {
    if (manifest == null) {
      throw new InputException("MANIFEST: none (expected: a file of JSON lines)");
    }
    if (worst != null && worst < 0) {
      throw new InputException("--worst: " + worst + " (expected: >= 0)");
    }
    if (html != null && !Files.isDirectory(html.toAbsolutePath().getParent())) {
      throw new InputException("--html: " + html + ": no such folder");
    }
    batch.size(); // says whether it is one
    chunks.way(); // says whether it is possible
    noise.check();
    orders.check();
    DecodeRequest request = options.request(1);
    if (orders.isGiven() && !request.equals(DecodeRequest.nBest(1))) {
      throw new InputException("--grammar, --boost: not with --domain, which has its own");
    }
    return request;
  }

  /** Those asked for, and speakers if there are any. */
  private List<String> breakdowns(ManifestFields fields) {
    Set<String> known = new TreeSet<>(fields.names());
    known.addAll(List.of(Breakdown.LENGTH, Breakdown.SNR));
    for (String field : by) {
      if (!known.contains(field)) {
        throw new InputException(
            "--by: " + field + " (expected: one of " + String.join(", ", known) + ")");
      }
    }
    Set<String> all = new LinkedHashSet<>(by);
    if (html != null) {
      all.addAll(List.of(Breakdown.LENGTH, Breakdown.SNR));
    }
    if (known.contains(Evaluation.SPEAKER)) {
      all.add(Evaluation.SPEAKER);
    }
    return List.copyOf(all);
  }
}

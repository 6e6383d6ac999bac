package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.decoder.ctc.Fusion;
import org.auricle.decoder.ctc.FusionWeights;
import org.auricle.decoder.ctc.Lexicon;
import org.auricle.decoder.ctc.PrefixBeamSearch;
import org.auricle.engine.recognition.ErrorRate;
import org.auricle.engine.recognition.Hypothesis;
import org.auricle.engine.recognition.LanguageModel;
import org.auricle.engine.recognition.LogPosteriors;
import org.auricle.engine.recognition.Rescorer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

/** Speed and accuracy of the search. */
@Command(
    name = "decoder",
    description = {
      "Decode a folder of posteriors on one thread, and tell speed, errors and objective.",
      "",
      "The folder holds symbols.txt, posteriors.f32, index.tsv and refs.txt, and may hold"
          + " lexicon.txt and lm.bin or lm.arpa, which are used if they are there. All utterances"
          + " are decoded until the JVM is warm, then again and again; the time is the median of"
          + " whole passes, final scores and word times included.",
      "",
      "The objective is computed from the text found, not by the search: ln P of all paths that"
          + " read as it, the last word complete, + 0.5 ln P of the language model + 2 for every"
          + " word."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle bench decoder fixtures/decoder",
      "  auricle bench decoder fixtures/decoder --beam 64 --json",
      "  auricle bench decoder fixtures/decoder --dev --no-lexicon --unknown-score=-12",
      "  auricle bench decoder fixtures/decoder --beam 64 --rescore lm-lstm.safetensors"
    })
final class BenchDecoderCommand implements Callable<Integer> {

  @ParentCommand private BenchCommand bench;

  @Parameters(paramLabel = "DIR", description = "The folder.")
  private Path folder;

  @Option(
      names = "--beam",
      split = ",",
      paramLabel = "N",
      defaultValue = "16,64,256",
      description = "Prefixes kept from frame to frame (default: ${DEFAULT-VALUE}).")
  private List<Integer> beams;

  @Option(
      names = "--dev",
      description = "Decode the files whose names begin with dev_, those to tune on.")
  private boolean dev;

  @Option(names = "--lm", paramLabel = "FILE", description = "The model of words, n-gram or LSTM.")
  private Path lm;

  @Option(names = "--no-lm", description = "Search without a model.")
  private boolean noLm;

  @Option(names = "--lexicon", paramLabel = "FILE", description = "The words to find.")
  private Path lexicon;

  @Option(names = "--no-lexicon", description = "Search for any words.")
  private boolean noLexicon;

  @Option(
      names = "--lm-weight",
      paramLabel = "W",
      defaultValue = "0.5",
      description = "The search's weight of the model's ln P (default: ${DEFAULT-VALUE}).")
  private double languageWeight;

  @Option(
      names = "--word-score",
      paramLabel = "S",
      defaultValue = "2",
      description = "What the search adds for a word (default: ${DEFAULT-VALUE}).")
  private double wordScore;

  @Option(
      names = "--unknown-score",
      paramLabel = "S",
      defaultValue = "-10",
      description = "What it adds for a word unknown to the model (default: ${DEFAULT-VALUE}).")
  private double unknownScore;

  @Option(
      names = "--margin",
      paramLabel = "NATS",
      defaultValue = "11",
      description = "Prefixes further below the best are dropped (default: ${DEFAULT-VALUE}).")
  private double margin;

  @Option(
      names = "--min-log-prob",
      paramLabel = "NATS",
      defaultValue = "-8",
      description = "Least ln P of a token that extends prefixes (default: ${DEFAULT-VALUE}).")
  private double minLogProb;

  @Option(
      names = "--n-best",
      paramLabel = "N",
      description = "Hypotheses asked for (default: 1, or 100 to rescore).")
  private int nBest;

  @ArgGroup(exclusive = false)
  private RescoringOptions rescoring = new RescoringOptions();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "5",
      description = "Time to warm up, and then to measure (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(names = "--json", description = "Print one JSON object for each beam.")
  private boolean json;

  private Optional<Rescorer> rescorer = Optional.empty();

  /** What is told of one beam. */
  private record Row(
      int beam,
      double framesPerSecond,
      ErrorRate words,
      ErrorRate characters,
      ErrorRate oracle,
      OptionalDouble meanObjective) {}

  @Override
  public Integer call() throws IOException {
    if (nBest == 0) {
      nBest = rescoring.present() ? RescoringOptions.N_BEST : 1;
    }
    if (!(seconds > 0) || nBest < 1) {
      throw new InputException(
          "--seconds, --n-best: " + seconds + ", " + nBest + " (expected: > 0, >= 1)");
    }
    beams.forEach(this::options); // before anything is printed
    DecoderSet set = DecoderSet.read(folder, dev ? "dev_" : "");
    Optional<LanguageModel> model = model();
    Fusion fusion = fusion(set, model);
    rescorer = rescoring.open(noLm ? Optional.empty() : model);
    if (!json) {
      bench.console().out().println(header());
    }
    for (int beam : beams) {
      PrefixBeamSearch search = new PrefixBeamSearch(set.table(), options(beam), fusion);
      Row row = measure(set, search, beam, model);
      bench.console().out().println(json ? json(row) : line(row));
      bench.console().out().flush();
    }
    return 0;
  }

  private BeamOptions options(int beam) {
    try {
      return new BeamOptions(beam, margin, BeamOptions.DEFAULT.tokensPerFrame(), minLogProb);
    } catch (IllegalArgumentException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /** The model of the objective, and of the search unless it goes without. */
  private Optional<LanguageModel> model() throws IOException {
    for (String name : new String[] {"lm.bin", "lm.arpa"}) {
      if (lm == null && Files.exists(folder.resolve(name))) {
        lm = folder.resolve(name);
      }
    }
    return lm == null ? Optional.empty() : Optional.of(LanguageModels.open(lm));
  }

  private Fusion fusion(DecoderSet set, Optional<LanguageModel> model) throws IOException {
    Path file = lexicon == null ? folder.resolve("lexicon.txt") : lexicon;
    boolean spelled = !noLexicon && (lexicon != null || Files.exists(file));
    return new Fusion(
        spelled ? Optional.of(Lexicon.read(file, set.table())) : Optional.empty(),
        noLm ? Optional.empty() : model,
        Optional.empty(),
        FusionWeights.ofWords(languageWeight, wordScore, unknownScore));
  }

  private Row measure(
      DecoderSet set, PrefixBeamSearch search, int beam, Optional<LanguageModel> model) {
    long limit = (long) (seconds * 1e9);
    for (long start = System.nanoTime(); System.nanoTime() - start < limit; ) {
      decode(set, search);
    }
    List<Long> passes = new ArrayList<>();
    List<List<String>> texts = List.of();
    for (long start = System.nanoTime(); System.nanoTime() - start < limit || passes.size() < 3; ) {
      long before = System.nanoTime();
      texts = decode(set, search);
      passes.add(System.nanoTime() - before);
    }
    passes.sort(null);
    double median = passes.get(passes.size() / 2) * 1e-9;
    return row(set, texts, beam, set.frames() / median, model);
  }

  /** [utterances][hypotheses] texts. */
  private List<List<String>> decode(DecoderSet set, PrefixBeamSearch search) {
    List<List<String>> texts = new ArrayList<>(set.size());
    for (LogPosteriors posteriors : set.posteriors()) {
      List<Hypothesis> found = search.decode(posteriors, nBest);
      List<Hypothesis> ranked =
          rescorer.isPresent() ? rescorer.get().rescore(found, set.table()) : found;
      texts.add(ranked.stream().map(set.table()::text).toList());
    }
    return texts;
  }

  private static Row row(
      DecoderSet set,
      List<List<String>> texts,
      int beam,
      double framesPerSecond,
      Optional<LanguageModel> model) {
    ErrorRate words = ErrorRate.ZERO;
    ErrorRate characters = ErrorRate.ZERO;
    ErrorRate oracle = ErrorRate.ZERO;
    double objective = 0;
    for (int i = 0; i < set.size(); i++) {
      String reference = set.references().get(i);
      String best = texts.get(i).get(0);
      words = words.plus(ErrorRate.ofWords(reference, best));
      characters = characters.plus(ErrorRate.ofCharacters(reference, best));
      oracle =
          oracle.plus(
              texts.get(i).stream()
                  .map(text -> ErrorRate.ofWords(reference, text))
                  .min(Comparator.comparingInt(ErrorRate::errors))
                  .orElseThrow());
      objective += model.isPresent() ? set.objective(i, best, model.get()) : 0;
    }
    OptionalDouble mean =
        model.isPresent() ? OptionalDouble.of(objective / set.size()) : OptionalDouble.empty();
    return new Row(beam, framesPerSecond, words, characters, oracle, mean);
  }

  private String json(Row row) {
    ObjectNode object = Json.object();
    object.put("beam", row.beam);
    object.put("framesPerSecond", Math.rint(row.framesPerSecond));
    object.put("wer", Json.rounded(row.words.percent()));
    object.put("cer", Json.rounded(row.characters.percent()));
    row.meanObjective.ifPresent(mean -> object.put("meanObjective", Json.rounded(mean)));
    if (nBest > 1) {
      object.put("nBest", nBest);
      object.put("oracleWer", Json.rounded(row.oracle.percent()));
    }
    return Json.line(object);
  }

  private String header() {
    return "  beam   frames/s   WER %   CER %   mean objective" + (nBest > 1 ? "   oracle %" : "");
  }

  private String line(Row row) {
    String objective =
        row.meanObjective.isPresent()
            ? String.format(Locale.ROOT, "%.3f", row.meanObjective.getAsDouble())
            : "-";
    return String.format(
            Locale.ROOT,
            "%6d %,10.0f %7.2f %7.2f %16s",
            row.beam,
            row.framesPerSecond,
            row.words.percent(),
            row.characters.percent(),
            objective)
        + (nBest > 1 ? String.format(Locale.ROOT, " %10.2f", row.oracle.percent()) : "");
  }
}

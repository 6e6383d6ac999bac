package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.auricle.acoustic.training.AcousticTrainer;
import org.auricle.acoustic.training.TrainingConfig;
import org.auricle.acoustic.training.TrainingConfigReader;
import org.auricle.acoustic.training.TrainingResult;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.decoder.ctc.Fusion;
import org.auricle.decoder.ctc.FusionWeights;
import org.auricle.decoder.ctc.GreedyDecoder;
import org.auricle.decoder.ctc.Lexicon;
import org.auricle.decoder.ctc.PrefixBeamSearch;
import org.auricle.engine.recognition.TokenTable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Recordings and texts to a model. */
@Command(
    name = "train",
    description = {
      "Train a model from recordings and their texts, as a recipe says; or, with lm, a language"
          + " model from text; with vad, a detector of speech; with g2p, how words are pronounced;"
          + " with domain, a model that understands orders.",
      "",
      "The folder receives checkpoint.bin after each epoch and every few minutes, report.html with"
          + " the curves, and at the end the model itself. A run that was stopped, even by kill -9,"
          + " goes on with --resume to the same result."
    },
    subcommands = {
      TrainLmCommand.class,
      TrainVadCommand.class,
      TrainG2pCommand.class,
      TrainDomainCommand.class
    },
    synopsisSubcommandLabel = "[lm|vad|g2p|domain]",
    footerHeading = "%nA recipe is a JSON file; what it leaves out has a default:%n",
    footer = {
      "  {\"train\": [{\"manifest\": \"train.jsonl\"}], \"dev\": \"dev.jsonl\"}",
      "",
      "A manifest has one JSON object a line, paths relative to it:",
      "  {\"audio_filepath\": \"audio/a.wav\", \"duration\": 1.7, \"text\": \"enter six two"
          + " four\"}",
      "",
      "Examples:",
      "  auricle train recipe.json --out runs/first",
      "  auricle train recipe.json --out runs/first --resume",
      "  auricle train recipe.json --out runs/small --set network.hidden=128 --set"
          + " schedule.epochs=30",
      "  auricle train recipe.json --print-recipe        every setting with its value",
      "  auricle train mine.jsonl --dev mine-dev.jsonl --init en-spell --out runs/mine"
    })
final class TrainCommand implements Callable<Integer> {

  @ParentCommand private Auricle auricle;

  @Parameters(
      paramLabel = "RECIPE",
      arity = "0..1", // none with a subcommand
      description =
          "JSON file: data, features, network, schedule. Or a manifest (.jsonl) to learn from, with"
              + " all else as is usual.")
  private Path recipe;

  @Option(
      names = "--dev",
      paramLabel = "MANIFEST",
      description =
          "Recordings that tell which epoch is best, and are not learned from (default: as the"
              + " recipe says).")
  private Path dev;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FOLDER",
      description = "Where checkpoint, report and model go; made if it is not there.")
  private Path folder;

  @Option(
      names = "--resume",
      description = "Go on from the folder's checkpoint, if it has one; start afresh if not.")
  private boolean resume;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Change a setting of the recipe, such as schedule.epochs=30; repeatable.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to use (default: as the recipe says, else all processors).")
  private Integer threads;

  @Option(
      names = "--init",
      paramLabel = "MODEL",
      description =
          "Start from a trained model instead of from random weights. What the recipe leaves out is"
              + " as that model has it: features, shape, tokens, lexicon; characters that it does"
              + " not know are added; the schedule is short and gentle; its language models are"
              + " kept.")
  private String initial;

  @Option(
      names = "--print-recipe",
      description = "Print the recipe with all defaults written out, and stop.")
  private boolean printRecipe;

  @ArgGroup(exclusive = false, heading = "%nThe model at the end:%n")
  private BundleOptions bundle = new BundleOptions();

  Console console() {
    return auricle.console();
  }

  @Override
  public Integer call() throws IOException {
    if (recipe == null) {
      throw new InputException("RECIPE: missing (expected: a JSON file, see auricle train --help)");
    }
    if (threads != null) {
      settings.put("resources.threads", threads.toString());
    }
    if (dev != null) {
      settings.put("dev", dev.toAbsolutePath().toString());
    }
    Optional<StartingModel> start =
        initial == null ? Optional.empty() : Optional.of(StartingModel.open(initial));
    TrainingConfig config = config(start);
    if (printRecipe) {
      auricle.console().out().println(TrainingConfigReader.toJson(config));
      return 0;
    }
    if (folder == null) {
      throw new InputException("--out: missing (expected: a folder for checkpoint and model)");
    }
    bundle.check();
    Optional<Lexicon> lexicon = lexicon(config, start);
    TrainingResult result = train(config, start, lexicon);
    Optional<Path> words = config.text().lexicon();
    if (words.isEmpty() && start.isPresent()) {
      words = start.get().newLexicon(lexicon, folder);
    }
    boolean learnsQuiet = config.augmentation().quiet().probability() > 0;
    Path model = bundle.write(folder, result, words, start, learnsQuiet);
    auricle.console().note("the model of epoch " + result.best().epoch() + " is in " + model);
    return 0;
  }

  private TrainingConfig config(Optional<StartingModel> start) throws IOException {
    Map<String, String> defaults = start.map(StartingModel::defaults).orElse(Map.of());
    TrainingConfig config =
        recipe.toString().endsWith(".jsonl")
            ? TrainingConfigReader.ofManifest(recipe, settings, defaults)
            : TrainingConfigReader.read(recipe, settings, defaults);
    if (start.isEmpty()) {
      return config;
    }
    start.get().requireNoPieces(config);
    return start.get().withNewCharacters(config);
  }

  private static Optional<Lexicon> lexicon(TrainingConfig config, Optional<StartingModel> start)
      throws IOException {
    if (config.text().lexicon().isPresent()) {
      TokenTable tokens = new TokenTable(config.text().tokens(), 0);
      return Optional.of(Lexicon.read(config.text().lexicon().get(), tokens));
    }
    return start.isEmpty() ? Optional.empty() : start.get().lexicon(config);
  }

  /** What tokens mean is the lexicon's to say, if there is one: of the dev set's, too. */
  private static AcousticTrainer trainer(
      TrainingConfig config, Optional<Lexicon> lexicon, TrainingDisplay display) {
    if (lexicon.isEmpty()) {
      return new AcousticTrainer(config, display, GreedyDecoder::new);
    }
    Lexicon words = lexicon.get();
    Fusion fusion = Fusion.of(words, FusionWeights.ofWords(0, 0, 0));
    return new AcousticTrainer(
            config, display, tokens -> new PrefixBeamSearch(tokens, BeamOptions.DEFAULT, fusion))
        .spellWith(tokens -> words::encode);
  }

  private TrainingResult train(
      TrainingConfig config, Optional<StartingModel> start, Optional<Lexicon> lexicon)
      throws IOException {
    try (TrainingDisplay display = new TrainingDisplay(auricle.console())) {
      AcousticTrainer trainer = trainer(config, lexicon, display);
      start.ifPresent(model -> trainer.startFrom(model.weights(), model.bundle().tokens()));
      start.flatMap(model -> model.pieces(config)).ifPresent(trainer::spellWith);
      return trainer.run(folder, resume);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InputException("interrupted; --resume goes on from the last checkpoint", e);
    }
  }
}

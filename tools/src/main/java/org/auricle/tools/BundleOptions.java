package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.ChunkOptions;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.acoustic.training.TrainingResult;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.models.BundleManifest;
import org.auricle.models.BundleManifest.Acoustic;
import org.auricle.models.BundleWriter;
import org.auricle.models.LanguageParts;
import org.auricle.models.ModelBundle;
import org.auricle.models.TensorType;
import picocli.CommandLine.Option;

/** Options that say what a trained model is called and what its bundle tells about it. */
final class BundleOptions {
  private static final double SECONDS_PER_HOUR = 3600;

  /** Around a single word, for a network that knows such quiet (docs/accuracy.md). */
  private static final double QUIET_SECONDS = 0.5;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "model",
      description = "Name of the model, and of its folder (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--description",
      paramLabel = "TEXT",
      defaultValue = "trained by auricle train",
      description = "One line about it.")
  private String description;

  @Option(
      names = "--language",
      paramLabel = "TAG",
      defaultValue = "en",
      description = "Language it understands, BCP 47; repeatable (default: ${DEFAULT-VALUE}).")
  private List<String> languages;

  @Option(
      names = "--data",
      paramLabel = "TEXT",
      description = "A corpus it was trained on, with its licence; repeatable.")
  private List<String> data = List.of();

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "Licence of the weights (default: that of --init, else not stated).")
  private String licence;

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description = "Markdown about the model: data, error rates, known weaknesses, licence.")
  private Path card;

  @Option(
      names = "--weights",
      paramLabel = "TYPE",
      defaultValue = "F16",
      description = "How weights are stored: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private TensorType weights;

  /** Before hours of training: what would only fail at their end. */
  void check() {
    if (name.isBlank() || name.contains("/") || name.startsWith(".")) {
      throw new InputException("--name: " + name + " (expected: a plain name)");
    }
    if (card != null && !Files.isReadable(card)) {
      throw new InputException("--card: " + card + ": no such file");
    }
  }

  /**
   * Writes the bundle into the folder, with its lexicon, or with its word pieces, which are written
   * to the folder, too. Returns where it lies.
   *
   * @param start what training started from; the bundle has its language models and quiet, too
   * @param quiet whether one that started from nothing has learned from more quiet around words
   *     than recordings have
   */
  Path write(
      Path folder,
      TrainingResult result,
      Optional<Path> lexicon,
      Optional<StartingModel> start,
      boolean quiet)
      throws IOException {
    Path target = folder.resolve(name);
    BundleManifest manifest = manifest(result, start.map(s -> s.bundle().manifest()), quiet);
    String text = card == null ? defaultCard(manifest) : Files.readString(card);
    if (start.isPresent()) {
      BundleWriter.retrained(
          start.get().name(), manifest, result.tokens(), result.weights(), text, weights, target);
    } else {
      BundleWriter.write(manifest, result.tokens(), result.weights(), text, weights, target);
    }
    Map<String, Path> files = new LinkedHashMap<>();
    lexicon.ifPresent(file -> files.put(LanguageParts.LEXICON_FILE, file));
    Optional<PieceModel> pieces = result.pieces().or(() -> keptPieces(result, start));
    if (pieces.isPresent()) {
      Path file = folder.resolve(ModelBundle.PIECES_FILE);
      pieces.get().write(file);
      files.put(ModelBundle.PIECES_FILE, file);
    }
    if (!files.isEmpty()) {
      String written = target.toAbsolutePath().toString();
      BundleWriter.amend(written, manifest.language(), files, target);
    }
    return target;
  }

  /** Those of the model that training started from, if they are tokens still. */
  private static Optional<PieceModel> keptPieces(
      TrainingResult result, Optional<StartingModel> start) {
    return start
        .flatMap(s -> s.bundle().pieces())
        .filter(pieces -> result.tokens().symbols().containsAll(pieces.texts()));
  }

  private BundleManifest manifest(
      TrainingResult result, Optional<BundleManifest> start, boolean quiet) {
    BiLstmConfig network = result.weights().config();
    double quietSeconds =
        start.map(BundleManifest::acoustic).orElse(null) instanceof Acoustic.BiLstm before
            ? before.quietSeconds()
            : quiet ? QUIET_SECONDS : 0;
    Set<String> corpora = new LinkedHashSet<>();
    start.ifPresent(s -> corpora.addAll(s.training().data()));
    corpora.addAll(data);
    return new BundleManifest(
        BundleManifest.SCHEMA_VERSION,
        name,
        description,
        languages,
        result.features(),
        Acoustic.BiLstm.of(network, quietSeconds),
        result.tokens().blank(),
        start.map(BundleManifest::decoder).orElse(BeamOptions.DEFAULT),
        start.map(BundleManifest::language).orElse(BundleManifest.Language.DEFAULT),
        start.map(BundleManifest::streaming).orElse(ChunkOptions.DEFAULT),
        new BundleManifest.Training(
            List.copyOf(corpora),
            licence == null ? start.map(s -> s.training().licence()).orElse("not stated") : licence,
            result.plan().utterances(),
            Json.rounded(result.plan().audioSeconds() / SECONDS_PER_HOUR),
            result.best().epoch(),
            Json.rounded(result.best().words().percent()),
            Json.rounded(result.best().characters().percent())),
        Map.of());
  }

  private static String defaultCard(BundleManifest manifest) {
    BundleManifest.Training training = manifest.training();
    return String.format(
        Locale.ROOT,
        """
        # %s

        %s

        - Data: %s; %d utterances, %.2f hours
        - Licence: %s
        - Dev set, greedy decoding: word error rate %.2f %%, character error rate %.2f %%
        """,
        manifest.name(),
        manifest.description(),
        training.data().isEmpty() ? "not stated" : String.join("; ", training.data()),
        training.utterances(),
        training.hours(),
        training.licence(),
        training.devWer(),
        training.devCer());
  }
}

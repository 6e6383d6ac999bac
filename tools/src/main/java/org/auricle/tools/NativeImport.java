package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.ChunkOptions;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.models.BundleManifest;
import org.auricle.models.BundleWriter;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import org.auricle.models.TensorType;
import org.auricle.models.foreign.NativeModel;
import picocli.CommandLine.Option;

/** Options and work of an import whose network runs natively afterwards. */
final class NativeImport {

  @Option(
      names = "--native",
      description =
          "Take the weights out of an ONNX file that is a bidirectional LSTM (ours, or PyTorch's)"
              + " and run them natively. Safetensors, with PyTorch's names, always are.")
  private boolean wanted;

  @Option(
      names = "--like",
      paramLabel = "BUNDLE",
      description =
          "With --native: a model with the features, tokens and settings that the file does not"
              + " tell.")
  private String like;

  /** Whether a file is to be imported this way. */
  boolean applies(Path file) {
    boolean applies = wanted || NativeModel.isWeights(file);
    if (like != null && !applies) {
      throw new InputException("--like goes with --native, or with a file of safetensors");
    }
    return applies;
  }

  /**
   * Writes the bundle.
   *
   * @param tokens none: from the file, or the bundle that is like it
   * @param blank none: as the file or that bundle say, or by its name
   * @return one line about it
   */
  String write(
      Path file,
      Optional<Path> tokens,
      Optional<String> blank,
      List<String> languages,
      String licence,
      Path target,
      String name)
      throws IOException {
    Optional<ModelBundle> model = like == null ? Optional.empty() : Optional.of(Models.open(like));
    NativeModel read = NativeModel.read(file, new NativeModel.Stated(model, tokens, blank));
    BiLstmConfig config = read.weights().config();
    BundleManifest manifest =
        manifest(file, read, model.map(ModelBundle::manifest), languages, licence, name);
    String about =
        String.format(
            Locale.ROOT,
            "%d bidirectional LSTM layers of %d units, %d values in, %d tokens out, blank %s",
            config.layers(),
            config.hidden(),
            config.inputDim(),
            config.tokens(),
            read.tokens().symbol(read.tokens().blank()));
    String card =
        "# %s%n%nImported by auricle import from %s: %s. Licence of the weights: %s.%n"
            .formatted(name, file.getFileName(), about, licence);
    BundleWriter.write(manifest, read.tokens(), read.weights(), card, TensorType.F32, target);
    Optional<PieceModel> pieces =
        model
            .flatMap(ModelBundle::pieces)
            .filter(p -> read.tokens().symbols().containsAll(p.texts()));
    if (pieces.isPresent()) {
      addPieces(pieces.get(), manifest.language(), target);
    }
    return about;
  }

  private static BundleManifest manifest(
      Path file,
      NativeModel read,
      Optional<BundleManifest> settings,
      List<String> languages,
      String licence,
      String name) {
    return new BundleManifest(
        BundleManifest.SCHEMA_VERSION,
        name,
        "imported from " + file.getFileName(),
        languages.isEmpty() ? settings.map(BundleManifest::languages).orElse(List.of()) : languages,
        read.features(),
        BundleManifest.Acoustic.BiLstm.of(read.weights().config(), 0),
        read.tokens().blank(),
        settings.map(BundleManifest::decoder).orElse(BeamOptions.DEFAULT),
        settings.map(BundleManifest::language).orElse(BundleManifest.Language.DEFAULT),
        settings.map(BundleManifest::streaming).orElse(ChunkOptions.DEFAULT),
        new BundleManifest.Training(List.of(), licence, 0, 0, 0, 0, 0),
        Map.of());
  }

  /** How texts are divided into the tokens, which training goes on from. */
  private static void addPieces(PieceModel pieces, BundleManifest.Language language, Path bundle)
      throws IOException {
    Path file = Files.createTempFile("auricle-", ".txt");
    try {
      pieces.write(file);
      String written = bundle.toAbsolutePath().toString();
      BundleWriter.amend(written, language, Map.of(ModelBundle.PIECES_FILE, file), bundle);
    } finally {
      Files.delete(file);
    }
  }
}

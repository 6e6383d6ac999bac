package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.auricle.acoustic.bilstm.ChunkOptions;
import org.auricle.acoustic.onnx.OnnxMetadata;
import org.auricle.acoustic.onnx.family.ImportSetting;
import org.auricle.acoustic.onnx.family.ModelClues;
import org.auricle.acoustic.onnx.family.OnnxFamilies;
import org.auricle.acoustic.onnx.family.RecognizedModel;
import org.auricle.decoder.ctc.BeamOptions;
import org.auricle.models.BundleManifest;
import org.auricle.models.BundleWriter;
import org.auricle.models.foreign.ForeignFiles;
import org.auricle.models.foreign.NativeModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Somebody else's ONNX model to a bundle. */
@Command(
    name = "import",
    description = {
      "Make a model of an ONNX file that somebody else has trained.",
      "",
      "Recognised are CTC models of NeMo, icefall (zipformer2), WeNet, Hugging Face (wav2vec2,"
          + " HuBERT), onnx-asr and T-one, and what auricle export wrote. The report says what was"
          + " taken from where; options state what the model does not say, or says wrongly.",
      "",
      "A bidirectional LSTM made with PyTorch, as safetensors or as ONNX, can become a native model"
          + " by --native and --like."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle import model.onnx --tokens tokens.txt -o models/nemo",
      "  auricle import lstm.safetensors --like en-spell --tokens tokens.txt -o models/mine",
      "  auricle import wav2vec2-base-960h/            a folder with config.json and vocab.json",
      "  auricle import model.onnx --features kaldi80 --input-scale 32768 --blank \"<eps>\""
    })
final class ImportCommand implements Callable<Integer> {
  /** Of a stream over a model that wants whole utterances: new audio, and what is heard ahead. */
  private static final double STREAM_SECONDS = 0.6;

  private static final String DEFAULT_SUFFIX = "-bundle";
  private static final String NO_LICENCE = "not stated";
  private static final int MOST_STREAM_ROWS = 1_000;

  @ParentCommand private Auricle auricle;
  @Mixin private ImportOptions options;
  @Mixin private NativeImport nativeImport;

  @Parameters(
      paramLabel = "MODEL",
      description = "An ONNX file, a folder that holds one, or safetensors.")
  private Path model;

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description = {
        "What the model emits: tokens.txt, vocab.txt, vocab.json or a plain list"
            + " (default: one of these beside the model)."
      })
  private Path tokens;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "BUNDLE",
      description =
          "Folder to write, or file whose name ends in .zip (default: the model's name"
              + " and "
              + DEFAULT_SUFFIX
              + ").")
  private Path out;

  @Option(names = "--force", description = "Replace a bundle that stands there.")
  private boolean force;

  @Option(
      names = "--language",
      paramLabel = "TAG",
      description = "Language it understands, BCP 47; repeatable.")
  private List<String> languages = List.of();

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "Licence of the weights (default: \"" + NO_LICENCE + "\").")
  private String licence;

  @Override
  public Integer call() throws IOException {
    if (nativeImport.applies(model)) {
      return importNative();
    }
    try (ForeignFiles files =
        tokens == null ? ForeignFiles.find(model) : ForeignFiles.find(model, tokens)) {
      return importForeign(files, target(files.model()));
    }
  }

  private int importForeign(ForeignFiles files, Path target) throws IOException {
    ModelClues clues = files.clues(options.stated());
    RecognizedModel recognized = OnnxFamilies.recognize(clues);
    String report = ImportReport.of(clues, recognized.findings(), files.computedInputs());
    auricle.console().out().print(report);
    BundleWriter.write(
        manifest(clues, recognized, name(target)),
        recognized.tokens(),
        files.runnable(),
        card(name(target), licence(clues), report),
        target);
    auricle.console().out().println(ImportReport.next(target));
    return 0;
  }

  private int importNative() throws IOException {
    Path file = NativeModel.isWeights(model) ? model : ForeignFiles.find(model).model();
    Path target = target(file);
    String about =
        nativeImport.write(
            file,
            Optional.ofNullable(tokens),
            Optional.ofNullable(options.stated().get(ImportSetting.BLANK)),
            languages,
            Optional.ofNullable(licence).orElse(NO_LICENCE),
            target,
            name(target));
    auricle.console().out().println(about);
    auricle.console().out().println(ImportReport.next(target));
    return 0;
  }

  private Path target(Path file) {
    Path target = out == null ? Path.of(tellingName(file) + DEFAULT_SUFFIX) : out;
    if (Files.exists(target) && !force) {
      throw new InputException(target + ": exists (expected: a new name, or --force)");
    }
    return target;
  }

  /** What the bundle is called. */
  private static String name(Path target) {
    String plain = plainName(target);
    return plain.endsWith(DEFAULT_SUFFIX)
        ? plain.substring(0, plain.length() - DEFAULT_SUFFIX.length())
        : plain;
  }

  /** The file's name, or its folder's if the file is called like everybody's. */
  private static String tellingName(Path file) {
    String plain = plainName(file);
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder.endsWith("onnx")) {
      folder = folder.getParent(); // Hugging Face's repositories have one
    }
    boolean tells = !plain.matches("(?i)model([._-].*)?");
    return tells || folder.getFileName() == null ? plain : folder.getFileName().toString();
  }

  private static String plainName(Path path) {
    String name = path.toAbsolutePath().normalize().getFileName().toString();
    return name.replaceAll("\\.(onnx|zip|safetensors)$", "");
  }

  /** What the user says, or else what auricle export wrote. */
  private String licence(ModelClues clues) {
    return Optional.ofNullable(licence)
        .or(() -> OnnxMetadata.read(clues.model().metadata()).map(OnnxMetadata::licence))
        .orElse(NO_LICENCE);
  }

  private BundleManifest manifest(ModelClues clues, RecognizedModel recognized, String name) {
    Optional<OnnxMetadata> own = OnnxMetadata.read(clues.model().metadata());
    double rowSeconds =
        recognized.features().frameShiftSeconds() * recognized.description().subsampling();
    int rows = (int) Math.min(MOST_STREAM_ROWS, Math.ceil(STREAM_SECONDS / rowSeconds));
    return new BundleManifest(
        BundleManifest.SCHEMA_VERSION,
        name,
        "imported from " + model.getFileName(),
        languages.isEmpty() ? own.map(OnnxMetadata::languages).orElse(List.of()) : languages,
        recognized.features(),
        new BundleManifest.Acoustic.Onnx(recognized.description()),
        recognized.tokens().blank(),
        BeamOptions.DEFAULT,
        BundleManifest.Language.DEFAULT,
        new ChunkOptions(rows, rows),
        new BundleManifest.Training(List.of(), licence(clues), 0, 0, 0, 0, 0),
        Map.of());
  }

  private static String card(String name, String licence, String report) {
    return "# %s%n%nImported by auricle import. Licence of the weights: %s.%n%n```%n%s```%n"
        .formatted(name, licence, report);
  }
}

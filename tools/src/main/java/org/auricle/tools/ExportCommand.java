package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.auricle.acoustic.onnx.OnnxForm;
import org.auricle.acoustic.onnx.OnnxModelInfo;
import org.auricle.acoustic.onnx.OnnxQuantization;
import org.auricle.acoustic.training.Manifest;
import org.auricle.decoder.lm.lstm.LstmLanguageModel;
import org.auricle.models.BundleExporter;
import org.auricle.models.LstmLmFile;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import org.auricle.models.TensorType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Our network in the formats of others. */
@Command(
    name = "export",
    description = {
      "Write a model's network for other programs: ONNX for any runtime, safetensors for PyTorch.",
      "",
      "An ONNX file takes any number of utterances at once, each with its length, and gives"
          + " log-posteriors. Its metadata_props hold the feature recipe, the tokens, the blank and"
          + " the times. With --waveform it takes samples and computes the features itself.",
      "",
      "An LSTM language model, a .safetensors file that auricle train lm wrote, becomes an ONNX file"
          + " that takes symbols and a state and gives log-probabilities and the state after them."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle export en-spell --onnx en-spell.onnx --waveform",
      "  auricle export my-model --onnx small.onnx --quantize weights --eval dev.jsonl",
      "  auricle export my-model --safetensors my-model.safetensors   # for load_state_dict",
      "  auricle export lm-lstm.safetensors --onnx lm-lstm.onnx"
    })
final class ExportCommand implements Callable<Integer> {

  @ParentCommand private Auricle auricle;

  @Parameters(
      paramLabel = "BUNDLE",
      description = "A model that ships with Auricle, the path of one, or a language model's file.")
  private String bundle;

  @Option(names = "--onnx", paramLabel = "FILE", description = "Write an ONNX model.")
  private Path onnx;

  @Option(
      names = "--waveform",
      description = "The ONNX model takes samples in [-1, 1] at the model's rate, not features.")
  private boolean waveform;

  @Option(
      names = "--quantize",
      paramLabel = "HOW",
      defaultValue = "none",
      description = {
        "Weights of the ONNX model: none (32-bit floats), weights (8-bit integers in the file:"
            + " a quarter of the size, any runtime), dynamic (8-bit products: fastest, ONNX"
            + " Runtime only) (default: ${DEFAULT-VALUE})."
      })
  private OnnxQuantization quantization;

  @Option(
      names = "--safetensors",
      paramLabel = "FILE",
      description = "Write the state_dict of a PyTorch module: lstm (nn.LSTM), output (nn.Linear).")
  private Path safetensors;

  @Option(
      names = "--weights",
      paramLabel = "TYPE",
      defaultValue = "F32",
      description =
          "How safetensors store them: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private TensorType type;

  @Option(
      names = "--eval",
      paramLabel = "MANIFEST",
      description = "Recognise these recordings before and after; print what the export costs.")
  private Path manifest;

  @Option(names = "--force", description = "Replace files that stand there.")
  private boolean force;

  @Override
  public Integer call() throws IOException {
    check();
    if (bundle.endsWith(".safetensors")) {
      return exportLanguageModel(Path.of(bundle));
    }
    Manifest recordings = manifest == null ? null : Manifest.read(manifest);
    ModelBundle model = Models.open(bundle);
    if (safetensors != null) {
      write(safetensors, BundleExporter.safetensors(model, type));
      say("%s: %s, PyTorch state_dict, %s", safetensors, size(safetensors), type);
    }
    if (onnx == null) {
      return 0;
    }
    OnnxForm form = waveform ? OnnxForm.WAVEFORM : OnnxForm.FEATURES;
    write(onnx, BundleExporter.onnx(model, form, quantization));
    OnnxModelInfo info = OnnxModelInfo.read(onnx);
    say(
        "%s: %s, inputs %s, outputs %s",
        onnx, size(onnx), names(info.inputs()), names(info.outputs()));
    if (recordings == null) {
      if (quantization != OnnxQuantization.NONE) {
        say("What quantising costs: --eval MANIFEST, or auricle bench parity");
      }
      return 0;
    }
    return evaluate(model, recordings);
  }

  private int exportLanguageModel(Path file) throws IOException {
    if (waveform || quantization != OnnxQuantization.NONE || manifest != null) {
      throw new InputException("--waveform, --quantize and --eval are for acoustic models");
    }
    LstmLanguageModel model = LstmLmFile.read(Files.readAllBytes(file), file.toString());
    if (safetensors != null) {
      write(safetensors, LstmLmFile.write(model, type));
      say("%s: %s, language model, %s", safetensors, size(safetensors), type);
    }
    if (onnx != null) {
      write(onnx, LstmLmFile.onnx(model));
      OnnxModelInfo info = OnnxModelInfo.read(onnx);
      say(
          "%s: %s, inputs %s, outputs %s",
          onnx, size(onnx), names(info.inputs()), names(info.outputs()));
    }
    return 0;
  }

  private int evaluate(ModelBundle model, Manifest recordings) throws IOException {
    try (ParityRun run = new ParityRun(auricle.console(), model, 1)) {
      run.addFile("exported", onnx);
      ParityReport report = run.over(recordings);
      run.failures().forEach(auricle::onFailure);
      auricle.console().out().println(report.text());
      return run.failures().isEmpty() ? 0 : Failures.INPUT;
    }
  }

  private void check() {
    if (onnx == null && safetensors == null) {
      throw new InputException("nothing to write (expected: --onnx FILE or --safetensors FILE)");
    }
    if (onnx == null && (waveform || quantization != OnnxQuantization.NONE || manifest != null)) {
      throw new InputException("--waveform, --quantize and --eval go with --onnx FILE");
    }
    for (Path target : new Path[] {onnx, safetensors}) {
      if (target != null && Files.isDirectory(target)) {
        throw new InputException(target + ": a folder (expected: a file's name)");
      }
      if (target != null && Files.exists(target) && !force) {
        throw new InputException(target + ": exists (expected: a new name, or --force)");
      }
    }
  }

  /** Nobody ever sees half a file: it is written beside its place and renamed. */
  private static void write(Path target, byte[] bytes) throws IOException {
    Path absolute = target.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path part =
        absolute.resolveSibling(
            "." + absolute.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    try {
      Files.write(part, bytes);
      Files.move(
          part, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String size(Path file) throws IOException {
    return String.format(Locale.ROOT, "%.1f MB", Files.size(file) / 1e6);
  }

  private static String names(List<OnnxModelInfo.Tensor> tensors) {
    return String.join(", ", tensors.stream().map(OnnxModelInfo.Tensor::toString).toList());
  }

  private void say(String format, Object... arguments) {
    auricle.console().out().println(String.format(Locale.ROOT, format, arguments));
  }
}

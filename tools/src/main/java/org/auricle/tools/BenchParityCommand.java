package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.auricle.acoustic.onnx.OnnxForm;
import org.auricle.acoustic.onnx.OnnxQuantization;
import org.auricle.acoustic.training.Manifest;
import org.auricle.models.BundleExporter;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The native network against what is exported from it. */
@Command(
    name = "parity",
    description = {
      "Recognise recordings natively and with every form that auricle export writes, and compare.",
      "",
      "The forms are exported to a temporary folder and run by ONNX Runtime on the processor."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle bench parity --data dev.jsonl",
      "  auricle bench parity my-model --data dev.jsonl --quantized --json"
    })
final class BenchParityCommand implements Callable<Integer> {

  @ParentCommand private BenchCommand bench;

  @Parameters(
      paramLabel = "BUNDLE",
      arity = "0..1",
      defaultValue = Models.DEFAULT,
      description =
          "A model that ships with Auricle, or the path of one (default: ${DEFAULT-VALUE}).")
  private String bundle;

  @Option(
      names = "--data",
      paramLabel = "MANIFEST",
      required = true,
      description = "Recordings and their texts, JSON lines as for auricle eval.")
  private Path data;

  @Option(names = "--quantized", description = "Compare the forms with 8-bit weights too.")
  private boolean quantized;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads for one recording (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      throw new InputException("--threads: " + threads + " (expected: >= 1)");
    }
    Manifest recordings = Manifest.read(data);
    ModelBundle model = Models.open(bundle);
    Path folder = Files.createTempDirectory("auricle-parity");
    List<Path> files = new ArrayList<>();
    try (ParityRun run = new ParityRun(bench.console(), model, threads)) {
      for (OnnxForm form : OnnxForm.values()) {
        for (OnnxQuantization quantization : OnnxQuantization.values()) {
          if (quantized || quantization == OnnxQuantization.NONE) {
            String name = name(form, quantization);
            Path file = folder.resolve(name.replace(' ', '-') + ".onnx");
            files.add(file);
            Files.write(file, BundleExporter.onnx(model, form, quantization));
            run.addFile(name, file);
          }
        }
      }
      ParityReport report = run.over(recordings);
      run.failures().forEach(bench::onFailure);
      bench.console().out().println(json ? report.json() : report.text());
      return run.failures().isEmpty() ? 0 : Failures.INPUT;
    } finally {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.delete(folder);
    }
  }

  private static String name(OnnxForm form, OnnxQuantization quantization) {
    String what = form.name().toLowerCase(Locale.ROOT);
    return quantization == OnnxQuantization.NONE
        ? what
        : what + " " + quantization.name().toLowerCase(Locale.ROOT);
  }
}

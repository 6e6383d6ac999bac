package org.auricle.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.onnx.OnnxModelInfo;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FrontEndOptions;
import org.auricle.engine.feature.MfccOptions;
import org.auricle.engine.feature.NemoOptions;
import org.auricle.engine.feature.WaveformOptions;
import org.auricle.models.BundleManifest;
import org.auricle.models.BundleManifest.Acoustic;
import org.auricle.models.ModelBundle;
import org.auricle.models.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

/** What is in a model. */
@Command(
    name = "inspect",
    description = {
      "Show what is in a model: features, network, tokens, where its weights come from.",
      "",
      "The whole model is read and checked: checksums, names and shapes of weights, tokens. Of an"
          + " .onnx file alone: what it takes and gives, and what it says about itself."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  auricle inspect en-spell",
      "  auricle inspect --json runs/first/model",
      "  auricle inspect model.onnx"
    })
final class InspectCommand implements Callable<Integer> {

  @ParentCommand private Auricle auricle;

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..1",
      defaultValue = Models.DEFAULT,
      description =
          "A model that ships with Auricle, the path of one, or an .onnx file (default:"
              + " ${DEFAULT-VALUE}).")
  private String model;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  @Option(names = "--card", description = "Print the model's card instead.")
  private boolean card;

  @Override
  public Integer call() throws IOException {
    auricle.console().out().println(isOnnxFile() ? onnxFile() : bundle());
    return 0;
  }

  private boolean isOnnxFile() {
    return model.endsWith(".onnx") && !Models.shipped().contains(model);
  }

  private String onnxFile() {
    if (card) {
      throw new InputException("--card: " + model + " (expected: a bundle; this is a model alone)");
    }
    OnnxModelInfo info = OnnxModelInfo.read(Path.of(model));
    if (json) {
      return Json.page(OnnxInfoReport.json(info).put("location", model));
    }
    Page page = new Page();
    page.line("location", "%s", model);
    page.line("size", "%.1f MB", info.bytes() / 1e6);
    OnnxInfoReport.text(info, page);
    return page.toString();
  }

  private String bundle() throws IOException {
    ModelBundle bundle = Models.open(model);
    return card ? bundle.card().strip() : json ? json(bundle) : text(bundle);
  }

  private static String json(ModelBundle bundle) throws IOException {
    ObjectNode object = Json.of(bundle.manifest());
    object.put("location", bundle.location());
    object.put("bytes", bundle.bytes());
    Optional<OnnxModelInfo> onnx = bundle.onnxInfo();
    if (onnx.isPresent()) {
      object.put("parameters", onnx.get().parameters());
      object.set("onnx", OnnxInfoReport.json(onnx.get()));
    } else {
      object.put("parameters", parameters(bundle.weights()));
    }
    bundle.tokens().symbols().forEach(object.putArray("tokens")::add);
    object.put("checksumsOk", true); // or it would not have been read
    return Json.page(object);
  }

  private static String text(ModelBundle bundle) throws IOException {
    BundleManifest manifest = bundle.manifest();
    BundleManifest.Training training = manifest.training();
    Page page = new Page();
    page.line("name", "%s: %s", manifest.name(), manifest.description());
    if (!manifest.languages().isEmpty()) {
      page.line("languages", "%s", String.join(", ", manifest.languages()));
    }
    page.line("location", "%s", bundle.location());
    page.line("size", "%.1f MB, checksums ok", bundle.bytes() / 1e6);
    page.line("features", "%s", features(manifest.features()));
    network(bundle, page);
    page.line(
        "tokens",
        "%d: %s",
        bundle.tokens().size(),
        String.join(" ", bundle.tokens().symbols()).replaceAll("\\s{2,}", " \u2423 "));
    page.line(
        "decoder",
        "beam of %d prefixes within %s nats of the best",
        manifest.decoder().beamWidth(),
        manifest.decoder().beamMargin());
    page.line(
        "streaming",
        manifest.acoustic() instanceof Acoustic.Onnx
            ? "windows of %d rows of posteriors, %d ahead"
            : "chunks of %d network inputs, %d ahead",
        manifest.streaming().chunk(),
        manifest.streaming().lookAhead());
    training.data().forEach(corpus -> page.line("data", "%s", corpus));
    page.line("licence", "%s", training.licence());
    if (training.epoch() == 0) {
      return page.toString(); // trained elsewhere
    }
    page.line(
        "training",
        "%d utterances, %.2f hours, epoch %d",
        training.utterances(),
        training.hours(),
        training.epoch());
    page.line(
        "dev set",
        "WER %.2f %%, CER %.2f %% while training (greedy, the network alone)",
        training.devWer(),
        training.devCer());
    return page.toString();
  }

  private static String features(FeatureOptions features) {
    FrontEndOptions frontEnd = features.frontEnd();
    if (frontEnd instanceof WaveformOptions) {
      return String.format(
          Locale.ROOT,
          "samples at %,d Hz, normalisation %s",
          frontEnd.sampleRateHz(),
          normalization(features));
    }
    return String.format(
        Locale.ROOT,
        "%s, %d values each %s ms at %,d Hz, deltas %d, normalisation %s; %d stacked each %.0f ms",
        kind(frontEnd),
        frontEnd.dim(),
        frontEnd.frameShiftMs(),
        frontEnd.sampleRateHz(),
        features.deltaOrder(),
        normalization(features),
        features.stack(),
        features.frameShiftSeconds() * 1000);
  }

  private static String kind(FrontEndOptions frontEnd) {
    if (frontEnd instanceof MfccOptions) {
      return "MFCC";
    }
    return frontEnd instanceof NemoOptions ? "NeMo's log-mel filterbank" : "log-mel filterbank";
  }

  private static String normalization(FeatureOptions features) {
    return features.normalization().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void network(ModelBundle bundle, Page page) throws IOException {
    if (bundle.manifest().acoustic() instanceof Acoustic.Onnx onnx) {
      OnnxInfoReport.text(onnx.model(), page);
      OnnxInfoReport.text(bundle.onnxInfo().orElseThrow(), page);
    } else if (bundle.manifest().acoustic() instanceof Acoustic.BiLstm lstm) {
      String type = lstm.cell().type().toString();
      page.line(
          "network",
          "%d bidirectional %s layers of 2 x %d units%s, %,d weights",
          lstm.layers(),
          type,
          lstm.hidden(),
          lstm.cell().describe().substring(type.length()), // " with peepholes", if so
          parameters(bundle.weights()));
    }
  }

  private static long parameters(BiLstmWeights weights) {
    return weights.tensors().values().stream().mapToLong(w -> w.length).sum();
  }
}

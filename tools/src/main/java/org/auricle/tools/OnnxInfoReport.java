package org.auricle.tools;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.auricle.acoustic.onnx.OnnxModelDescription;
import org.auricle.acoustic.onnx.OnnxModelInfo;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an ONNX file says about itself, for people and for programs. */
final class OnnxInfoReport {
  private static final int LONGEST_VALUE = 100; // characters of metadata shown to people

  private OnnxInfoReport() {}

  static ObjectNode json(OnnxModelInfo info) {
    ObjectNode object = Json.object();
    object.put("bytes", info.bytes());
    object.put("irVersion", info.irVersion());
    ObjectNode opsets = object.putObject("opsets");
    new TreeMap<>(info.opsets()).forEach((domain, v) -> opsets.put(domainName(domain), v));
    object.put("producer", info.producer());
    object.put("graph", info.graph());
    object.put("nodes", info.nodes());
    object.put("parameters", info.parameters());
    tensors(object.putArray("inputs"), info.inputs());
    tensors(object.putArray("outputs"), info.outputs());
    ObjectNode metadata = object.putObject("metadata");
    new TreeMap<>(info.metadata()).forEach(metadata::put);
    info.externalFiles().forEach(object.putArray("externalFiles")::add);
    return object;
  }

  private static void tensors(ArrayNode array, List<OnnxModelInfo.Tensor> tensors) {
    for (OnnxModelInfo.Tensor tensor : tensors) {
      ObjectNode node = array.addObject().put("name", tensor.name()).put("type", tensor.type());
      tensor.shape().forEach(node.putArray("shape")::add);
    }
  }

  static void text(OnnxModelInfo info, Page page) {
    String opsets =
        new TreeMap<>(info.opsets())
            .entrySet().stream()
                .map(e -> domainName(e.getKey()) + " " + e.getValue())
                .collect(Collectors.joining(", "));
    page.line("format", "ONNX, IR version %d, operators of %s", info.irVersion(), opsets);
    page.line("producer", "%s", info.producer().isEmpty() ? "not stated" : info.producer());
    page.line("graph", "%s: %,d nodes, %,d weights", info.graph(), info.nodes(), info.parameters());
    info.inputs().forEach(t -> page.line("input", "%s", text(t)));
    info.outputs().forEach(t -> page.line("output", "%s", text(t)));
    info.externalFiles().forEach(file -> page.line("weights", "%s", file));
    new TreeMap<>(info.metadata())
        .forEach((key, value) -> page.line("metadata", "%s = %s", key, shortened(value)));
  }

  /** How a model in a bundle is fed and read. */
  static void text(OnnxModelDescription model, Page page) {
    page.line(
        "network",
        "%s, %s each %d input frames%s",
        model.family().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        model.posteriors().normalized() ? "log-posteriors" : "logits",
        model.subsampling(),
        model.carriesState()
            ? ", in chunks of %d frames every %d, state carried"
                .formatted(model.chunking().length(), model.chunking().shift())
            : ", over the whole utterance");
  }

  private static String text(OnnxModelInfo.Tensor tensor) {
    return "%s: %s [%s]"
        .formatted(
            tensor.name(),
            tensor.type().toLowerCase(Locale.ROOT),
            String.join(", ", tensor.shape()));
  }

  private static String domainName(String domain) {
    return domain.isEmpty() ? "ai.onnx" : domain;
  }

  private static String shortened(String value) {
    String line = value.replaceAll("\\s+", " ");
    return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE) + " ...";
  }
}

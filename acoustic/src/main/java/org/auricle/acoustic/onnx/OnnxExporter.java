package org.auricle.acoustic.onnx;

import java.util.List;
import java.util.Map;
import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.onnx.proto.ModelProto;
import org.auricle.acoustic.onnx.proto.OperatorSetIdProto;
import org.auricle.acoustic.onnx.proto.StringStringEntryProto;
import org.auricle.acoustic.onnx.proto.TensorProto.DataType;

/**
 * Our network as an ONNX model: one file with everything inside, for operator set {@value #OPSET}.
 *
 * <p>Any number of utterances goes in at once, padded to the longest with anything finite; what a
 * shorter one gives does not depend on the padding. Of the rows of {@code log_probs} the first
 * {@code log_prob_lengths} of each utterance mean something.
 */
public final class OnnxExporter {
  /** Input of the form {@link OnnxForm#FEATURES}: float [batch x time x dim]. */
  public static final String FEATURES = "features";

  /** Input of the form {@link OnnxForm#WAVEFORM}: float [batch x samples], in [-1, 1]. */
  public static final String WAVEFORM = "waveform";

  /** Input of both forms: int64 [batch], valid frames or samples of each utterance. */
  public static final String LENGTHS = "lengths";

  /** Output: float [batch x time x tokens], natural log, each row a distribution. */
  public static final String LOG_PROBS = "log_probs";

  /** Output: int64 [batch], valid rows of each utterance. */
  public static final String LOG_PROB_LENGTHS = "log_prob_lengths";

  /** Version of the standard operators. */
  public static final int OPSET = 17;

  private static final int IR_VERSION = 8;
  private static final String PRODUCER = "auricle";

  private OnnxExporter() {}

  /**
   * The network alone, features in, with no word about what the features are.
   *
   * @param weights of any shape
   * @throws OnnxExportException if the network's cell or its quantisation has no operator
   */
  public static ModelProto features(BiLstmWeights weights, OnnxQuantization quantization) {
    return model(featuresGraph(weights, quantization), quantization, Map.of(), "");
  }

  /**
   * A model that tells all about itself.
   *
   * @param metadata goes into the file; its form and quantisation say what is written
   * @throws IllegalArgumentException if the weights are of another shape
   * @throws OnnxExportException if the network's cell or its quantisation has no operator, or if
   *     the form is {@link OnnxForm#WAVEFORM} and the front end cannot be written as operators
   */
  public static ModelProto export(BiLstmWeights weights, OnnxMetadata metadata) {
    if (!weights.config().equals(metadata.config())) {
      throw new IllegalArgumentException(
          "weights of " + weights.config() + " (expected: " + metadata.config() + ")");
    }
    GraphBuilder graph =
        metadata.form() == OnnxForm.WAVEFORM
            ? waveformGraph(weights, metadata)
            : featuresGraph(weights, metadata.quantization());
    return model(graph, metadata.quantization(), metadata.toMap(), OnnxDoc.of(metadata));
  }

  private static GraphBuilder waveformGraph(BiLstmWeights weights, OnnxMetadata metadata) {
    BiLstmConfig config = weights.config();
    GraphBuilder graph = new GraphBuilder();
    graph.input(
        WAVEFORM,
        DataType.FLOAT,
        "samples in [-1, 1] at "
            + metadata.features().frontEnd().sampleRateHz()
            + " Hz, padded with anything finite",
        "batch",
        "samples");
    graph.input(LENGTHS, DataType.INT64, "valid samples of each utterance", "batch");
    FrontEndGraph.Output frontEnd =
        new FrontEndGraph(graph, metadata.features()).add(WAVEFORM, LENGTHS);
    // The LSTM operator wants at least one step of each utterance.
    String steps =
        graph.node("Max", "lstm_steps", List.of(frontEnd.lengths(), graph.scalar("one", 1)));
    new NetworkGraph(graph, weights, metadata.quantization())
        .add(frontEnd.features(), steps, LOG_PROBS);
    graph.node("Identity", LOG_PROB_LENGTHS, List.of(frontEnd.lengths()));
    outputs(graph, config, "frames");
    return graph;
  }

  private static GraphBuilder featuresGraph(BiLstmWeights weights, OnnxQuantization quantization) {
    BiLstmConfig config = weights.config();
    GraphBuilder graph = new GraphBuilder();
    graph.input(
        FEATURES,
        DataType.FLOAT,
        "features, padded with anything finite",
        "batch",
        "time",
        Integer.toString(config.inputDim()));
    graph.input(LENGTHS, DataType.INT64, "valid frames of each utterance, 1 or more", "batch");
    new NetworkGraph(graph, weights, quantization).add(FEATURES, LENGTHS, LOG_PROBS);
    graph.node("Identity", LOG_PROB_LENGTHS, List.of(LENGTHS));
    outputs(graph, config, "time");
    return graph;
  }

  private static void outputs(GraphBuilder graph, BiLstmConfig config, String time) {
    graph.output(
        LOG_PROBS,
        DataType.FLOAT,
        "natural log of each token's probability; rows beyond the length mean nothing",
        "batch",
        time,
        Integer.toString(config.tokens()));
    graph.output(LOG_PROB_LENGTHS, DataType.INT64, "valid rows of each utterance", "batch");
  }

  static ModelProto model(
      GraphBuilder graph, OnnxQuantization quantization, Map<String, String> metadata, String doc) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName(PRODUCER)
            .setProducerVersion(version())
            .setDocString(doc)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET));
    if (quantization == OnnxQuantization.DYNAMIC) {
      model.addOpsetImport(
          OperatorSetIdProto.newBuilder().setDomain(NetworkGraph.MICROSOFT).setVersion(1));
    }
    metadata.forEach(
        (key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.setGraph(graph.build(PRODUCER, doc)).build();
  }

  private static String version() {
    String version = OnnxExporter.class.getPackage().getImplementationVersion();
    return version == null ? "" : version;
  }
}

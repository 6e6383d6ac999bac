package org.auricle.models;

import org.auricle.acoustic.bilstm.BiLstmConfig;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.onnx.OnnxExportException;
import org.auricle.acoustic.onnx.OnnxExporter;
import org.auricle.acoustic.onnx.OnnxForm;
import org.auricle.acoustic.onnx.OnnxMetadata;
import org.auricle.acoustic.onnx.OnnxQuantization;
import org.auricle.engine.nn.CellOptions;

/**
 * The network of a bundle in the formats of others. What else a bundle knows goes along as words
 * beside the weights, see {@link OnnxMetadata}, so that the file can be imported again.
 */
public final class BundleExporter {
  private BundleExporter() {}

  /**
   * As a model in ONNX.
   *
   * @throws BundleException if the bundle's network is not one of our own
   * @throws OnnxExportException if its cell has no operator, or if the form is {@link
   *     OnnxForm#WAVEFORM} and the front end cannot be written as operators
   */
  public static byte[] onnx(ModelBundle bundle, OnnxForm form, OnnxQuantization quantization)
      throws BundleException {
    return OnnxExporter.export(bundle.weights(), metadata(bundle, form, quantization))
        .toByteArray();
  }

  /**
   * As the state_dict of a PyTorch module, see {@link PyTorchWeights}.
   *
   * @param type how values are stored
   * @throws BundleException if the bundle's network is not one of our own
   * @throws OnnxExportException if its layers are not plain LSTMs
   */
  public static byte[] safetensors(ModelBundle bundle, TensorType type) throws BundleException {
    BiLstmWeights weights = bundle.weights();
    CellOptions cell = weights.config().cell();
    if (!cell.plain()) {
      throw new OnnxExportException(
          "cell: " + cell.describe() + " (expected: LSTM, the only one written for PyTorch)");
    }
    return PyTorchWeights.write(
        weights, type, metadata(bundle, OnnxForm.FEATURES, OnnxQuantization.NONE).toMap());
  }

  private static OnnxMetadata metadata(
      ModelBundle bundle, OnnxForm form, OnnxQuantization quantization) throws BundleException {
    BiLstmConfig config = bundle.weights().config();
    BundleManifest manifest = bundle.manifest();
    return new OnnxMetadata(
        form,
        manifest.features(),
        bundle.tokens(),
        config.layers(),
        config.hidden(),
        config.cell(),
        quantization,
        manifest.name(),
        manifest.description(),
        manifest.languages(),
        manifest.training().licence());
  }
}

package org.auricle.acoustic.onnx;

/** How an exported model holds and applies its weights. */
public enum OnnxQuantization {
  /** 32-bit floats. */
  NONE,
  /**
   * 8-bit integers in the file, a scale for each row, made floats again before use ({@code
   * DequantizeLinear}): a quarter of the size, standard operators only, the speed of floats.
   */
  WEIGHTS,
  /**
   * 8-bit integers in the products too, activations quantised as they come: what ONNX Runtime runs
   * fastest on a CPU. The LSTMs are its own operator {@code com.microsoft.DynamicQuantizeLSTM}, so
   * no other runtime takes such a model.
   */
  DYNAMIC
}

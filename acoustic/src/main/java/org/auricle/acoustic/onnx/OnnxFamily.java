package org.auricle.acoustic.onnx;

/** Kinds of CTC models, told apart by their tensors' names and their metadata. */
public enum OnnxFamily {
  /** Our own exports. */
  AURICLE,
  /** NVIDIA NeMo, {@code EncDecCTCModel} and {@code EncDecCTCModelBPE}. */
  NEMO_CTC,
  /** icefall's Zipformer2, offline or streaming. */
  ZIPFORMER2_CTC,
  /** WeNet. */
  WENET_CTC,
  /** Hugging Face's wav2vec 2.0, HuBERT and their kin: samples in, logits out. */
  WAV2VEC2,
  /** Folders made for the package onnx-asr. */
  ONNX_ASR,
  /** T-one: streaming at 8 kHz. */
  T_ONE,
  /** Anything else, described by hand. */
  OTHER
}

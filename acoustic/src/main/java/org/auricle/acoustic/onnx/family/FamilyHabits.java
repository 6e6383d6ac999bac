package org.auricle.acoustic.onnx.family;

import java.util.Optional;
import org.auricle.acoustic.onnx.OnnxFamily;

/**
 * What is so in the models of a family unless they say otherwise.
 *
 * @param frontEnd nemo, kaldi or waveform; empty: not known
 * @param sampleRateHz of the audio
 * @param inputScale what samples in [-1, 1] are multiplied by
 * @param highFrequency an answer to {@link ImportSetting#HIGH_FREQUENCY}, where all models agree
 * @param normalize an answer to {@link ImportSetting#NORMALIZE}
 * @param subsampling input frames (samples) a row of the output
 * @param minFrames fewest frames (samples) that the convolutions take
 * @param blankIsLast whether the last token is the blank, named in the list or not
 */
record FamilyHabits(
    Optional<String> frontEnd,
    int sampleRateHz,
    String inputScale,
    Optional<String> highFrequency,
    String normalize,
    Optional<Integer> subsampling,
    int minFrames,
    boolean blankIsLast) {

  private static final int WIDE = 16_000;
  private static final int TELEPHONE = 8_000;
  private static final String UNIT = "1";
  private static final String SHORTS = "32768";
  private static final String SYMMETRIC_SHORTS = "32767";

  static FamilyHabits of(OnnxFamily family) {
    Optional<Integer> unknown = Optional.empty();
    Optional<String> none = Optional.empty();
    return switch (family) {
      case NEMO_CTC, ONNX_ASR ->
          new FamilyHabits(Optional.of("nemo"), WIDE, UNIT, none, "per-feature", unknown, 16, true);
      case ZIPFORMER2_CTC ->
          new FamilyHabits(
              Optional.of("kaldi"),
              WIDE,
              UNIT,
              Optional.of("-400"),
              "none",
              Optional.of(4),
              9,
              false);
      case WENET_CTC ->
          new FamilyHabits(
              Optional.of("kaldi"), WIDE, SHORTS, none, "none", Optional.of(4), 7, false);
      case WAV2VEC2 ->
          new FamilyHabits(
              Optional.of("waveform"), WIDE, UNIT, none, "wav2vec2", Optional.of(320), 400, false);
      case T_ONE ->
          new FamilyHabits(
              Optional.of("waveform"),
              TELEPHONE,
              SYMMETRIC_SHORTS,
              none,
              "none",
              Optional.of(240),
              1,
              true);
      case AURICLE, OTHER ->
          new FamilyHabits(Optional.empty(), WIDE, UNIT, none, "none", unknown, 1, false);
    };
  }
}

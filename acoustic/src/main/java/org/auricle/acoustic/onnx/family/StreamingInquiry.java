package org.auricle.acoustic.onnx.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.auricle.acoustic.onnx.OnnxFamily;
import org.auricle.acoustic.onnx.OnnxModelDescription;
import org.auricle.acoustic.onnx.OnnxModelDescription.Chunking;
import org.auricle.acoustic.onnx.OnnxModelDescription.State;
import org.auricle.acoustic.onnx.family.Finding.Source;

/** Finds out what a streaming model carries from chunk to chunk, and how long its chunks are. */
final class StreamingInquiry {
  /** Log-mel energies of silence: Kaldi's floor, and NeMo's guard. */
  private static final double KALDI_SILENCE = Math.log(Math.ulp(1f));

  private static final double NEMO_SILENCE = Math.log(0x1p-24);

  /**
   * Frames of silence after the end, in which a model says what it has held back: half a second.
   */
  private static final int TAIL_FRAMES = 50;

  /** icefall's key of the frames from one chunk to the next. */
  private static final String CHUNK = "decode_chunk_len";

  private static final int T_ONE_SAMPLES_A_MS = 8;

  private final Inquiry inquiry;
  private final OnnxFamily family;
  private final TensorRoles roles;

  StreamingInquiry(Inquiry inquiry, OnnxFamily family, TensorRoles roles) {
    this.inquiry = inquiry;
    this.family = family;
    this.roles = roles;
  }

  List<State> states() {
    List<State> states = new ArrayList<>();
    for (TensorRoles.Pair pair : roles.states()) {
      List<Integer> shape = new ArrayList<>();
      for (int d = 0; d < pair.input().shape().size(); d++) {
        shape.add(dimension(pair, d));
      }
      states.add(
          new State(pair.input().name(), pair.output().name(), roles.type(pair.input()), shape));
    }
    if (!states.isEmpty()) {
      String names =
          states.size() <= 4 ? states.stream().map(State::input).toList().toString() : "";
      inquiry.note(
          "states",
          states.size() + (states.size() == 1 ? " tensor" : " tensors"),
          Source.MODEL,
          names);
    }
    return states;
  }

  private int dimension(TensorRoles.Pair pair, int d) {
    Optional<Integer> size =
        TensorRoles.size(pair.input(), d)
            .or(() -> TensorRoles.size(pair.output(), d))
            .or(() -> byMetadata(pair.input().name() + "_dim" + d))
            .or(() -> d == 0 ? Optional.empty() : byMetadata(pair.input().name() + "_dim"))
            .or(() -> remembered(pair.input().name(), d));
    if (size.isPresent()) {
      return size.get();
    }
    String name = pair.input().shape().get(d);
    boolean batch = name.equals("N") || name.toLowerCase(Locale.ROOT).contains("batch");
    if (batch || d == 0) {
      return OnnxModelDescription.BATCH;
    }
    throw inquiry.problem(
        "input " + pair.input().name(),
        "dimension " + d + " of a state varies: " + pair.input().shape(),
        "a fixed size, or metadata that tells it");
  }

  /** WeNet's cache of attention: the rows that it may look back at. */
  private Optional<Integer> remembered(String name, int d) {
    return name.equals("attn_cache") && d == 2
        ? Optional.of(requireMetadata("chunk_size") * requireMetadata("left_chunks"))
        : Optional.empty();
  }

  private Optional<Integer> byMetadata(String key) {
    try {
      return inquiry.clues().metadata(key).map(Integer::valueOf).filter(v -> v > 0);
    } catch (NumberFormatException e) {
      throw inquiry.problem(
          "metadata " + key, inquiry.clues().metadata(key).orElse(""), "a number");
    }
  }

  private int requireMetadata(String key) {
    return byMetadata(key)
        .orElseThrow(() -> inquiry.problem("metadata " + key, "missing", "a number"));
  }

  /** How a model with states is fed. */
  Chunking chunking() {
    if (family == OnnxFamily.WENET_CTC) {
      return wenet();
    }
    int time = FrontEndInquiry.isDimFirst(roles.signal()) ? 2 : 1;
    int length =
        TensorRoles.size(roles.signal(), time)
            .or(() -> byMetadata("T"))
            .or(() -> byMetadata("window_size"))
            .or(() -> byMetadata("frame_length_ms").map(ms -> ms * T_ONE_SAMPLES_A_MS))
            .orElseThrow(
                () ->
                    inquiry.problem(
                        "input " + roles.signal().name(),
                        "shape " + roles.signal().shape() + " with states",
                        "a fixed number of frames, or metadata T or window_size"));
    String key = inquiry.clues().metadata("chunk_shift").isPresent() ? "chunk_shift" : CHUNK;
    Optional<Integer> told = byMetadata(key);
    int shift = told.orElse(length);
    inquiry.note(
        "chunks",
        length + " frames each " + shift,
        told.isPresent() ? Source.METADATA : Source.MODEL,
        told.isPresent() ? key : "");
    return switch (family) {
      case T_ONE -> new Chunking(length, shift, length, length, 0);
      case ZIPFORMER2_CTC ->
          new Chunking(length, shift, 0, length - shift + TAIL_FRAMES, KALDI_SILENCE);
      case NEMO_CTC -> new Chunking(length, shift, 0, length - shift + TAIL_FRAMES, NEMO_SILENCE);
      default -> new Chunking(length, shift, 0, length - shift, 0);
    };
  }

  /** A chunk's rows, and the frames that the convolutions of the last row look ahead. */
  private Chunking wenet() {
    int rows = requireMetadata("chunk_size");
    int subsampling = requireMetadata("subsampling_factor");
    int length = (rows - 1) * subsampling + requireMetadata("right_context") + 1;
    int shift = rows * subsampling;
    inquiry.note(
        "chunks", length + " frames each " + shift, Source.METADATA, "chunk_size, right_context");
    return new Chunking(length, shift, 0, Math.max(0, length - shift) + TAIL_FRAMES, KALDI_SILENCE);
  }
}

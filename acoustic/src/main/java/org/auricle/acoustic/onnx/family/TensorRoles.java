package org.auricle.acoustic.onnx.family;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.auricle.acoustic.onnx.OnnxElementType;
import org.auricle.acoustic.onnx.OnnxModelInfo.Tensor;

/** What each input and output of a model is for. */
final class TensorRoles {
  /** Usual names of the signal, the most telling first. */
  private static final List<String> SIGNALS =
      List.of(
          "audio_signal",
          "input_values",
          "signal",
          "x",
          "features",
          "feats",
          "speech",
          "waveform",
          "audio",
          "input");

  /** Usual names of the posteriors, the most telling first. */
  static final List<String> POSTERIORS =
      List.of("logprobs", "log_probs", "log_posteriors", "logits", "output", "output_probs");

  /** Pairs whose names follow no pattern: WeNet's, NeMo's. */
  private static final Map<String, String> ODD_STATES =
      Map.of(
          "attn_cache", "next_att_cache",
          "conv_cache", "next_conv_cache",
          "cache_last_channel_len", "cache_last_channel_next_len");

  /** An input and the output that becomes it in the next run. */
  record Pair(Tensor input, Tensor output) {}

  private final Inquiry inquiry;
  private final List<Pair> states = new ArrayList<>();
  private final Tensor signal;
  private final Tensor posteriors;
  private final Optional<Tensor> lengths;
  private final Optional<Tensor> posteriorLengths;

  /**
   * Assigns the roles.
   *
   * @throws org.auricle.acoustic.onnx.OnnxModelException if there is no signal or no posteriors, or
   *     it is not clear which they are
   */
  TensorRoles(Inquiry inquiry) {
    this.inquiry = inquiry;
    List<Tensor> inputs = new ArrayList<>(inquiry.clues().model().inputs());
    List<Tensor> outputs = new ArrayList<>(inquiry.clues().model().outputs());
    for (Tensor input : List.copyOf(inputs)) {
      next(input, outputs)
          .ifPresent(
              output -> {
                states.add(new Pair(input, output));
                inputs.remove(input);
                outputs.remove(output);
              });
    }
    signal = theOne("input", inputs, SIGNALS, Set.of("FLOAT", "FLOAT16", "INT32"));
    posteriors = theOne("output", outputs, POSTERIORS, Set.of("FLOAT", "FLOAT16"));
    inputs.remove(signal);
    outputs.remove(posteriors);
    lengths = inputs.stream().filter(TensorRoles::isLengths).findFirst();
    posteriorLengths = outputs.stream().filter(TensorRoles::isLengths).findFirst();
  }

  private static Optional<Tensor> next(Tensor input, List<Tensor> outputs) {
    String name = input.name();
    Set<String> candidates = new HashSet<>();
    candidates.add(ODD_STATES.getOrDefault(name, "new_" + name));
    if (SIGNALS.contains(name) || isLengths(input)) {
      return named(candidates, input, outputs); // x_lens may well have an x_lens_out
    }
    for (String prefix : List.of("new_", "next_", "r_", "out_")) {
      candidates.add(prefix + name);
    }
    for (String suffix : List.of("_next", "_out", "_new")) {
      candidates.add(name + suffix);
    }
    return named(candidates, input, outputs);
  }

  private static Optional<Tensor> named(
      Set<String> candidates, Tensor input, List<Tensor> outputs) {
    return outputs.stream()
        .filter(o -> candidates.contains(o.name()) && o.type().equals(input.type()))
        .findFirst();
  }

  private Tensor theOne(String kind, List<Tensor> tensors, List<String> names, Set<String> types) {
    List<Tensor> able =
        tensors.stream().filter(t -> types.contains(t.type()) && t.shape().size() != 1).toList();
    for (String name : names) {
      for (Tensor tensor : able) {
        if (tensor.name().equals(name)) {
          return tensor;
        }
      }
    }
    if (able.size() == 1) {
      return able.get(0);
    }
    String found = tensors.isEmpty() ? "none" : tensors.toString();
    throw inquiry.problem(
        kind + "s", found, "one that is named " + names.get(0) + ", or no more than one");
  }

  private static boolean isLengths(Tensor tensor) {
    boolean integer = tensor.type().equals("INT64") || tensor.type().equals("INT32");
    return integer
        && tensor.shape().size() <= 1
        && tensor.name().toLowerCase(Locale.ROOT).contains("len");
  }

  Tensor signal() {
    return signal;
  }

  Tensor posteriors() {
    return posteriors;
  }

  Optional<Tensor> lengths() {
    return lengths;
  }

  Optional<Tensor> posteriorLengths() {
    return posteriorLengths;
  }

  List<Pair> states() {
    return states;
  }

  /** Inputs that have no role. */
  List<Tensor> unassigned() {
    Set<String> assigned = new HashSet<>();
    assigned.add(signal.name());
    lengths.ifPresent(t -> assigned.add(t.name()));
    states.forEach(s -> assigned.add(s.input.name()));
    return inquiry.clues().model().inputs().stream()
        .filter(t -> !assigned.contains(t.name()))
        .toList();
  }

  /** A tensor's element type, of those that models may have here. */
  OnnxElementType type(Tensor tensor) {
    try {
      return OnnxElementType.valueOf(tensor.type());
    } catch (IllegalArgumentException e) {
      throw inquiry.problem(
          "tensor " + tensor.name(), tensor.type(), "FLOAT, FLOAT16, INT32 or INT64");
    }
  }

  /** A dimension if it is fixed. */
  static Optional<Integer> size(Tensor tensor, int dimension) {
    if (dimension >= tensor.shape().size()) {
      return Optional.empty();
    }
    try {
      int size = Integer.parseInt(tensor.shape().get(dimension));
      return size > 0 ? Optional.of(size) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty(); // a name, or ?
    }
  }
}

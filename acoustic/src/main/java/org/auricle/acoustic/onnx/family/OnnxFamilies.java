package org.auricle.acoustic.onnx.family;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.auricle.acoustic.onnx.OnnxFamily;
import org.auricle.acoustic.onnx.OnnxModelDescription;
import org.auricle.acoustic.onnx.OnnxModelDescription.Chunking;
import org.auricle.acoustic.onnx.OnnxModelDescription.Layout;
import org.auricle.acoustic.onnx.OnnxModelDescription.Lengths;
import org.auricle.acoustic.onnx.OnnxModelDescription.Posteriors;
import org.auricle.acoustic.onnx.OnnxModelDescription.Signal;
import org.auricle.acoustic.onnx.OnnxModelDescription.State;
import org.auricle.acoustic.onnx.OnnxModelException;
import org.auricle.acoustic.onnx.OnnxModelInfo.Tensor;
import org.auricle.acoustic.onnx.family.Finding.Source;
import org.auricle.acoustic.onnx.family.FrontEndInquiry.FrontEnd;
import org.auricle.engine.feature.WaveformOptions;
import org.auricle.engine.recognition.TokenTable;

/**
 * Understands CTC models of other toolkits: what family a model is of, how it is fed and read, what
 * front end it expects, what its tokens are.
 */
public final class OnnxFamilies {
  /**
   * Taken for a row's frames until the trial run tells; 1 would let ONNX Runtime expect as many.
   */
  private static final int UNKNOWN_SUBSAMPLING = 2;

  private final Inquiry inquiry;
  private final OnnxFamily family;
  private final FamilyHabits habits;
  private final TensorRoles roles;

  private OnnxFamilies(Inquiry inquiry) {
    this.inquiry = inquiry;
    family = FamilyDetector.detect(inquiry);
    habits = FamilyHabits.of(family);
    roles = new TensorRoles(inquiry);
  }

  /**
   * Works out all that is needed to run a model, and runs it once on noise.
   *
   * @throws OnnxModelException if it is no CTC model, if something about it is at odds with itself
   *     or with what the user says, or if something is not known: naming all such settings and how
   *     to state them
   */
  public static RecognizedModel recognize(ModelClues clues) {
    try {
      Optional<RecognizedModel> ours = OwnExport.recognize(clues);
      if (ours.isPresent()) {
        return ours.get();
      }
      NotCtc.refuse(clues);
      return new OnnxFamilies(new Inquiry(clues)).recognize();
    } catch (IllegalArgumentException e) { // what no description can say, such as nameless tensors
      throw new OnnxModelException(clues.name(), "", e.getMessage(), e);
    }
  }

  private RecognizedModel recognize() {
    Optional<FrontEnd> frontEnd = new FrontEndInquiry(inquiry, habits, roles.signal()).frontEnd();
    requireTokens();
    Tensor output = roles.posteriors();
    int vocabulary = TensorRoles.size(output, 2).orElseGet(() -> inquiry.clues().symbols().size());
    Optional<TokenTable> tokens =
        new TokenInquiry(inquiry, vocabulary, habits.blankIsLast()).tokens();
    inquiry.requireAll();
    requireAllFed();
    OnnxModelDescription guess;
    try {
      guess = description(frontEnd.orElseThrow(), vocabulary);
    } catch (IllegalArgumentException e) {
      throw inquiry.problem("metadata and tensors", e);
    }
    double measured = TrialRun.subsampling(inquiry.clues(), guess, frontEnd.get().options());
    return new RecognizedModel(
        withSubsampling(guess, subsampling(measured)),
        frontEnd.get().options(),
        tokens.orElseThrow(),
        inquiry.findings());
  }

  private void requireTokens() {
    if (inquiry.clues().symbols().isEmpty()) {
      throw inquiry.problem(
          "",
          "no list of its tokens beside it",
          "tokens.txt, vocab.txt or vocab.json: --tokens FILE");
    }
  }

  private void requireAllFed() {
    List<Tensor> unassigned = roles.unassigned();
    if (!unassigned.isEmpty()) {
      throw inquiry.problem(
          "inputs",
          unassigned.stream().map(Tensor::toString).collect(Collectors.joining(", ")),
          "no inputs but the signal, its length and states, since nothing is known to feed them"
              + " with");
    }
  }

  private OnnxModelDescription description(FrontEnd frontEnd, int vocabulary) {
    StreamingInquiry streaming = new StreamingInquiry(inquiry, family, roles);
    List<State> states = streaming.states();
    Chunking chunking = states.isEmpty() ? Chunking.NONE : streaming.chunking();
    return new OnnxModelDescription(
        family,
        signal(frontEnd),
        roles.lengths().stream().map(t -> new Lengths(t.name(), roles.type(t))).toList(),
        List.of(),
        posteriors(),
        habits.subsampling().orElse(UNKNOWN_SUBSAMPLING),
        vocabulary,
        states,
        chunking);
  }

  private Signal signal(FrontEnd frontEnd) {
    Tensor tensor = roles.signal();
    boolean waveform = frontEnd.options().frontEnd() instanceof WaveformOptions;
    Layout layout;
    if (waveform) {
      layout = tensor.shape().size() == 3 ? Layout.BATCH_SAMPLES_ONE : Layout.BATCH_SAMPLES;
    } else {
      layout = FrontEndInquiry.isDimFirst(tensor) ? Layout.BATCH_DIM_TIME : Layout.BATCH_TIME_DIM;
    }
    inquiry.note("input", tensor.toString(), Source.MODEL, "");
    return new Signal(
        tensor.name(),
        layout,
        roles.type(tensor),
        frontEnd.sampleScale(),
        frontEnd.options().dim(),
        habits.minFrames());
  }

  private Posteriors posteriors() {
    Tensor tensor = roles.posteriors();
    String name = tensor.name().toLowerCase(Locale.ROOT);
    Optional<String> byName =
        name.contains("logit")
            ? Optional.of("yes")
            : name.startsWith("logprob") || name.startsWith("log_prob")
                ? Optional.of("no")
                : Optional.empty();
    boolean logits =
        inquiry
            .ask(ImportSetting.LOG_SOFTMAX)
            .or(byName, Source.MODEL, "the output is called " + tensor.name())
            .orAssume("yes", "changes nothing where it has been done")
            .yes()
            .orElseThrow();
    inquiry.note("output", tensor.toString(), Source.MODEL, "");
    return new Posteriors(
        tensor.name(), !logits, roles.posteriorLengths().stream().map(Tensor::name).toList());
  }

  private int subsampling(double measured) {
    int rounded = (int) Math.round(measured);
    int subsampling =
        inquiry
            .ask(ImportSetting.SUBSAMPLING)
            .orMetadata("subsampling_factor")
            .orConfig("subsampling_factor")
            .or(Optional.of("" + rounded), Source.MEASURED, "a trial run")
            .integer()
            .orElseThrow();
    if (subsampling != rounded) {
      throw inquiry.problem(
          "subsampling",
          subsampling + " by " + inquiry.findings().get(inquiry.findings().size() - 1).detail(),
          rounded + ", as a trial run shows");
    }
    return subsampling;
  }

  private static OnnxModelDescription withSubsampling(OnnxModelDescription d, int subsampling) {
    return new OnnxModelDescription(
        d.family(),
        d.signal(),
        d.lengths(),
        d.constants(),
        d.posteriors(),
        subsampling,
        d.vocabularySize(),
        d.states(),
        d.chunking());
  }
}

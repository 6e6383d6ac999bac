package org.auricle.acoustic.onnx;

import java.util.List;
import org.auricle.engine.feature.FbankOptions;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.feature.FrontEndOptions;
import org.auricle.engine.feature.MfccOptions;
import org.auricle.engine.feature.ScaledFbankOptions;

/** The recipe of {@code FeaturePipeline} as operators. */
final class FrontEndGraph {
  private final GraphBuilder graph;
  private final FeatureOptions options;

  /**
   * What comes out.
   *
   * @param features [batch x time x dim]
   * @param lengths valid frames of each utterance, int64 [batch]; may be 0
   */
  record Output(String features, String lengths) {}

  FrontEndGraph(GraphBuilder graph, FeatureOptions options) {
    this.graph = graph;
    this.options = options;
  }

  /**
   * Adds the nodes.
   *
   * @param waveform [batch x samples], in [-1, 1]
   * @param lengths valid samples of each utterance, int64 [batch]
   * @throws OnnxExportException if the front end is one that operators are not written for
   */
  Output add(String waveform, String lengths) {
    Recipe recipe = recipe();
    FramesGraph frames = new FramesGraph(graph, recipe.fbank().frame(), recipe.scale());
    String counts = frames.count(lengths);
    String longest =
        graph.node("ReduceMax", "frames_of_longest", List.of(counts), n -> n.set("keepdims", 0));
    String steps = graph.node("Max", "steps", List.of(longest, graph.scalar("one", 1)));
    String values = values(recipe, frames, frames.center(frames.cut(waveform, lengths, steps)));
    ContextGraph context = new ContextGraph(graph, options, counts, steps);
    String normalized = context.normalize(context.deltas(values));
    return new Output(
        context.stack(normalized), context.stackedCount("network_input_counts", counts));
  }

  private String values(Recipe recipe, FramesGraph frames, String centred) {
    SpectrumGraph spectrum = new SpectrumGraph(graph);
    String logMel =
        spectrum.logMel(frames.shape(centred), recipe.fbank().frame(), recipe.fbank().mel());
    if (!(options.frontEnd() instanceof MfccOptions mfcc)) {
      return logMel;
    }
    return spectrum.cepstra(logMel, mfcc.useEnergy() ? spectrum.logEnergy(centred) : "", mfcc);
  }

  /** The filterbank, which cepstra are computed from too, and the range of its samples. */
  private record Recipe(FbankOptions fbank, double scale) {}

  private Recipe recipe() {
    FrontEndOptions frontEnd = options.frontEnd();
    if (frontEnd instanceof MfccOptions mfcc) {
      return new Recipe(new FbankOptions(mfcc.frame(), mfcc.mel()), ScaledFbankOptions.KALDI_SCALE);
    }
    if (frontEnd instanceof FbankOptions fbank) {
      return new Recipe(fbank, ScaledFbankOptions.KALDI_SCALE);
    }
    if (frontEnd instanceof ScaledFbankOptions scaled) {
      return new Recipe(scaled.fbank(), scaled.scale());
    }
    throw new OnnxExportException(
        "waveform in: a front end of "
            + frontEnd.getClass().getSimpleName()
            + " (expected: MFCC or Kaldi's filterbank)");
  }
}

package org.auricle.acoustic.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.engine.nn.AdamW;
import org.auricle.engine.nn.Parameter;
import org.auricle.engine.training.CheckpointStore;

/** The arrays of a checkpoint: weights, averages, first and second moments, best weights if any. */
final class CheckpointArrays {
  private CheckpointArrays() {}

  /** The learner's own arrays, not copies, and those of the best weights. */
  static List<float[]> of(Learner learner, Optional<BiLstmWeights> best) {
    List<float[]> arrays = live(learner);
    best.ifPresent(weights -> arrays.addAll(weights.tensors().values()));
    return arrays;
  }

  /**
   * Puts a checkpoint's arrays in the place of the learner's.
   *
   * @param updates that the optimiser has made
   * @return the best weights, if the checkpoint has any
   */
  static Optional<BiLstmWeights> restore(
      Learner learner, CheckpointStore.Checkpoint checkpoint, long updates) {
    List<float[]> best = checkpoint.restore(live(learner));
    learner.adam().restoreStep(updates);
    if (best.isEmpty()) {
      return Optional.empty();
    }
    Map<String, float[]> tensors = new LinkedHashMap<>();
    int i = 0;
    for (Parameter p : learner.network().parameters()) {
      tensors.put(p.name(), best.get(i++));
    }
    return Optional.of(new BiLstmWeights(learner.network().config(), tensors));
  }

  private static List<float[]> live(Learner learner) {
    List<float[]> arrays = new ArrayList<>();
    AdamW adam = learner.adam();
    for (Parameter p : learner.parameters()) {
      arrays.add(p.value());
    }
    arrays.addAll(learner.average().averages());
    int parameters = arrays.size() / 2;
    for (int i = 0; i < parameters; i++) {
      arrays.add(adam.firstMoment(i));
    }
    for (int i = 0; i < parameters; i++) {
      arrays.add(adam.secondMoment(i));
    }
    return arrays;
  }
}

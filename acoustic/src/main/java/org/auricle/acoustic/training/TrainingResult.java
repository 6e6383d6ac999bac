package org.auricle.acoustic.training;

import java.util.List;
import java.util.Optional;
import org.auricle.acoustic.bilstm.BiLstmWeights;
import org.auricle.acoustic.pieces.PieceModel;
import org.auricle.engine.feature.FeatureOptions;
import org.auricle.engine.recognition.TokenTable;

/**
 * What training gave: all that a bundle needs of it.
 *
 * @param weights of the best epoch, averaged
 * @param features what the network takes
 * @param tokens what it emits
 * @param pieces how texts are divided, if the tokens are word pieces
 * @param best the epoch that the weights are from
 * @param history all epochs
 * @param plan what it learned from
 */
public record TrainingResult(
    BiLstmWeights weights,
    FeatureOptions features,
    TokenTable tokens,
    Optional<PieceModel> pieces,
    EpochResult best,
    List<EpochResult> history,
    TrainingListener.Plan plan) {

  /** Copies the list. */
  public TrainingResult {
    history = List.copyOf(history);
  }
}

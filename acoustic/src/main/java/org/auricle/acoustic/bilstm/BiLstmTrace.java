package org.auricle.acoustic.bilstm;

import java.util.List;
import org.auricle.engine.nn.GateTrace;
import org.auricle.engine.recognition.LogPosteriors;

/**
 * One utterance on its way through the network.
 *
 * @param posteriors what comes out
 * @param layers from the features up; none of a network that cannot be looked into
 */
public record BiLstmTrace(LogPosteriors posteriors, List<Layer> layers) {

  /** The directions of a layer; row t of both belongs to frame t. */
  public record Layer(GateTrace forward, GateTrace backward) {}

  /** Copies the list. */
  public BiLstmTrace {
    layers = List.copyOf(layers);
  }
}

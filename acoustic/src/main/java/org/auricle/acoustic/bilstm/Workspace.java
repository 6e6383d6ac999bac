package org.auricle.acoustic.bilstm;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.auricle.engine.nn.RecurrentInference;

/**
 * Memory of one pass through the network, kept from pass to pass, so that a server's passes do not
 * each ask for megabytes. Not thread-safe; a {@link Pool} gives each pass one of its own.
 */
final class Workspace {
  private final RecurrentInference.State[] states; // forward, backward
  private float[] input = new float[0];
  private final float[][] outputs = {new float[0], new float[0]}; // of layers in turn

  private Workspace(BiLstmStack stack) {
    BiLstmStack.Layer layer = stack.layers().get(0);
    states =
        new RecurrentInference.State[] {layer.forward().newState(), layer.backward().newState()};
  }

  /** The state of a direction; the layers have it one after the other. */
  RecurrentInference.State state(int direction) {
    return states[direction];
  }

  /** At least so many values. */
  float[] input(int size) {
    if (input.length < size) {
      input = new float[size];
    }
    return input;
  }

  /** At least so many values; another array than that of the layer before. */
  float[] output(int layer, int size) {
    int turn = layer % 2;
    if (outputs[turn].length < size) {
      outputs[turn] = new float[size];
    }
    return outputs[turn];
  }

  private long values() {
    return (long) input.length + outputs[0].length + outputs[1].length;
  }

  /** Workspaces that wait for their next pass. Thread-safe. */
  static final class Pool {
    /** What a longer utterance took is let go: 64 MB, two minutes at 640 values every 10 ms. */
    private static final long MOST_KEPT = 16 << 20;

    private final BiLstmStack stack;
    private final Queue<Workspace> free = new ConcurrentLinkedQueue<>();

    Pool(BiLstmStack stack) {
      this.stack = stack;
    }

    Workspace take() {
      Workspace workspace = free.poll();
      return workspace == null ? new Workspace(stack) : workspace;
    }

    void giveBack(Workspace workspace) {
      if (workspace.values() <= MOST_KEPT) {
        free.add(workspace);
      }
    }
  }
}

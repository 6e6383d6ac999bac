package org.auricle.engine.brokenrules;

import be.tarsos.dsp.util.fft.FFT;
import jdk.incubator.vector.FloatVector;
import org.auricle.models.brokenrules.ModelsThatKnowGrpc;

/** Breaks all of the engine's rules on purpose. */
public final class EngineThatKnowsModels {
  ModelsThatKnowGrpc models;
  FFT fft;
  FloatVector vector;

  static void printAndExit() {
    System.out.println();
    System.exit(1);
  }
}

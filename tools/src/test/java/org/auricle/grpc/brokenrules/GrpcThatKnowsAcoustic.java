package org.auricle.grpc.brokenrules;

import org.auricle.acoustic.brokenrules.AcousticThatKnowsDecoder;

/** Breaks its rule on purpose. */
public final class GrpcThatKnowsAcoustic {
  AcousticThatKnowsDecoder acoustic;
}
